package dev.stagecraft.stage;

import dev.stagecraft.stage.BuildPlan.PlannedStep;
import java.util.Arrays;
import java.util.List;

/// A Dockerfile's instructions laid beside recorded steps, in order, so that as much as possible
/// agrees.
///
/// @param planned for each instruction the index of its step; -1 for none
/// @param steps for each step the index of its instruction; -1 for none
/// @param weight the sum of all scores
/// @param filesPlanned how many instructions change files
/// @param filesMatched how many of those found their step
/// @param filesUnexplained how many steps between the first and the last that agree changed files
///   and found no instruction
record Alignment(
        List<Integer> planned,
        List<Integer> steps,
        double weight,
        int filesPlanned,
        int filesMatched,
        int filesUnexplained) {
    private static final int MAX_CELLS = 1_000_000;

    /// How far the two agree.
    enum Agreement {
        NONE,
        PART,
        FULL
    }

    /// The best alignment.
    static Alignment of(List<PlannedStep> planned, List<DraftStep> steps, StepMatch match) {
        int n = planned.size();
        int m = steps.size();
        int[] forPlanned = new int[n];
        int[] forSteps = new int[m];
        Arrays.fill(forPlanned, -1);
        Arrays.fill(forSteps, -1);
        double weight = 0;
        if ((long) n * m <= MAX_CELLS) {
            double[][] scores = new double[n][m];
            double[][] best = new double[n + 1][m + 1];
            for (int i = n - 1; i >= 0; i--) {
                for (int j = m - 1; j >= 0; j--) {
                    scores[i][j] = match.score(steps.get(j).instruction(), planned.get(i));
                    double pair = scores[i][j] > 0 ? scores[i][j] + best[i + 1][j + 1] : -1;
                    best[i][j] = Math.max(pair, Math.max(best[i + 1][j], best[i][j + 1]));
                }
            }
            weight = best[0][0];
            int i = 0;
            int j = 0;
            while (i < n && j < m) {
                // Late steps first where several fit: what comes before belongs to the base.
                if (best[i][j] == best[i][j + 1]) {
                    j++;
                } else if (best[i][j] == best[i + 1][j]) {
                    i++;
                } else {
                    forPlanned[i] = j;
                    forSteps[j] = i;
                    i++;
                    j++;
                }
            }
        }
        return counted(planned, steps, forPlanned, forSteps, weight);
    }

    private static Alignment counted(
            List<PlannedStep> planned,
            List<DraftStep> steps,
            int[] forPlanned,
            int[] forSteps,
            double weight) {
        int files = 0;
        int matched = 0;
        for (int i = 0; i < forPlanned.length; i++) {
            if (planned.get(i).changesFiles()) {
                files++;
                matched += forPlanned[i] >= 0 ? 1 : 0;
            }
        }
        int first = 0;
        while (first < forSteps.length && forSteps[first] < 0) {
            first++;
        }
        int unexplained = 0;
        for (int j = first; j < forSteps.length; j++) {
            DraftStep step = steps.get(j);
            if (forSteps[j] < 0
                    && (step.instruction().changesFiles() || step.size().orElse(0) > 0)) {
                unexplained++;
            }
        }
        return new Alignment(
                Arrays.stream(forPlanned).boxed().toList(),
                Arrays.stream(forSteps).boxed().toList(),
                weight,
                files,
                matched,
                unexplained);
    }

    /// The first step that agrees; the number of steps when none does.
    int firstStep() {
        int first = 0;
        while (first < steps.size() && steps.get(first) < 0) {
            first++;
        }
        return first;
    }

    /// The last step that agrees; -1 when none does.
    int lastStep() {
        int last = steps.size() - 1;
        while (last >= 0 && steps.get(last) < 0) {
            last--;
        }
        return last;
    }

    int matched() {
        return (int) planned.stream().filter(p -> p >= 0).count();
    }

    /// How far the two agree, with the steps that the Dockerfile does not explain.
    ///
    /// @param unexplainedBelow steps before the first match that change files and are not a base's
    Agreement agreement(int unexplainedBelow) {
        int unexplained = filesUnexplained + unexplainedBelow;
        if (filesPlanned == 0) {
            if (unexplained > 0) {
                return Agreement.NONE;
            }
            return matched() == planned.size()
                    ? Agreement.FULL
                    : matched() * 2 >= planned.size() ? Agreement.PART : Agreement.NONE;
        }
        if (filesMatched == filesPlanned && unexplained == 0) {
            return Agreement.FULL;
        }
        int all = filesPlanned + unexplained;
        return filesMatched * 2 >= all && filesMatched > 0 ? Agreement.PART : Agreement.NONE;
    }
}
