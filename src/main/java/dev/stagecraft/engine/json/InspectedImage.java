package dev.stagecraft.engine.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.image.DiffId;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.Healthcheck;
import dev.stagecraft.image.ImageConfig;
import dev.stagecraft.image.ImageReference;
import dev.stagecraft.image.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What an engine answers to `/images/{name}/json`.
///
/// @param id the image's id
/// @param tags its names
/// @param repoDigests the names under which registries know it
/// @param platform what it runs on
/// @param created absent when not recorded
/// @param author may be empty
/// @param config what its containers start with
/// @param diffIds the layers, from the bottom up
/// @param size the bytes of all layers together; absent when not said
/// @param parent absent when none is recorded
public record InspectedImage(
        Digest id,
        List<ImageReference> tags,
        List<ImageReference> repoDigests,
        Platform platform,
        Optional<Instant> created,
        String author,
        ImageConfig config,
        List<DiffId> diffIds,
        OptionalLong size,
        Optional<Digest> parent) {
    public InspectedImage {
        tags = List.copyOf(tags);
        repoDigests = List.copyOf(repoDigests);
        diffIds = List.copyOf(diffIds);
    }

    /// @throws WireFormatException when the answer has no id, or a layer that is no digest
    public static InspectedImage parse(byte[] body) throws WireFormatException {
        JsonNode node = Json.object(body, "the engine's answer for an image");
        Digest id =
                Json.id(Json.text(node, "Id"))
                        .orElseThrow(() ->
                                new WireFormatException(
                                        "the engine's answer for an image has no id", null));
        List<DiffId> diffIds = new ArrayList<>();
        for (String layer : Json.texts(node.path("RootFS").path("Layers"))) {
            if (!Digest.isValid(layer)) {
                throw new WireFormatException(
                        "the engine names a layer of " + id + " that is no digest", null);
            }
            diffIds.add(DiffId.parse(layer));
        }
        return new InspectedImage(
                id,
                Json.references(node.path("RepoTags")),
                Json.references(node.path("RepoDigests")),
                new Platform(
                        Json.textIfAny(node, "Os").orElse("unknown"),
                        Json.textIfAny(node, "Architecture").orElse("unknown"),
                        Json.textIfAny(node, "Variant")),
                Json.time(node.path("Created")),
                Json.text(node, "Author"),
                config(node.path("Config")),
                diffIds,
                Json.count(node, "Size"),
                Json.id(Json.text(node, "Parent")));
    }

    private static ImageConfig config(JsonNode node) {
        return new ImageConfig(
                Json.texts(node.path("Env")),
                Json.textsIfAny(node.path("Entrypoint")),
                Json.textsIfAny(node.path("Cmd")),
                Json.text(node, "User"),
                Json.text(node, "WorkingDir"),
                Json.keys(node.path("ExposedPorts")),
                Json.keys(node.path("Volumes")),
                Json.map(node.path("Labels")),
                healthcheck(node.path("Healthcheck")),
                Json.textIfAny(node, "StopSignal"),
                Json.textsIfAny(node.path("Shell")),
                Json.texts(node.path("OnBuild")));
    }

    private static Optional<Healthcheck> healthcheck(JsonNode node) {
        if (!node.isObject()) {
            return Optional.empty();
        }
        return Optional.of(
                new Healthcheck(
                        Json.texts(node.path("Test")),
                        nanoseconds(node, "Interval"),
                        nanoseconds(node, "Timeout"),
                        nanoseconds(node, "StartPeriod"),
                        node.path("Retries").asInt(0) > 0
                                ? Optional.of(node.path("Retries").asInt())
                                : Optional.empty()));
    }

    private static Optional<Duration> nanoseconds(JsonNode node, String field) {
        long value = node.path(field).asLong(0);
        return value > 0 ? Optional.of(Duration.ofNanos(value)) : Optional.empty();
    }
}
