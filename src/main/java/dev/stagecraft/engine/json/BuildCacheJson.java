package dev.stagecraft.engine.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.image.BuildCacheRecord;
import java.util.ArrayList;
import java.util.List;

/// The build cache in the answer to `/system/df`.
public final class BuildCacheJson {
    private BuildCacheJson() {}

    /// The records in the engine's order, whatever the API's version.
    ///
    /// @throws WireFormatException when the answer is no object
    public static List<BuildCacheRecord> parse(byte[] body) throws WireFormatException {
        JsonNode node = Json.object(body, "the engine's disk usage");
        // Before API 1.52 the list stands at the top.
        JsonNode records =
                node.path("BuildCache").isArray()
                        ? node.path("BuildCache")
                        : node.path("BuildCacheUsage").path("Items");
        List<BuildCacheRecord> list = new ArrayList<>();
        for (JsonNode cached : records) {
            list.add(
                    new BuildCacheRecord(
                            Json.text(cached, "ID"),
                            parents(cached),
                            Json.text(cached, "Type"),
                            Json.text(cached, "Description"),
                            Json.count(cached, "Size").orElse(0),
                            Json.time(cached.path("CreatedAt")),
                            Json.time(cached.path("LastUsedAt")),
                            cached.path("InUse").asBoolean(false),
                            cached.path("Shared").asBoolean(false)));
        }
        return list;
    }

    /// One engine line wrote the key with a leading blank.
    private static List<String> parents(JsonNode cached) {
        for (String key : List.of("Parents", " Parents")) {
            if (cached.path(key).isArray()) {
                return Json.texts(cached.path(key));
            }
        }
        String parent = Json.text(cached, "Parent");
        return parent.isEmpty() ? List.of() : List.of(parent);
    }
}
