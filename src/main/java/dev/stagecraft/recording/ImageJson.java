package dev.stagecraft.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.image.DiffId;
import dev.stagecraft.image.Healthcheck;
import dev.stagecraft.image.HistoryEntry;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.ImageConfig;
import dev.stagecraft.image.ImageReference;
import dev.stagecraft.image.Layer;
import dev.stagecraft.image.Platform;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// An [Image] as JSON, both ways: the `image` part of a recording and of what commands print.
public final class ImageJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MAX_LAYERS = 10_000;
    private static final int MAX_HISTORY = 100_000;

    private ImageJson() {}

    /// The image with its configuration, layers and history.
    public static ObjectNode write(Image image) {
        ObjectNode node = NODES.objectNode();
        node.put("id", image.id().toString());
        JsonFields.putStrings(
                node, "names", image.tags().stream().map(ImageReference::familiar).toList());
        JsonFields.putStrings(
                node,
                "digests",
                image.repoDigests().stream().map(ImageReference::familiar).toList());
        node.put("platform", image.platform().toString());
        image.created().ifPresent(v -> node.put("created", v.toString()));
        if (!image.author().isEmpty()) {
            node.put("author", image.author());
        }
        image.size().ifPresent(v -> node.put("size", v));
        image.parent().ifPresent(v -> node.put("parent", v.toString()));
        node.set("config", config(image.config()));
        ArrayNode history = node.putArray("history");
        image.history().forEach(h -> history.add(entry(h)));
        ArrayNode layers = node.putArray("layers");
        image.layers().forEach(l -> layers.add(layer(l, image.history())));
        return node;
    }

    private static ObjectNode config(ImageConfig config) {
        ObjectNode node = NODES.objectNode();
        JsonFields.putStrings(node, "env", config.env());
        config.entrypoint().ifPresent(v -> JsonFields.putStrings(node, "entrypoint", v));
        config.cmd().ifPresent(v -> JsonFields.putStrings(node, "cmd", v));
        node.put("user", config.user());
        node.put("workingDir", config.workingDir());
        JsonFields.putStrings(node, "exposedPorts", config.exposedPorts());
        JsonFields.putStrings(node, "volumes", config.volumes());
        ObjectNode labels = node.putObject("labels");
        config.labels().forEach(labels::put);
        config.healthcheck()
                .ifPresent(h -> {
                    ObjectNode check = node.putObject("healthcheck");
                    JsonFields.putStrings(check, "test", h.test());
                    h.interval().ifPresent(v -> check.put("interval", v.toString()));
                    h.timeout().ifPresent(v -> check.put("timeout", v.toString()));
                    h.startPeriod().ifPresent(v -> check.put("startPeriod", v.toString()));
                    h.retries().ifPresent(v -> check.put("retries", v));
                });
        config.stopSignal().ifPresent(v -> node.put("stopSignal", v));
        config.shell().ifPresent(v -> JsonFields.putStrings(node, "shell", v));
        if (!config.onBuild().isEmpty()) {
            JsonFields.putStrings(node, "onBuild", config.onBuild());
        }
        return node;
    }

    private static ObjectNode entry(HistoryEntry entry) {
        ObjectNode node = NODES.objectNode();
        node.put("createdBy", entry.createdBy());
        entry.created().ifPresent(v -> node.put("created", v.toString()));
        if (!entry.comment().isEmpty()) {
            node.put("comment", entry.comment());
        }
        if (!entry.author().isEmpty()) {
            node.put("author", entry.author());
        }
        node.put("emptyLayer", entry.emptyLayer());
        entry.size().ifPresent(v -> node.put("size", v));
        entry.imageId().ifPresent(v -> node.put("imageId", v.toString()));
        return node;
    }

    private static ObjectNode layer(Layer layer, List<HistoryEntry> history) {
        ObjectNode node = NODES.objectNode();
        node.put("index", layer.index());
        node.put("diffId", layer.diffId().toString());
        layer.digest().ifPresent(v -> node.put("digest", v.toString()));
        layer.size().ifPresent(v -> node.put("size", v));
        layer.blobSize().ifPresent(v -> node.put("blobSize", v));
        layer.history()
                .map(history::indexOf)
                .filter(i -> i >= 0)
                .ifPresent(i -> node.put("history", i));
        return node;
    }

    /// Reads what [#write] wrote.
    ///
    /// @throws RecordingException when a field is missing or of another kind
    static Image read(JsonNode json) throws IOException {
        JsonFields node = JsonFields.of(json, "image");
        List<HistoryEntry> history = new ArrayList<>();
        for (JsonFields entry : node.objects("history", MAX_HISTORY)) {
            history.add(entry(entry));
        }
        List<Layer> layers = new ArrayList<>();
        for (JsonFields layer : node.objects("layers", MAX_LAYERS)) {
            layers.add(layer(layer, layers.size(), history));
        }
        return new Image(
                node.digest("id"),
                references(node, "names"),
                references(node, "digests"),
                platform(node),
                node.optionalInstant("created"),
                node.optionalString("author").orElse(""),
                config(node.object("config")),
                layers,
                history,
                node.optionalSize("size"),
                node.optionalDigest("parent"));
    }

    private static List<ImageReference> references(JsonFields node, String field)
            throws IOException {
        List<ImageReference> all = new ArrayList<>();
        for (String text : node.strings(field)) {
            all.add(
                    ImageReference.tryParse(text)
                            .orElseThrow(() -> node.wrong(field, "has what is no reference")));
        }
        return all;
    }

    private static Platform platform(JsonFields node) throws IOException {
        try {
            return Platform.parse(node.string("platform"));
        } catch (IllegalArgumentException e) {
            throw node.wrong("platform", "is none");
        }
    }

    private static ImageConfig config(JsonFields node) throws IOException {
        Optional<Healthcheck> healthcheck = Optional.empty();
        Optional<JsonFields> check = node.optionalObject("healthcheck");
        if (check.isPresent()) {
            OptionalInt retries = check.get().optionalInt("retries");
            healthcheck =
                    Optional.of(
                            new Healthcheck(
                                    check.get().strings("test"),
                                    duration(check.get(), "interval"),
                                    duration(check.get(), "timeout"),
                                    duration(check.get(), "startPeriod"),
                                    retries.isPresent()
                                            ? Optional.of(retries.getAsInt())
                                            : Optional.empty()));
        }
        return new ImageConfig(
                node.strings("env"),
                list(node, "entrypoint"),
                list(node, "cmd"),
                node.string("user"),
                node.string("workingDir"),
                node.strings("exposedPorts"),
                node.strings("volumes"),
                node.optionalMap("labels"),
                healthcheck,
                node.optionalString("stopSignal"),
                list(node, "shell"),
                node.optionalStrings("onBuild"));
    }

    private static Optional<List<String>> list(JsonFields node, String field) throws IOException {
        return node.has(field) ? Optional.of(node.strings(field)) : Optional.empty();
    }

    private static Optional<Duration> duration(JsonFields node, String field) throws IOException {
        if (!node.has(field)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.parse(node.string(field)));
        } catch (DateTimeParseException e) {
            throw node.wrong(field, "is no duration");
        }
    }

    private static HistoryEntry entry(JsonFields node) throws IOException {
        return new HistoryEntry(
                node.string("createdBy"),
                node.optionalInstant("created"),
                node.optionalString("comment").orElse(""),
                node.optionalString("author").orElse(""),
                node.bool("emptyLayer"),
                node.optionalSize("size"),
                node.optionalDigest("imageId"));
    }

    private static Layer layer(JsonFields node, int index, List<HistoryEntry> history)
            throws IOException {
        if (node.integer("index") != index) {
            throw node.wrong("index", "is out of order");
        }
        OptionalInt step = node.optionalInt("history");
        if (step.isPresent() && (step.getAsInt() < 0 || step.getAsInt() >= history.size())) {
            throw node.wrong("history", "is no step of the history");
        }
        return new Layer(
                index,
                new DiffId(node.digest("diffId")),
                node.optionalDigest("digest"),
                node.optionalSize("size"),
                node.optionalSize("blobSize"),
                step.isPresent() ? Optional.of(history.get(step.getAsInt())) : Optional.empty());
    }
}
