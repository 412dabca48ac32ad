package dev.stagecraft.cli.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.recording.Recording;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;

/// What `record --json` prints.
public final class RecordedDocument {
    private RecordedDocument() {}

    /// Writes the document.
    ///
    /// @param length the file's length in bytes
    public static void write(Recording recording, Path file, long length, PrintWriter out)
            throws IOException {
        ObjectNode document = Documents.of("stagecraft.recorded/1");
        document.put("file", file.toString());
        document.put("length", length);
        document.put("title", recording.title());
        document.put("image", recording.tree().image().id().toString());
        document.put("shipped", recording.tree().totals().shipped());
        document.put("leftBehind", recording.tree().totals().leftBehind());
        document.put("leftBehindComplete", recording.tree().totals().leftBehindComplete());
        Documents.write(document, out);
    }
}
