package dev.stagecraft.engine.build;

import dev.stagecraft.engine.build.BuildStep.State;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// The steps of one build while it runs: keeps what is known of each and tells the listener.
///
/// One thread at a time: the builder's output and what is asked of the engine meanwhile come on
/// two.
final class StepLog {
    private static final int LINES_PER_STEP = 200;
    private static final int LONGEST_LINE = 8_000;
    private static final int MAX_STEPS = 10_000;

    private final BuildListener listener;
    private final StepPlaces places;
    private final SequencedMap<String, BuildStep> steps = new LinkedHashMap<>();
    private final Map<String, Deque<String>> lines = new LinkedHashMap<>();

    /// The keys by which the builder speaks of steps that are known by another.
    private final Map<String, String> others = new HashMap<>();

    /// @param places where each step stands in the Dockerfile
    StepLog(BuildListener listener, StepPlaces places) {
        this.listener = listener;
        this.places = places;
    }

    /// Makes a step known, or gives what was known of it.
    ///
    /// @param key the builder's name for it
    /// @param given what the builder calls it
    synchronized BuildStep know(String key, StepName given) {
        BuildStep known = steps.get(own(key));
        if (known != null || steps.size() >= MAX_STEPS) {
            return known != null ? known : steps.lastEntry().getValue();
        }
        StepName name = places.own(given);
        Optional<String> same = keyAt(name);
        if (same.isPresent()) {
            // What two builds share may come twice: as this one planned it, and as it was done.
            others.put(key, same.get());
            return Objects.requireNonNull(steps.get(same.get()));
        }
        BuildStep step =
                new BuildStep(
                        steps.size() + 1,
                        name.stage(),
                        name.index(),
                        name.total(),
                        name.text(),
                        places.line(key, name),
                        State.WAITING,
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        List.of());
        steps.put(key, step);
        listener.step(step);
        return step;
    }

    private String own(String key) {
        return others.getOrDefault(key, key);
    }

    private Optional<String> keyAt(StepName name) {
        if (!places.areUnique() || name.index() == 0) {
            return Optional.empty();
        }
        return steps.entrySet().stream()
                .filter(known ->
                        known.getValue().index() == name.index()
                                && known.getValue().stage().equals(name.stage()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    synchronized boolean knows(String key) {
        return steps.containsKey(own(key));
    }

    /// Brings a step further. Steps that have ended stay as they are, except that of the parts that
    /// one is done in, such as the download and the copy of an `ADD`, a later one may fail.
    synchronized void change(String key, UnaryOperator<BuildStep> change) {
        BuildStep before = steps.get(own(key));
        if (before == null || (before.state().ended() && !others.containsValue(own(key)))) {
            return;
        }
        BuildStep after = change.apply(before);
        if (before.state().ended() && after.state() != State.FAILED) {
            return;
        }
        if (!after.equals(before)) {
            steps.put(own(key), after);
            listener.step(after);
        }
    }

    /// Adds to an ended step what became known later.
    synchronized void complete(String key, UnaryOperator<BuildStep> change) {
        BuildStep before = steps.get(own(key));
        if (before != null) {
            BuildStep after = change.apply(before);
            steps.put(own(key), after);
            listener.step(after);
        }
    }

    synchronized void print(String key, String text, boolean error) {
        BuildStep step = steps.get(own(key));
        if (step == null) {
            return;
        }
        String line = text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) + "…" : text;
        Deque<String> kept = lines.computeIfAbsent(own(key), k -> new ArrayDeque<>());
        kept.addLast(line);
        if (kept.size() > LINES_PER_STEP) {
            kept.removeFirst();
        }
        listener.printed(step, line, error);
    }

    /// Says why a step fails, unless it has printed something that does.
    synchronized void explain(String key, String why) {
        if (lines.getOrDefault(own(key), new ArrayDeque<>()).isEmpty()) {
            why.lines().forEach(line -> print(key, line, true));
        }
    }

    /// The build has succeeded. Steps whose end it was not told are done, and what its stages have
    /// more than it was told of is taken from another build at the same time, which alone was told:
    /// BuildKit does a step that two share only once.
    synchronized void completeStages() {
        for (String key : List.copyOf(steps.keySet())) {
            change(key, step -> with(step, State.DONE, step.millis()));
        }
        Map<String, List<BuildStep>> told = new LinkedHashMap<>();
        steps.values().stream()
                .filter(BuildStep::isInstruction)
                .forEach(step ->
                        told.computeIfAbsent(step.stage(), s -> new ArrayList<>()).add(step));
        told.forEach((stage, known) -> {
            Set<Integer> indexes = known.stream().map(BuildStep::index).collect(Collectors.toSet());
            share(places.others(stage, known.getFirst().total(), indexes));
        });
        share(places.untold(told.keySet()));
    }

    private void share(List<StepName> names) {
        for (StepName name : names) {
            String key = "shared " + name.stage() + " " + name.index();
            know(key, name);
            change(key, step -> with(step, State.CACHED, OptionalLong.of(0)));
        }
    }

    /// Ends all steps that have not ended.
    synchronized void giveUpOpenOnes() {
        for (String key : List.copyOf(steps.keySet())) {
            change(key, step -> with(step, State.CANCELLED, step.millis()));
        }
    }

    /// All steps with their lines.
    synchronized List<BuildStep> steps() {
        List<BuildStep> all = new ArrayList<>();
        steps.forEach((key, step) -> all.add(withLines(key, step)));
        return all;
    }

    /// The step that failed, with its lines.
    synchronized Optional<BuildStep> failed() {
        return steps().stream().filter(step -> step.state() == State.FAILED).findFirst();
    }

    /// The step that failed, with its lines, where the builder may have told that step's end to
    /// another build only: two builds that run the same command at once share it.
    ///
    /// @param message why the build failed; names the command in brackets
    synchronized Optional<BuildStep> failed(String message) {
        return failed().or(() ->
                steps().stream()
                        .filter(step -> step.state() != State.DONE && step.state() != State.CACHED)
                        .filter(step -> step.text().startsWith("RUN "))
                        .filter(step ->
                                message.contains(
                                        " " + step.text().substring("RUN ".length()) + "]"))
                        .findFirst());
    }

    /// The key of the step that became known last.
    synchronized Optional<String> last() {
        return steps.isEmpty() ? Optional.empty() : Optional.of(steps.lastEntry().getKey());
    }

    private BuildStep withLines(String key, BuildStep step) {
        return new BuildStep(
                step.number(),
                step.stage(),
                step.index(),
                step.total(),
                step.text(),
                step.line(),
                step.state(),
                step.millis(),
                step.bytes(),
                step.totalBytes(),
                step.imageId(),
                step.exitCode(),
                List.copyOf(lines.getOrDefault(key, new ArrayDeque<>())));
    }

    static BuildStep with(BuildStep step, State state, OptionalLong millis) {
        return new BuildStep(
                step.number(),
                step.stage(),
                step.index(),
                step.total(),
                step.text(),
                step.line(),
                state,
                millis,
                step.bytes(),
                step.totalBytes(),
                step.imageId(),
                step.exitCode(),
                step.log());
    }

    static BuildStep withImage(BuildStep step, String imageId) {
        return new BuildStep(
                step.number(),
                step.stage(),
                step.index(),
                step.total(),
                step.text(),
                step.line(),
                step.state(),
                step.millis(),
                step.bytes(),
                step.totalBytes(),
                Optional.of(imageId),
                step.exitCode(),
                step.log());
    }

    static BuildStep withExitCode(BuildStep step, int code) {
        return new BuildStep(
                step.number(),
                step.stage(),
                step.index(),
                step.total(),
                step.text(),
                step.line(),
                step.state(),
                step.millis(),
                step.bytes(),
                step.totalBytes(),
                step.imageId(),
                OptionalInt.of(code),
                step.log());
    }
}
