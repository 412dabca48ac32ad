package dev.stagecraft.archive.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.image.DiffId;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.Healthcheck;
import dev.stagecraft.image.HistoryEntry;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.ImageConfig;
import dev.stagecraft.image.ImageReference;
import dev.stagecraft.image.Layer;
import dev.stagecraft.image.Platform;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// An image's configuration (OCI image spec, `config.md`; Docker's additions).
///
/// @param diffIds from the bottom up
/// @param history may be empty, or shorter than the layers
public record ConfigDocument(
        Platform platform,
        Optional<Instant> created,
        String author,
        ImageConfig config,
        List<DiffId> diffIds,
        List<HistoryEntry> history) {
    public ConfigDocument {
        diffIds = List.copyOf(diffIds);
        history = List.copyOf(history);
    }

    /// @param limit the longest document in bytes
    public static ConfigDocument read(byte[] bytes, String what, int limit)
            throws MalformedJsonException {
        JsonNode node = Json.object(Json.read(bytes, what, limit), what);
        List<DiffId> diffIds = new ArrayList<>();
        for (String text : Json.texts(node.path("rootfs"), "diff_ids").orElse(List.of())) {
            diffIds.add(new DiffId(Json.digest(text, what)));
        }
        return new ConfigDocument(
                Descriptor.platform(node)
                        .orElse(new Platform("unknown", "unknown", Optional.empty())),
                time(node, "created"),
                Json.text(node, "author"),
                config(node.path("config")),
                diffIds,
                history(node.path("history")));
    }

    /// The image that it describes.
    ///
    /// @param blobs the digest and length of each layer as stored; as many as diff ids, or none
    public Image toImage(Digest id, List<ImageReference> tags, List<Optional<Descriptor>> blobs) {
        List<HistoryEntry> steps = history.stream().filter(h -> !h.emptyLayer()).toList();
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < diffIds.size(); i++) {
            Optional<Descriptor> blob = i < blobs.size() ? blobs.get(i) : Optional.empty();
            layers.add(
                    new Layer(
                            i,
                            diffIds.get(i),
                            blob.map(Descriptor::digest),
                            OptionalLong.empty(),
                            blob.map(b -> OptionalLong.of(b.size())).orElse(OptionalLong.empty()),
                            i < steps.size() ? Optional.of(steps.get(i)) : Optional.empty()));
        }
        return new Image(
                id,
                tags,
                List.of(),
                platform,
                created,
                author,
                config,
                layers,
                history,
                OptionalLong.empty(),
                Optional.empty());
    }

    private static ImageConfig config(JsonNode node) {
        return new ImageConfig(
                Json.texts(node, "Env").orElse(List.of()),
                Json.texts(node, "Entrypoint"),
                Json.texts(node, "Cmd"),
                Json.text(node, "User"),
                Json.text(node, "WorkingDir"),
                Json.names(node, "ExposedPorts"),
                Json.names(node, "Volumes"),
                Json.map(node, "Labels"),
                healthcheck(node.path("Healthcheck")),
                Json.optionalText(node, "StopSignal"),
                Json.texts(node, "Shell"),
                Json.texts(node, "OnBuild").orElse(List.of()));
    }

    private static Optional<Healthcheck> healthcheck(JsonNode node) {
        if (!node.isObject()) {
            return Optional.empty();
        }
        int retries = node.path("Retries").asInt(0);
        return Optional.of(
                new Healthcheck(
                        Json.texts(node, "Test").orElse(List.of()),
                        nanos(node, "Interval"),
                        nanos(node, "Timeout"),
                        nanos(node, "StartPeriod"),
                        retries > 0 ? Optional.of(retries) : Optional.empty()));
    }

    private static Optional<Duration> nanos(JsonNode node, String field) {
        long nanos = node.path(field).asLong(0);
        return nanos > 0 ? Optional.of(Duration.ofNanos(nanos)) : Optional.empty();
    }

    private static List<HistoryEntry> history(JsonNode array) {
        List<HistoryEntry> history = new ArrayList<>();
        for (JsonNode node : array) {
            history.add(
                    new HistoryEntry(
                            Json.text(node, "created_by"),
                            time(node, "created"),
                            Json.text(node, "comment"),
                            Json.text(node, "author"),
                            node.path("empty_layer").asBoolean(false),
                            OptionalLong.empty(),
                            Optional.empty()));
        }
        return history;
    }

    private static Optional<Instant> time(JsonNode node, String field) {
        String text = Json.text(node, field);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            // A time that is none is as good as one that is not recorded.
            return Optional.empty();
        }
    }
}
