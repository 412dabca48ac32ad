package dev.stagecraft.engine.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.ImageReference;
import dev.stagecraft.image.ImageSummary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// The answer to `/images/json`, and the images in the answer to `/system/df`.
public final class ImageListJson {
    private ImageListJson() {}

    /// The images in the engine's order; entries without a valid id are left out.
    ///
    /// @throws WireFormatException when the answer is no array
    public static List<ImageSummary> parse(byte[] body) throws WireFormatException {
        JsonNode array = Json.array(body, "the engine's list of images");
        Set<Digest> parents = new HashSet<>();
        for (JsonNode node : array) {
            parent(node).ifPresent(parents::add);
        }
        List<ImageSummary> list = new ArrayList<>();
        for (JsonNode node : array) {
            Optional<Digest> id = Json.id(Json.text(node, "Id"));
            if (id.isPresent()) {
                List<ImageReference> tags = Json.references(node.path("RepoTags"));
                list.add(
                        new ImageSummary(
                                id.get(),
                                tags,
                                Json.references(node.path("RepoDigests")),
                                Json.time(node.path("Created")),
                                Json.count(node, "Size").orElse(0),
                                Json.count(node, "SharedSize"),
                                Json.count(node, "Containers"),
                                parent(node),
                                tags.isEmpty() && parents.contains(id.get()),
                                Json.map(node.path("Labels"))));
            }
        }
        return list;
    }

    /// The shared bytes of each image that `/system/df` tells of, whatever the API's version.
    ///
    /// @throws WireFormatException when the answer is no object
    public static Map<Digest, Long> sharedFromDiskUsage(byte[] body) throws WireFormatException {
        JsonNode node = Json.object(body, "the engine's disk usage");
        // Before API 1.52 the list stands at the top.
        JsonNode images =
                node.path("Images").isArray()
                        ? node.path("Images")
                        : node.path("ImageUsage").path("Items");
        return shared(images);
    }

    /// The shared bytes of each image in a list that was asked for with `shared-size=1`.
    ///
    /// @throws WireFormatException when the answer is no array
    public static Map<Digest, Long> sharedFromList(byte[] body) throws WireFormatException {
        return shared(Json.array(body, "the engine's list of images"));
    }

    private static Map<Digest, Long> shared(JsonNode images) {
        Map<Digest, Long> sizes = new LinkedHashMap<>();
        for (JsonNode node : images) {
            OptionalLong shared = Json.count(node, "SharedSize");
            if (shared.isPresent()) {
                Json.id(Json.text(node, "Id")).ifPresent(id -> sizes.put(id, shared.getAsLong()));
            }
        }
        return sizes;
    }

    private static Optional<Digest> parent(JsonNode node) {
        return Json.id(Json.text(node, "ParentId"));
    }
}
