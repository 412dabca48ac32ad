package dev.stagecraft.cli.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.archive.Extraction;
import dev.stagecraft.image.FileTree;
import java.io.IOException;
import java.io.PrintWriter;

/// What `extract --json` prints.
public final class ExtractedDocument {
    private ExtractedDocument() {}

    /// Writes the document.
    public static void write(Extraction.Saved saved, FileTree tree, PrintWriter out)
            throws IOException {
        ObjectNode document = Documents.of("stagecraft.extracted/1");
        document.put("target", saved.target().toString());
        document.put("files", saved.files());
        document.put("bytes", saved.bytes());
        ArrayNode left = document.putArray("left");
        for (Extraction.Left one : saved.left()) {
            left.addObject()
                    .put("path", "/" + tree.path(one.node()))
                    .put("reason", Documents.word(one.reason()));
        }
        ArrayNode renamed = document.putArray("renamed");
        saved.renamed()
                .forEach((node, file) ->
                        renamed.addObject()
                                .put("path", "/" + tree.path(node))
                                .put("file", file.toString()));
        Documents.write(document, out);
    }
}
