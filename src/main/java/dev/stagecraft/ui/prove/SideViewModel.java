package dev.stagecraft.ui.prove;

import dev.stagecraft.dockerfile.Dockerfile;
import dev.stagecraft.dockerfile.Instruction;
import dev.stagecraft.engine.build.BuildStep;
import dev.stagecraft.engine.build.BuildStep.State;
import dev.stagecraft.prove.Observation;
import dev.stagecraft.prove.ProofListener.Phase;
import dev.stagecraft.prove.ProofListener.Which;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// One of the two images while it is built and run.
public final class SideViewModel {
    /// How much of a side's work is building; the rest is running.
    private static final double BUILD_SHARE = 0.85;

    private final Which which;
    private final ReadOnlyObjectWrapper<Optional<Phase>> phase =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Observation>> observation =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyIntegerWrapper attempt = new ReadOnlyIntegerWrapper();
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
    private final ObservableList<StageGroup> stages = FXCollections.observableArrayList();
    private final ObservableList<StageGroup> readOnly =
            FXCollections.unmodifiableObservableList(stages);
    private final RunRow run;
    private final ReadOnlyObjectWrapper<Optional<StepRow>> awaited =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private boolean oneStage;
    private Set<String> instructions = Set.of();
    private final Map<Integer, StepRow> rows = new LinkedHashMap<>();
    private final Map<String, StageGroup> groups = new LinkedHashMap<>();

    SideViewModel(Which which) {
        this.which = which;
        run = new RunRow(which);
    }

    public Which which() {
        return which;
    }

    /// What it is busy with; absent before it begins.
    public ReadOnlyObjectProperty<Optional<Phase>> phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    /// What its container did; absent until that is known.
    public ReadOnlyObjectProperty<Optional<Observation>> observationProperty() {
        return observation.getReadOnlyProperty();
    }

    /// Which build this is: 1 for the first, one more for each repair; 0 before the first.
    public ReadOnlyIntegerProperty attemptProperty() {
        return attempt.getReadOnlyProperty();
    }

    /// How far it is, from 0 to 1.
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /// What its container prints.
    public RunRow run() {
        return run;
    }

    /// Its stages in the order of the Dockerfile; the builder's own work, which interests least, is
    /// the last.
    public ObservableList<StageGroup> stages() {
        return readOnly;
    }

    /// Whether its container runs.
    boolean runs() {
        return phase.get().filter(now -> now == Phase.RUNNING).isPresent();
    }

    /// Whether its container has run.
    boolean hasRun() {
        return observation.get().isPresent();
    }

    /// The step that failed, else the one that began last and still runs, else the last one.
    Optional<StepRow> current() {
        StepRow running = null;
        StepRow last = null;
        for (StepRow row : rows.values()) {
            State state = row.step().state();
            if (state == State.FAILED) {
                return Optional.of(row);
            }
            if (state == State.RUNNING) {
                running = row;
            }
            if (state != State.WAITING) {
                last = row;
            }
        }
        return Optional.ofNullable(running != null ? running : last);
    }

    /// The step of the other build that this one waits for; absent while it waits for none.
    /// BuildKit does what two builds have in common only once, and tells the one that came second
    /// nothing of it until it is done.
    public ReadOnlyObjectProperty<Optional<StepRow>> awaitedProperty() {
        return awaited.getReadOnlyProperty();
    }

    /// Looks whether it waits for a step of the other build: it has nothing to do, and the other is
    /// at one that it has yet to come to.
    void lookAt(SideViewModel other) {
        boolean idle =
                phase.get().filter(now -> now == Phase.BUILDING).isPresent()
                        && !rows.isEmpty()
                        && rows.values().stream().noneMatch(SideViewModel::isRunning);
        awaited.set(
                idle
                        ? other.rows.values().stream()
                                .filter(SideViewModel::isRunning)
                                .filter(this::isToCome)
                                .findFirst()
                        : Optional.empty());
    }

    private static boolean isRunning(StepRow row) {
        return row.step().state() == State.RUNNING;
    }

    private boolean isToCome(StepRow step) {
        String text = plain(step.step().text());
        return instructions.contains(text)
                && rows.values().stream().noneMatch(own -> plain(own.step().text()).equals(text));
    }

    private static String plain(String instruction) {
        return instruction.strip().replaceAll("\\s+", " ");
    }

    /// @param dockerfile what is going to be built
    void reset(String dockerfile) {
        List<Instruction> all = Dockerfile.parse(dockerfile).instructions();
        oneStage = all.stream().filter(Instruction.From.class::isInstance).count() == 1;
        instructions =
                all.stream()
                        .map(instruction -> plain(instruction.source().line()))
                        .collect(Collectors.toUnmodifiableSet());
        phase.set(Optional.empty());
        attempt.set(0);
        progress.set(0);
        clear();
    }

    private void clear() {
        observation.set(Optional.empty());
        awaited.set(Optional.empty());
        run.show(List.of());
        rows.clear();
        groups.clear();
        stages.clear();
    }

    void take(ProofFeed.SideNews news, long now) {
        if (news.anew) {
            clear();
            attempt.set(attempt.get() + 1);
        }
        news.steps.values().forEach(step -> take(step, now));
        if (news.phase != null) {
            phase.set(Optional.of(news.phase));
        }
        if (news.output != null) {
            run.show(news.output);
        }
        if (news.observation != null) {
            observation.set(Optional.of(news.observation));
            List<String> all = news.observation.lines();
            run.show(all.subList(Math.max(0, all.size() - StepRow.MOST_LINES), all.size()));
        }
        progress.set(fraction());
    }

    private void take(ProofFeed.StepNews news, long now) {
        BuildStep step = news.step;
        StepRow row = rows.get(step.number());
        if (row == null) {
            row = new StepRow(which, step, now);
            rows.put(step.number(), row);
            group(step).add(row);
        } else {
            row.take(step, now);
        }
        row.print(news.lines);
    }

    private StageGroup group(BuildStep step) {
        // Two builds at once share their common steps, which BuildKit names after the other's
        // stage.
        String stage = oneStage ? "" : step.stage();
        String key = step.isInstruction() ? "stage " + stage : "builder";
        StageGroup known = groups.get(key);
        if (known == null) {
            known = new StageGroup(stage, !step.isInstruction(), step.line().orElse(0));
            groups.put(key, known);
            int at = 0;
            while (at < stages.size() && !known.isBefore(stages.get(at))) {
                at++;
            }
            stages.add(at, known);
        }
        return known;
    }

    void tick(long now) {
        rows.values().forEach(row -> row.tick(now));
    }

    private double fraction() {
        if (phase.get().isEmpty()) {
            return 0;
        }
        return switch (phase.get().get()) {
            case BUILDING -> {
                long known = stages.stream().mapToLong(StageGroup::known).sum();
                long ended = stages.stream().mapToLong(StageGroup::ended).sum();
                yield known == 0 ? 0 : BUILD_SHARE * ended / known;
            }
            case BUILT, LOOKING -> BUILD_SHARE;
            case RUNNING -> BUILD_SHARE + (1 - BUILD_SHARE) / 2;
            case BUILD_FAILED, OBSERVED -> 1;
        };
    }
}
