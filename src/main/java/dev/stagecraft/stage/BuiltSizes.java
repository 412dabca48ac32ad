package dev.stagecraft.stage;

import dev.stagecraft.dockerfile.Dockerfile;
import dev.stagecraft.image.BuildCacheRecord;
import dev.stagecraft.image.HistoryEntry;
import dev.stagecraft.stage.BuildPlan.PlannedStage;
import dev.stagecraft.stage.BuildPlan.PlannedStep;
import dev.stagecraft.stage.CacheChains.Chain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How large the steps of a build with BuildKit became. Its progress does not say that: the records
/// of the engine's build cache do as soon as a step is done, and the history of the image does at
/// the end. Nothing is said of a step of which these are not certain.
public final class BuiltSizes {
    private final BuildPlan plan;
    private final Optional<String> target;

    private BuiltSizes(BuildPlan plan, Optional<String> target) {
        this.plan = plan;
        this.target = target;
    }

    /// @param dockerfile the text that is built
    /// @param arguments the build arguments that are given
    /// @param target the name or number of the stage that is built; absent for the last one
    public static BuiltSizes of(
            String dockerfile, Map<String, String> arguments, Optional<String> target) {
        return new BuiltSizes(BuildPlan.of(Dockerfile.parse(dockerfile), arguments), target);
    }

    /// What the steps so far have written, in bytes.
    ///
    /// @param made the lines of the instructions that this build has done
    /// @param reused the lines of those that it took from another build
    /// @param since when the build began, by the engine's clock
    /// @return the bytes by the line of the instruction
    public Map<Integer, Long> soFar(
            Set<Integer> made, Set<Integer> reused, Instant since, List<BuildCacheRecord> records) {
        Set<Integer> done = new HashSet<>(made);
        done.addAll(reused);
        CacheChains chains = new CacheChains(records);
        Map<Integer, Long> sizes = new HashMap<>();
        for (PlannedStage stage : plan.stages()) {
            List<PlannedStep> steps = begun(stage, done);
            boolean anew = steps.stream().anyMatch(step -> made.contains(step.line()));
            List<Chain> found =
                    chains.all(steps).stream()
                            .filter(chain -> isOfThisBuild(chain.last(), anew, since))
                            .toList();
            for (int i = 0; i < steps.size(); i++) {
                PlannedStep step = steps.get(i);
                if (done.contains(step.line())) {
                    size(found, i).ifPresent(bytes -> sizes.put(step.line(), bytes));
                }
            }
        }
        return sizes;
    }

    /// What the steps of the stage that the image is have written, in bytes.
    ///
    /// @param history the steps of the image, with their sizes
    /// @return the bytes by the line of the instruction; empty when the history is not that of the
    ///   stage
    public Map<Integer, Long> shipped(List<HistoryEntry> history) {
        Optional<PlannedStage> stage = target();
        if (stage.isEmpty() || stage.get().steps().size() > history.size()) {
            return Map.of();
        }
        List<PlannedStep> steps = stage.get().steps();
        int first = history.size() - steps.size();
        List<Instruction> recorded = HistoryInstructions.read(history);
        Map<Integer, Long> sizes = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            HistoryEntry entry = history.get(first + i);
            String keyword = recorded.get(first + i).keyword();
            if (!keyword.equals(steps.get(i).written().keyword())) {
                return Map.of();
            }
            if (steps.get(i).changesFiles() && entry.size().isPresent()) {
                sizes.put(steps.get(i).line(), entry.size().getAsLong());
            }
        }
        return sizes;
    }

    private Optional<PlannedStage> target() {
        List<PlannedStage> stages = plan.stages();
        if (target.isEmpty()) {
            return stages.isEmpty() ? Optional.empty() : Optional.of(stages.getLast());
        }
        return stages.stream()
                .filter(stage ->
                        stage.name().filter(target.get()::equalsIgnoreCase).isPresent()
                                || Integer.toString(stage.index()).equals(target.get()))
                .findFirst();
    }

    /// The steps of a stage up to the first that is not done.
    private static List<PlannedStep> begun(PlannedStage stage, Set<Integer> done) {
        List<PlannedStep> begun = new ArrayList<>();
        for (PlannedStep step : stage.steps()) {
            if (CacheChains.leavesRecord(step) && !done.contains(step.line())) {
                break;
            }
            begun.add(step);
        }
        return begun;
    }

    /// What a build takes from another one it uses too. An engine has records of steps that are
    /// called the same even where another builder does the work.
    private static boolean isOfThisBuild(BuildCacheRecord record, boolean anew, Instant since) {
        return anew
                ? isSince(record.created(), since)
                : record.inUse() || isSince(record.lastUsed(), since);
    }

    private static boolean isSince(Optional<Instant> time, Instant since) {
        return time.filter(t -> !t.isBefore(since)).isPresent();
    }

    private static Optional<Long> size(List<Chain> chains, int step) {
        Set<Long> sizes = new HashSet<>();
        for (Chain chain : chains) {
            BuildCacheRecord record =
                    step < chain.records().size() ? chain.records().get(step) : null;
            if (record != null) {
                sizes.add(record.size());
            }
        }
        return sizes.size() == 1 ? sizes.stream().findFirst() : Optional.empty();
    }
}
