package dev.stagecraft.archive.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// One element of `manifest.json`, as `docker save` writes it (Docker image spec v1.2, "Combined
/// Image JSON + Filesystem Changeset Format").
///
/// @param config the path of the configuration in the archive
/// @param tags the image's names; may be empty
/// @param layers the paths of the layers in the archive, from the bottom up
public record SavedImage(String config, List<String> tags, List<String> layers) {
    public SavedImage {
        tags = List.copyOf(tags);
        layers = List.copyOf(layers);
    }

    /// @param limit the longest document in bytes
    public static List<SavedImage> read(byte[] bytes, int limit) throws MalformedJsonException {
        JsonNode array = Json.read(bytes, "manifest.json", limit);
        if (!array.isArray()) {
            throw new MalformedJsonException("manifest.json is no JSON array");
        }
        List<SavedImage> images = new ArrayList<>();
        for (JsonNode node : array) {
            Json.object(node, "an image in manifest.json");
            images.add(
                    new SavedImage(
                            Json.text(node, "Config"),
                            Json.texts(node, "RepoTags").orElse(List.of()),
                            Json.texts(node, "Layers").orElse(List.of())));
        }
        return images;
    }
}
