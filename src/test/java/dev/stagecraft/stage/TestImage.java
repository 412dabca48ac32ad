package dev.stagecraft.stage;

import dev.stagecraft.image.DiffId;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.HistoryEntry;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.ImageConfig;
import dev.stagecraft.image.ImageReference;
import dev.stagecraft.image.Layer;
import dev.stagecraft.image.Platform;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// An image built step by step, as a builder would: ids and diff ids follow from what is below.
public record TestImage(
        List<ImageReference> tags,
        List<HistoryEntry> history,
        List<Layer> layers,
        ImageConfig config,
        String key) {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    public static TestImage named(String... tags) {
        return new TestImage(references(tags), List.of(), List.of(), ImageConfig.EMPTY, "scratch");
    }

    public static TestImage untagged() {
        return named();
    }

    private static List<ImageReference> references(String... tags) {
        return Arrays.stream(tags).map(ImageReference::parse).toList();
    }

    public TestImage child(String... tags) {
        return new TestImage(references(tags), history, layers, config, key);
    }

    public TestImage tagged(String... names) {
        return new TestImage(references(names), history, layers, config, key);
    }

    public TestImage layer(String createdBy, long size) {
        return step(createdBy, size, false);
    }

    public TestImage setting(String createdBy) {
        return step(createdBy, 0, true);
    }

    private TestImage step(String createdBy, long size, boolean empty) {
        String next = hash(key + "\n" + createdBy + size);
        HistoryEntry entry =
                new HistoryEntry(
                        createdBy,
                        Optional.of(START.plusSeconds(history.size())),
                        createdBy.endsWith("# buildkit") ? "buildkit.dockerfile.v0" : "",
                        "",
                        empty,
                        OptionalLong.of(size),
                        Optional.of(Digest.sha256(next)));
        List<HistoryEntry> steps = new ArrayList<>(history);
        steps.add(entry);
        List<Layer> more = new ArrayList<>(layers);
        if (!empty) {
            more.add(
                    new Layer(
                            layers.size(),
                            new DiffId(Digest.sha256(hash(createdBy + size))),
                            Optional.empty(),
                            OptionalLong.of(size),
                            OptionalLong.empty(),
                            Optional.of(entry)));
        }
        return new TestImage(tags, steps, more, config, next);
    }

    public TestImage user(String user) {
        ImageConfig changed =
                new ImageConfig(
                        config.env(),
                        config.entrypoint(),
                        config.cmd(),
                        user,
                        config.workingDir(),
                        config.exposedPorts(),
                        config.volumes(),
                        config.labels(),
                        config.healthcheck(),
                        config.stopSignal(),
                        config.shell(),
                        config.onBuild());
        return new TestImage(tags, history, layers, changed, key);
    }

    public Image image() {
        return new Image(
                Digest.sha256(hash(key + config)),
                tags,
                List.of(),
                Platform.parse("linux/amd64"),
                Optional.of(START.plusSeconds(history.size())),
                "",
                config,
                layers,
                history,
                OptionalLong.of(layers.stream().mapToLong(l -> l.size().orElseThrow()).sum()),
                Optional.empty());
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
