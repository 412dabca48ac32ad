package dev.stagecraft.ui.explore;

import dev.stagecraft.stage.Stage;
import dev.stagecraft.stage.StageTree;
import dev.stagecraft.stage.Step;
import dev.stagecraft.ui.support.Address;
import dev.stagecraft.ui.support.Source;
import java.util.ArrayList;
import java.util.List;

/// A row with the rows under it.
///
/// @param expanded whether it is open at first
record StageNode(StageRow row, List<StageNode> children, boolean expanded) {
    /// Runs of settings from this length on are folded into one row.
    private static final int FOLD_FROM = 2;

    StageNode {
        children = List.copyOf(children);
    }

    /// The rows of a tree: a stage each, its steps under it in the order of building.
    static List<StageNode> of(Source source, StageTree tree) {
        List<StageNode> nodes = new ArrayList<>();
        for (int i = 0; i < tree.stages().size(); i++) {
            nodes.add(stage(source, tree.stages().get(i), i));
        }
        return nodes;
    }

    private static StageNode stage(Source source, Stage stage, int colour) {
        List<StageNode> children = new ArrayList<>();
        List<Step> run = new ArrayList<>();
        for (Step step : stage.steps()) {
            if (step.makesLayer()) {
                flush(source, stage, colour, run, children);
                children.add(step(source, stage, step, colour));
            } else {
                run.add(step);
            }
        }
        flush(source, stage, colour, run, children);
        // Bases are somebody else's work: what was done on top of them comes first.
        boolean expanded = stage.kind() == Stage.Kind.BUILD;
        return new StageNode(
                new StageRow.OfStage(new Address.OfStage(source, stage.id()), stage, colour),
                children,
                expanded);
    }

    private static void flush(
            Source source, Stage stage, int colour, List<Step> run, List<StageNode> to) {
        List<StageNode> steps = run.stream().map(s -> step(source, stage, s, colour)).toList();
        if (run.size() >= FOLD_FROM) {
            // Selecting the fold selects its first step.
            Address first = steps.getFirst().row().address();
            to.add(
                    new StageNode(
                            new StageRow.OfSettings(first, stage, List.copyOf(run), colour),
                            steps,
                            false));
        } else {
            to.addAll(steps);
        }
        run.clear();
    }

    private static StageNode step(Source source, Stage stage, Step step, int colour) {
        return new StageNode(
                new StageRow.OfStep(
                        new Address.OfStep(source, stage.id(), step.index()), stage, step, colour),
                List.of(),
                false);
    }
}
