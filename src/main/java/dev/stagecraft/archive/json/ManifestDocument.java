package dev.stagecraft.archive.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a manifest or an index blob says (OCI image spec, `manifest.md` and `image-index.md`).
public sealed interface ManifestDocument {
    /// An index: manifests of several images or platforms, or of nothing.
    ///
    /// @param missing whether it says `manifests: null` or nothing at all
    record Index(List<Descriptor> manifests, boolean missing) implements ManifestDocument {
        public Index {
            manifests = List.copyOf(manifests);
        }
    }

    /// A manifest.
    ///
    /// @param artifactType of what is no image
    record Manifest(
            Descriptor config,
            List<Descriptor> layers,
            Map<String, String> annotations,
            Optional<String> artifactType)
            implements ManifestDocument {
        public Manifest {
            layers = List.copyOf(layers);
            annotations = Map.copyOf(annotations);
        }

        /// Whether its configuration is that of an image.
        public boolean isImage() {
            return switch (config.mediaType()) {
                case "application/vnd.oci.image.config.v1+json",
                        "application/vnd.docker.container.image.v1+json",
                        "application/octet-stream",
                        "" ->
                        artifactType.isEmpty() || artifactType.get().equals(config.mediaType());
                default -> false;
            };
        }
    }

    /// Reads either, told apart by what it holds, whatever its media type says.
    ///
    /// @param limit the longest document in bytes
    static ManifestDocument read(byte[] bytes, String what, int limit)
            throws MalformedJsonException {
        JsonNode node = Json.object(Json.read(bytes, what, limit), what);
        if (node.path("config").isObject()) {
            List<Descriptor> layers = new ArrayList<>();
            for (JsonNode layer : node.path("layers")) {
                layers.add(Descriptor.read(layer, what));
            }
            return new Manifest(
                    Descriptor.read(node.path("config"), what),
                    layers,
                    Json.map(node, "annotations"),
                    Json.optionalText(node, "artifactType"));
        }
        List<Descriptor> manifests = new ArrayList<>();
        for (JsonNode manifest : node.path("manifests")) {
            manifests.add(Descriptor.read(manifest, what));
        }
        return new Index(manifests, !node.path("manifests").isArray());
    }
}
