package dev.stagecraft.engine.build;

import dev.stagecraft.engine.build.BuildStep.State;
import dev.stagecraft.engine.json.SolveStatusJson;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads BuildKit's `--progress=rawjson`, which tells of all steps as they happen.
final class RawProgress {
    private static final Pattern EXIT_CODE =
            Pattern.compile(".*exit code: (\\d{1,4})\\W*", Pattern.DOTALL);

    private final StepLog steps;
    private final Map<String, StringBuilder> unfinished = new HashMap<>();
    private @Nullable String failure;

    RawProgress(StepLog steps) {
        this.steps = steps;
    }

    void read(SolveStatusJson status) {
        status.vertexes().forEach(this::vertex);
        for (SolveStatusJson.Status transfer : status.statuses()) {
            OptionalLong total =
                    transfer.total() > 0 ? OptionalLong.of(transfer.total()) : OptionalLong.empty();
            if (transfer.current() > 0) {
                steps.change(
                        transfer.vertex(),
                        s -> s.withBytes(OptionalLong.of(transfer.current()), total));
            }
        }
        status.logs().forEach(this::log);
    }

    private void vertex(SolveStatusJson.Vertex vertex) {
        String key = vertex.digest();
        steps.know(key, StepName.parse(vertex.name()));
        if (vertex.completed().isPresent() || vertex.cached()) {
            StringBuilder rest = unfinished.remove(key);
            if (rest != null && !rest.isEmpty()) {
                steps.print(key, rest.toString(), false);
            }
            State state = vertex.cached() ? State.CACHED : State.DONE;
            if (!vertex.error().isEmpty()) {
                boolean cancelled = vertex.error().contains("context canceled");
                state = cancelled ? State.CANCELLED : State.FAILED;
                if (!cancelled) {
                    failure = vertex.error();
                    steps.explain(key, vertex.error());
                    Matcher code = EXIT_CODE.matcher(vertex.error());
                    if (code.matches()) {
                        steps.change(
                                key, s -> StepLog.withExitCode(s, Integer.parseInt(code.group(1))));
                    }
                }
            }
            OptionalLong millis =
                    vertex.started().isPresent() && vertex.completed().isPresent()
                            ? OptionalLong.of(
                                    Duration.between(
                                                    vertex.started().get(),
                                                    vertex.completed().get())
                                            .toMillis())
                            : OptionalLong.empty();
            State ended = state;
            steps.change(key, s -> StepLog.with(s, ended, millis));
        } else if (vertex.started().isPresent()) {
            steps.change(key, s -> StepLog.with(s, State.RUNNING, s.millis()));
        }
    }

    private void log(SolveStatusJson.Log log) {
        StringBuilder buffer = unfinished.computeIfAbsent(log.vertex(), k -> new StringBuilder());
        buffer.append(log.text());
        int end = buffer.indexOf("\n");
        while (end >= 0) {
            String line = buffer.substring(0, end);
            buffer.delete(0, end + 1);
            steps.print(
                    log.vertex(),
                    line.endsWith("\r") ? line.substring(0, line.length() - 1) : line,
                    log.error());
            end = buffer.indexOf("\n");
        }
    }

    /// What the step that failed said.
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }
}
