package dev.stagecraft.cli.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.image.ImageReference;
import dev.stagecraft.image.ImageSummary;
import dev.stagecraft.recording.Sample;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/// What `images --json` prints.
public final class ImagesJson {
    private ImagesJson() {}

    /// Writes the images of an engine.
    public static void write(List<ImageSummary> images, PrintWriter out) throws IOException {
        ObjectNode document = Documents.of("stagecraft.images/1");
        ArrayNode array = document.putArray("images");
        for (ImageSummary image : images) {
            ObjectNode node = array.addObject();
            node.put("id", image.id().toString());
            put(node.putArray("names"), image.tags());
            put(node.putArray("digests"), image.repoDigests());
            image.created().ifPresent(v -> node.put("created", v.toString()));
            node.put("size", image.size());
            image.shared().ifPresent(v -> node.put("shared", v));
            image.own().ifPresent(v -> node.put("own", v));
            image.parent().ifPresent(v -> node.put("parent", v.toString()));
            node.put("intermediate", image.intermediate());
        }
        Documents.write(document, out);
    }

    private static void put(ArrayNode array, List<ImageReference> references) {
        references.forEach(r -> array.add(r.familiar()));
    }

    /// Writes the bundled recordings.
    public static void writeSamples(List<Sample> samples, PrintWriter out) throws IOException {
        ObjectNode document = Documents.of("stagecraft.samples/1");
        ArrayNode array = document.putArray("samples");
        for (Sample sample : samples) {
            ObjectNode node = array.addObject();
            node.put("name", sample.name());
            node.put("title", sample.title());
            node.put("group", sample.group());
            node.put("size", sample.size());
            node.put("leftBehind", sample.leftBehind());
        }
        Documents.write(document, out);
    }
}
