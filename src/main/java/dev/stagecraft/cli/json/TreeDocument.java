package dev.stagecraft.cli.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.image.Layer;
import dev.stagecraft.recording.ImageJson;
import dev.stagecraft.recording.Recording;
import dev.stagecraft.recording.TreeJson;
import dev.stagecraft.stage.Stage;
import dev.stagecraft.stage.Step;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/// What `tree --json` prints: the parts of a recording, and the layers with the step that made
/// each.
public final class TreeDocument {
    private TreeDocument() {}

    /// Writes the document.
    ///
    /// @param problems what was wrong with the reading, each a sentence
    public static void write(Recording analysis, List<String> problems, PrintWriter out)
            throws IOException {
        ObjectNode document = Documents.of("stagecraft.tree/1");
        document.put("measuredOn", analysis.measuredOn());
        document.put("recorded", analysis.recorded().toString());
        document.set("image", ImageJson.write(analysis.tree().image()));
        document.setAll(TreeJson.write(analysis.tree()));
        ArrayNode layers = document.putArray("layers");
        for (Stage stage : analysis.tree().shipped()) {
            for (Step step : stage.steps()) {
                step.layer().ifPresent(layer -> layers.add(layer(layer, stage, step)));
            }
        }
        ArrayNode wrong = document.putArray("problems");
        problems.forEach(wrong::add);
        Documents.write(document, out);
    }

    private static ObjectNode layer(Layer layer, Stage stage, Step step) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("index", layer.index());
        node.put("diffId", layer.diffId().toString());
        layer.digest().ifPresent(v -> node.put("digest", v.toString()));
        step.size().ifPresent(v -> node.put("size", v));
        layer.blobSize().ifPresent(v -> node.put("blobSize", v));
        node.put("stage", stage.id());
        node.put("instruction", step.instruction().text());
        step.created().ifPresent(v -> node.put("created", v.toString()));
        return node;
    }
}
