package dev.stagecraft.engine.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.image.HistoryEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// The answer to `/images/{name}/history`.
public final class HistoryJson {
    private HistoryJson() {}

    /// The steps, the first one first (the engine says them newest first). The answer does not say
    /// which steps made a layer; here those without bytes are taken for empty.
    ///
    /// @throws WireFormatException when the answer is no array
    public static List<HistoryEntry> parse(byte[] body) throws WireFormatException {
        List<HistoryEntry> list = new ArrayList<>();
        for (JsonNode node : Json.array(body, "the engine's history of an image")) {
            long size = Json.count(node, "Size").orElse(0);
            list.add(
                    new HistoryEntry(
                            Json.text(node, "CreatedBy"),
                            Json.time(node.path("Created")),
                            Json.text(node, "Comment"),
                            "",
                            size == 0,
                            OptionalLong.of(size),
                            // "<missing>" where no image is kept for the step
                            Json.id(Json.text(node, "Id"))));
        }
        return list.reversed();
    }
}
