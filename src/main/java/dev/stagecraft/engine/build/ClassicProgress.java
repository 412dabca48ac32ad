package dev.stagecraft.engine.build;

import dev.stagecraft.engine.build.BuildStep.State;
import dev.stagecraft.engine.json.BuildAnswerJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what the classic builder prints: `Step 3/9 : RUN make`, ` ---> Running in …`, ` ---> Using
/// cache`, ` ---> <id>`, and the output of commands in between, standard error in red. Podman
/// answers the same request in Buildah's words: `[1/3] STEP 2/4: RUN make`, `--> Using cache <id>`,
/// `--> <id>` (beginning of it), `[3/3] COMMIT app:1`, and at the end the whole id.
final class ClassicProgress {
    private static final Pattern FROM =
            Pattern.compile("(?is)FROM\\s+(?:--\\S+\\s+)*(\\S+)(?:\\s+AS\\s+(\\S+))?\\s*");
    private static final Pattern RUNNING = Pattern.compile(" ---> Running in ([0-9a-f]{12,64})");
    private static final Pattern REMOVING =
            Pattern.compile("Removing intermediate container [0-9a-f]{12,64}");
    private static final Pattern EXIT_STATUS = Pattern.compile("exit status (\\d{1,3})\\s*$");
    private static final Pattern RED =
            Pattern.compile("\u001b\\[91m(.*?)(?:\u001b\\[0m|$)", Pattern.DOTALL);

    /// What is known beforehand from the Dockerfile.
    private final StepPlaces places;

    private final Dialect dialect;

    private final StepLog steps;
    private final List<String> keys = new ArrayList<>();
    private final Map<String, Integer> indexInStage = new HashMap<>();
    private final StringBuilder line = new StringBuilder();
    private final StringBuilder errorLine = new StringBuilder();
    private int stages;
    private int start = 1;
    private String stage = "";
    private @Nullable String current;
    private boolean cached;
    private long begun;
    private @Nullable String imageId;
    private @Nullable String failure;
    private volatile @Nullable Working working;

    /// A step's container.
    ///
    /// @param key the step's
    /// @param container its id, or the beginning of it
    record Working(String key, String container) {}

    /// Whose words they are. What a command of the Dockerfile prints may look like the other's.
    enum Dialect {
        DOCKER(
                "Step (\\d{1,6})/\\d{1,6} : (?<text>.*)",
                " ---> Using cache",
                " ---> ([0-9a-f]{12,64})",
                "Successfully (?:built [0-9a-f]{12,64}|tagged .*)"),
        BUILDAH(
                "(?:\\[(\\d{1,6})/(\\d{1,6})] )?STEP (\\d{1,6})/\\d{1,6}: (?<text>.*)",
                "--> Using cache [0-9a-f]{12,64}",
                "--> ([0-9a-f]{11,64})",
                "Successfully (?:built [0-9a-f]{12,64}|tagged .*)"
                        + "|(?:\\[\\d{1,6}/\\d{1,6}] )?COMMIT .*|[0-9a-f]{64}");

        private final Pattern step;
        private final Pattern cache;
        private final Pattern image;
        private final Pattern done;

        Dialect(String step, String cache, String image, String done) {
            this.step = Pattern.compile(step, Pattern.DOTALL);
            this.cache = Pattern.compile(cache);
            this.image = Pattern.compile(image);
            this.done = Pattern.compile(done);
        }
    }

    /// @param places the Dockerfile's instructions, by which steps are counted
    ClassicProgress(StepLog steps, StepPlaces places, Dialect dialect) {
        this.steps = steps;
        this.places = places;
        this.dialect = dialect;
    }

    void read(BuildAnswerJson answer) {
        if (!answer.imageId().isEmpty()) {
            imageId = answer.imageId();
        }
        if (!answer.stream().isEmpty()) {
            text(answer.stream());
        }
        if (!answer.status().isEmpty() && current != null) {
            steps.print(current, answer.status(), false);
        }
        if (!answer.error().isEmpty()) {
            flush();
            String error = answer.error().strip();
            failure = error;
            String key = current;
            if (key != null) {
                exitCode(answer)
                        .ifPresent(code ->
                                steps.change(key, step -> StepLog.withExitCode(step, code)));
                steps.explain(key, error);
                end(State.FAILED);
            }
        }
    }

    private static OptionalInt exitCode(BuildAnswerJson answer) {
        Matcher said = EXIT_STATUS.matcher(answer.error());
        return answer.exitCode().isEmpty() && said.find()
                ? OptionalInt.of(Integer.parseInt(said.group(1)))
                : answer.exitCode();
    }

    private void text(String stream) {
        Matcher red = RED.matcher(stream);
        String plain = stream;
        if (red.find()) {
            errorLine.append(red.group(1));
            plain = stream.substring(0, red.start()) + stream.substring(red.end());
            lines(errorLine, true);
        }
        line.append(plain);
        lines(line, false);
        Matcher step = dialect.step.matcher(line);
        if (dialect == Dialect.DOCKER && step.matches()) {
            // The builder sends a step's line and its end apart.
            begin(number(step), step.group("text"));
            line.setLength(0);
        }
    }

    private void lines(StringBuilder buffer, boolean error) {
        int end = buffer.indexOf("\n");
        while (end >= 0) {
            String whole = buffer.substring(0, end);
            buffer.delete(0, end + 1);
            line(whole.endsWith("\r") ? whole.substring(0, whole.length() - 1) : whole, error);
            end = buffer.indexOf("\n");
        }
    }

    private void line(String text, boolean error) {
        Matcher step = dialect.step.matcher(text);
        if (!error && step.matches()) {
            begin(number(step), step.group("text"));
            return;
        }
        String key = current;
        if (key == null || (text.isEmpty() && !error)) {
            return;
        }
        if (error) {
            steps.print(key, text, true);
            return;
        }
        Matcher image = dialect.image.matcher(text);
        Matcher running = RUNNING.matcher(text);
        if (dialect.cache.matcher(text).matches()) {
            cached = true;
        } else if (image.matches()) {
            steps.change(key, s -> StepLog.withImage(s, image.group(1)));
            end(cached ? State.CACHED : State.DONE);
        } else if (running.matches()) {
            working = new Working(key, running.group(1));
        } else if (!REMOVING.matcher(text).matches() && !dialect.done.matcher(text).matches()) {
            steps.print(key, text, false);
        }
    }

    /// The place in the Dockerfile of a step, which Buildah numbers within its stage.
    private int number(Matcher step) {
        if (dialect == Dialect.DOCKER) {
            return Integer.parseInt(step.group(1));
        }
        int inStage = Integer.parseInt(step.group(3));
        if (inStage == 1) {
            Matcher from = FROM.matcher(step.group("text"));
            boolean several = step.group(1) != null;
            start =
                    places.start(
                            from.matches() ? Optional.ofNullable(from.group(2)) : Optional.empty(),
                            several ? Integer.parseInt(step.group(1)) : 1,
                            several ? Integer.parseInt(step.group(2)) : 1);
        }
        return start + inStage - 1;
    }

    private void begin(int number, String text) {
        end(State.DONE);
        Matcher from = FROM.matcher(text);
        if (from.matches()) {
            stage = from.group(2) == null ? "stage-" + stages : from.group(2);
            stages++;
        }
        List<String> known = places.stages();
        String named = number <= known.size() ? known.get(number - 1) : stage;
        int index = indexInStage.merge(named, 1, Integer::sum);
        int total = (int) known.stream().filter(named::equals).count();
        String key = Integer.toString(number);
        current = key;
        keys.add(key);
        cached = false;
        begun = System.nanoTime();
        steps.know(key, new StepName(named, index, Math.max(total, index), text));
        steps.change(key, s -> StepLog.with(s, State.RUNNING, s.millis()));
    }

    private void end(State state) {
        working = null;
        String key = current;
        if (key != null) {
            long millis = (System.nanoTime() - begun) / 1_000_000;
            steps.change(key, s -> StepLog.with(s, state, OptionalLong.of(millis)));
        }
    }

    /// Prints what is left of a line without an end.
    void flush() {
        for (StringBuilder rest : List.of(line, errorLine)) {
            if (!rest.isEmpty()) {
                line(rest.toString(), rest == errorLine);
                rest.setLength(0);
            }
        }
    }

    /// The image that was made last.
    Optional<String> imageId() {
        return Optional.ofNullable(imageId);
    }

    /// The container that is at work now. May be asked from any thread.
    Optional<Working> working() {
        return Optional.ofNullable(working);
    }

    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /// The keys of all steps so far, in the order in which they began.
    List<String> keys() {
        return List.copyOf(keys);
    }
}
