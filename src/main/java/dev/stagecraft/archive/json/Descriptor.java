package dev.stagecraft.archive.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.Platform;
import java.util.Map;
import java.util.Optional;

/// How manifests and indexes name a blob (OCI image spec, `descriptor.md`).
///
/// @param mediaType empty when not given
/// @param size the blob's length in bytes
/// @param platform absent when not given
public record Descriptor(
        String mediaType,
        Digest digest,
        long size,
        Optional<Platform> platform,
        Map<String, String> annotations,
        Optional<String> artifactType) {
    public Descriptor {
        annotations = Map.copyOf(annotations);
    }

    static Descriptor read(JsonNode node, String what) throws MalformedJsonException {
        Json.object(node, "a descriptor of " + what);
        return new Descriptor(
                Json.text(node, "mediaType"),
                Json.digest(Json.text(node, "digest"), what),
                Math.max(0, node.path("size").asLong(0)),
                platform(node.path("platform")),
                Json.map(node, "annotations"),
                Json.optionalText(node, "artifactType"));
    }

    static Optional<Platform> platform(JsonNode node) {
        String os = Json.text(node, "os");
        String architecture = Json.text(node, "architecture");
        return os.isEmpty() || architecture.isEmpty()
                ? Optional.empty()
                : Optional.of(new Platform(os, architecture, Json.optionalText(node, "variant")));
    }

    /// Whether it names an index or a manifest list.
    public boolean isIndex() {
        return mediaType.equals("application/vnd.oci.image.index.v1+json")
                || mediaType.equals("application/vnd.docker.distribution.manifest.list.v2+json");
    }

    /// Whether it names an attestation of an image and no image (BuildKit's attestation storage):
    /// its platform is `unknown/unknown`.
    public boolean isAttestation() {
        return "attestation-manifest".equals(annotations.get("vnd.docker.reference.type"))
                || platform.filter(p -> p.os().equals("unknown")).isPresent();
    }

    /// Whether the layer may not be distributed and so need not be there (`layer.md`,
    /// "Non-Distributable Layers").
    public boolean isForeign() {
        return mediaType.contains("nondistributable") || mediaType.contains(".foreign.");
    }
}
