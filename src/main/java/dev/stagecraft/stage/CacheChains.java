package dev.stagecraft.stage;

import dev.stagecraft.dockerfile.CommandLine;
import dev.stagecraft.dockerfile.Instruction.Run;
import dev.stagecraft.image.BuildCacheRecord;
import dev.stagecraft.stage.BuildPlan.PlannedStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the records of BuildKit's cache that the steps of a stage left.
///
/// A record is one step that changed files: `mount / from exec /bin/sh -c make` for `RUN`, and
/// `fileop target` (older) or `[builder 3/5] COPY . .` (newer) for the others. Each names the
/// record it stands on, so that a stage is a chain. Records called `fileop target` say nothing by
/// themselves: a chain needs at least one record whose text agrees.
final class CacheChains {
    private static final String EXEC = "mount / from exec ";
    private static final String FILE_OPERATION = "fileop target";
    private static final int MAX_FOUND = 100;

    private final Map<String, BuildCacheRecord> byId = new HashMap<>();
    private final List<BuildCacheRecord> records;

    CacheChains(List<BuildCacheRecord> records) {
        this.records = records;
        records.forEach(r -> byId.put(r.id(), r));
    }

    /// The records of a stage.
    ///
    /// @param records for each instruction of the stage its record; null where it has none
    /// @param alternatives the last records of every chain that agrees, the chosen one first
    record Chain(List<@Nullable BuildCacheRecord> records, List<String> alternatives) {
        /// The record of the last instruction that left one.
        BuildCacheRecord last() {
            return lastOf(records);
        }
    }

    /// The chain that agrees with these instructions; of several, the latest that is not younger
    /// than the image.
    Optional<Chain> find(List<PlannedStep> steps, Optional<Instant> imageCreated) {
        return choose(agreeing(steps), imageCreated);
    }

    /// Every chain that agrees with these instructions, in no order.
    List<Chain> all(List<PlannedStep> steps) {
        return agreeing(steps).stream().map(records -> new Chain(records, List.of())).toList();
    }

    private List<List<@Nullable BuildCacheRecord>> agreeing(List<PlannedStep> steps) {
        List<List<@Nullable BuildCacheRecord>> found = new ArrayList<>();
        int last = steps.size() - 1;
        while (last >= 0 && !leavesRecord(steps.get(last))) {
            last--;
        }
        if (last < 0) {
            return found;
        }
        for (BuildCacheRecord record : records) {
            if (found.size() < MAX_FOUND && agreement(steps.get(last), record) > 0) {
                climb(steps, last, record, new ArrayList<>(), found, 0);
            }
        }
        return found;
    }

    /// Walks from a record to those below it, in step with the instructions.
    private void climb(
            List<PlannedStep> steps,
            int at,
            BuildCacheRecord record,
            List<@Nullable BuildCacheRecord> above,
            List<List<@Nullable BuildCacheRecord>> found,
            int anchors) {
        int agreement = agreement(steps.get(at), record);
        int anchored = anchors + (agreement == 2 ? 1 : 0);
        List<@Nullable BuildCacheRecord> chain = new ArrayList<>();
        chain.add(record);
        chain.addAll(above);
        int next = at - 1;
        while (next >= 0 && !leavesRecord(steps.get(next))) {
            chain.addFirst(null);
            next--;
        }
        if (next < 0) {
            if (anchored > 0) {
                found.add(chain);
            }
            return;
        }
        for (String parent : record.parents()) {
            BuildCacheRecord below = byId.get(parent);
            if (below != null
                    && found.size() < MAX_FOUND
                    && agreement(steps.get(next), below) > 0) {
                climb(steps, next, below, chain, found, anchored);
            }
        }
    }

    private static Optional<Chain> choose(
            List<List<@Nullable BuildCacheRecord>> found, Optional<Instant> imageCreated) {
        Comparator<List<@Nullable BuildCacheRecord>> latestFirst =
                Comparator.comparing((List<@Nullable BuildCacheRecord> c) ->
                                isYounger(lastOf(c), imageCreated))
                        .thenComparing(
                                c -> lastOf(c).created().orElse(Instant.MIN),
                                Comparator.reverseOrder())
                        .thenComparing(c -> lastOf(c).id());
        List<List<@Nullable BuildCacheRecord>> sorted = found.stream().sorted(latestFirst).toList();
        return sorted.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Chain(
                                sorted.getFirst(),
                                sorted.stream().map(c -> lastOf(c).id()).distinct().toList()));
    }

    private static boolean isYounger(BuildCacheRecord record, Optional<Instant> imageCreated) {
        return record.created().isPresent()
                && imageCreated.isPresent()
                && record.created().get().isAfter(imageCreated.get());
    }

    private static BuildCacheRecord lastOf(List<@Nullable BuildCacheRecord> chain) {
        for (int i = chain.size() - 1; i >= 0; i--) {
            BuildCacheRecord record = chain.get(i);
            if (record != null) {
                return record;
            }
        }
        throw new IllegalArgumentException("a chain without a record");
    }

    /// Whether BuildKit keeps a record of a step.
    static boolean leavesRecord(PlannedStep step) {
        return step.changesFiles() || step.written().keyword().equals("WORKDIR");
    }

    /// 0: another step; 1: may be this one; 2: says it is.
    private static int agreement(PlannedStep step, BuildCacheRecord record) {
        String description = record.description();
        boolean run = step.parsed() instanceof Run;
        int bracket = description.startsWith("[") ? description.indexOf("] ") : -1;
        if (bracket > 0) {
            String text = StepMatch.squeeze(description.substring(bracket + 2));
            return text.equals(StepMatch.squeeze(step.parsed().source().line())) ? 2 : 0;
        }
        if (description.startsWith(EXEC)) {
            return run && isCommand((Run) step.parsed(), description.substring(EXEC.length()))
                    ? 2
                    : 0;
        }
        return !run && description.equals(FILE_OPERATION) ? 1 : 0;
    }

    private static boolean isCommand(Run run, String recorded) {
        String executed = StepMatch.squeeze(recorded);
        if (!run.heredocs().isEmpty()) {
            return executed.endsWith(" " + StepMatch.squeeze(run.heredocs().getFirst().body()));
        }
        return switch (run.command()) {
            // The shell before it may be any that SHELL says.
            case CommandLine.ShellForm shell ->
                    executed.endsWith(" " + StepMatch.squeeze(shell.text()));
            case CommandLine.ExecForm exec ->
                    executed.equals(StepMatch.squeeze(String.join(" ", exec.argv())));
        };
    }
}
