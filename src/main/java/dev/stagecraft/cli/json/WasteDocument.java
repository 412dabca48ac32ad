package dev.stagecraft.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.stagecraft.image.DeathCause;
import dev.stagecraft.image.DiveFigures;
import dev.stagecraft.image.Efficiency;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.MetadataChange;
import dev.stagecraft.image.Waste;
import dev.stagecraft.image.WasteHint;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/// What `waste --json` prints.
public final class WasteDocument {
    private WasteDocument() {}

    /// Writes the document.
    ///
    /// @param instructions of the layers, by index
    public static void write(
            Image image,
            FileTree tree,
            Map<Integer, String> instructions,
            List<String> problems,
            PrintWriter out)
            throws IOException {
        Waste waste = Waste.of(tree);
        try (JsonGenerator json = Documents.stream("stagecraft.waste/1", out)) {
            Documents.image(json, image, problems);
            figures(json, tree);
            json.writeObjectFieldStart("causes");
            for (DeathCause cause : DeathCause.values()) {
                if (waste.bytesBy(cause) > 0) {
                    json.writeNumberField(Documents.word(cause), waste.bytesBy(cause));
                }
            }
            json.writeEndObject();
            instructions(json, tree, waste, instructions);
            json.writeArrayFieldStart("dead");
            for (int rank = 0; rank < waste.count(); rank++) {
                dead(json, tree, waste.get(rank));
            }
            json.writeEndArray();
            json.writeArrayFieldStart("duplicates");
            for (Waste.Duplicate duplicate : waste.duplicates()) {
                json.writeStartObject();
                json.writeNumberField("size", duplicate.bytes());
                json.writeNumberField("wasted", duplicate.wasted());
                json.writeArrayFieldStart("paths");
                for (int node : duplicate.nodes()) {
                    json.writeString("/" + tree.path(node));
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.println();
        out.flush();
    }

    private static void figures(JsonGenerator json, FileTree tree) throws IOException {
        Efficiency efficiency = Efficiency.of(tree);
        json.writeNumberField("efficiency", efficiency.ratio());
        json.writeNumberField("totalBytes", efficiency.totalBytes());
        json.writeNumberField("liveBytes", efficiency.liveBytes());
        json.writeNumberField("deadBytes", efficiency.deadBytes());
        DiveFigures dive = DiveFigures.of(tree);
        json.writeObjectFieldStart("dive");
        json.writeNumberField("efficiency", dive.score());
        json.writeNumberField("wastedBytes", dive.wastedBytes());
        json.writeNumberField("userWastedPercent", dive.wastedUserShare(tree));
        json.writeEndObject();
    }

    private static void instructions(
            JsonGenerator json, FileTree tree, Waste waste, Map<Integer, String> instructions)
            throws IOException {
        json.writeArrayFieldStart("layers");
        for (int layer = 0; layer < tree.layers(); layer++) {
            json.writeStartObject();
            json.writeNumberField("index", layer);
            if (instructions.containsKey(layer)) {
                json.writeStringField("instruction", instructions.get(layer));
            }
            json.writeNumberField("killed", waste.killedBy(layer));
            json.writeNumberField("dead", waste.deadOf(layer));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void dead(JsonGenerator json, FileTree tree, Waste.DeadFile dead)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("path", "/" + tree.path(dead.node()));
        json.writeNumberField("size", dead.bytes());
        json.writeNumberField("layer", dead.bornIn());
        json.writeNumberField("diedIn", dead.diedIn());
        json.writeStringField("cause", Documents.word(dead.cause()));
        if (!dead.changed().isEmpty()) {
            json.writeArrayFieldStart("changed");
            for (MetadataChange change : dead.changed()) {
                json.writeString(Documents.word(change));
            }
            json.writeEndArray();
        }
        json.writeStringField("hint", Documents.word(WasteHint.of(dead, tree.path(dead.node()))));
        json.writeEndObject();
    }
}
