package dev.stagecraft.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.stagecraft.image.FileNote;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.FileVersion;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.LayerView;
import dev.stagecraft.image.ViewScope;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/// What `files --json` prints. Written as a stream: an image may have a million files.
public final class FilesDocument {
    private FilesDocument() {}

    /// Writes the document.
    ///
    /// @param nodes the paths to list, in their order; each has a version in the view
    public static void write(
            Image image, List<String> problems, LayerView view, int[] nodes, PrintWriter out)
            throws IOException {
        try (JsonGenerator json = Documents.stream("stagecraft.files/1", out)) {
            Documents.image(json, image, problems);
            scope(json, view.scope());
            json.writeNumberField("layers", view.tree().layers());
            json.writeNumberField("matchingFiles", view.files(FileTree.ROOT));
            json.writeNumberField("matchingBytes", view.size(FileTree.ROOT));
            json.writeArrayFieldStart("files");
            for (int node : nodes) {
                file(json, view, node);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.println();
        out.flush();
    }

    private static void scope(JsonGenerator json, ViewScope scope) throws IOException {
        json.writeObjectFieldStart("scope");
        switch (scope) {
            case ViewScope.ThisLayer(int layer) -> {
                json.writeStringField("kind", "layer");
                json.writeNumberField("layer", layer);
            }
            case ViewScope.UpTo(int layer) -> {
                json.writeStringField("kind", "upto");
                json.writeNumberField("layer", layer);
            }
            case ViewScope.FinalImage() -> json.writeStringField("kind", "final");
            case ViewScope.DeadWeight() -> json.writeStringField("kind", "dead");
        }
        json.writeEndObject();
    }

    private static void file(JsonGenerator json, LayerView view, int node) throws IOException {
        FileTree tree = view.tree();
        FileVersion version = tree.version(view.row(node));
        json.writeStartObject();
        json.writeStringField("path", "/" + tree.path(node));
        json.writeStringField("kind", Documents.word(version.kind()));
        json.writeStringField("state", Documents.word(view.state(node)));
        json.writeNumberField("size", view.size(node));
        json.writeStringField("mode", String.format("%04o", version.mode()));
        json.writeNumberField("uid", version.owner().uid());
        json.writeNumberField("gid", version.owner().gid());
        json.writeStringField("modified", version.modified().toString());
        json.writeNumberField("layer", version.layer());
        Optional<String> link = view.linkTarget(node);
        if (link.isPresent()) {
            json.writeStringField("link", link.get());
        }
        if (version.contentHash().isPresent()) {
            json.writeStringField("contentHash", version.contentHash().get());
        }
        if (version.diedIn().isPresent()) {
            json.writeNumberField("diedIn", version.diedIn().get());
            json.writeStringField("cause", Documents.word(version.cause()));
        }
        json.writeArrayFieldStart("notes");
        for (FileNote note : version.notes()) {
            if (note != FileNote.HASHED) {
                json.writeString(Documents.word(note));
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
