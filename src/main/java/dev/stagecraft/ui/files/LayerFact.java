package dev.stagecraft.ui.files;

import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.Layer;
import dev.stagecraft.stage.Stage;
import dev.stagecraft.stage.StageTree;
import dev.stagecraft.stage.Step;
import dev.stagecraft.ui.support.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is known of a layer besides its files: who made it.
///
/// @param index the bottom one being 0
/// @param colour the stage's colour
/// @param stage what the stage is called, fit to be shown
/// @param stageId the stage's id in its tree; absent when the tree does not have the layer
/// @param step the step's index in the stage; -1 without one
/// @param instruction the instruction on one line, fit to be shown
/// @param full the instruction in full, fit to be shown
record LayerFact(
        int index,
        int colour,
        String stage,
        Optional<String> stageId,
        int step,
        String instruction,
        String full) {
    private static final int LONGEST = 300;

    /// The facts of all layers of an image, from the bottom up.
    static List<LayerFact> of(StageTree tree, Texts texts) {
        List<LayerFact> facts = new ArrayList<>();
        for (Layer layer : tree.image().layers()) {
            facts.add(of(tree, layer.index(), texts));
        }
        return facts;
    }

    private static LayerFact of(StageTree tree, int layer, Texts texts) {
        for (int colour = 0; colour < tree.stages().size(); colour++) {
            Stage stage = tree.stages().get(colour);
            for (Step step : stage.steps()) {
                if (step.layer().filter(l -> l.index() == layer).isPresent()) {
                    String text = step.instruction().text();
                    return new LayerFact(
                            layer,
                            colour,
                            name(stage, texts),
                            Optional.of(stage.id()),
                            step.index(),
                            text.isEmpty() ? texts.text("layer.unknown") : oneLine(text),
                            DisplayText.escapeLines(text));
                }
            }
        }
        String unknown = texts.text("layer.unknown");
        return new LayerFact(layer, 0, "", Optional.empty(), -1, unknown, unknown);
    }

    private static String name(Stage stage, Texts texts) {
        return stage.name()
                .map(DisplayText::escape)
                .orElseGet(() ->
                        texts.text(stage.kind() == Stage.Kind.BASE ? "stage.base" : "stage.final"));
    }

    private static String oneLine(String text) {
        return DisplayText.escape(
                text.replaceAll("\\s*\\\\?\\R\\s*", " ").replace('\t', ' '), LONGEST);
    }
}
