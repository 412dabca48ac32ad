package dev.stagecraft.compare;

import dev.stagecraft.image.DiffId;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.ImageConfig;
import dev.stagecraft.image.ImageReference;
import dev.stagecraft.image.Layer;
import dev.stagecraft.image.LayerListing;
import dev.stagecraft.image.Listings;
import dev.stagecraft.image.Platform;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Makes sides of a comparison in a few words.
final class Images {
    static final String PATH = "PATH=/usr/local/bin:/usr/bin:/bin";

    private Images() {}

    /// A layer whose diff id is that number in all its digits.
    static Layer layer(int index, int id, long size) {
        return new Layer(
                index,
                DiffId.parse("sha256:" + "%064x".formatted(id)),
                Optional.empty(),
                OptionalLong.of(size),
                OptionalLong.empty(),
                Optional.empty());
    }

    static Image image(String name, ImageConfig config, Layer... layers) {
        long size = List.of(layers).stream().mapToLong(l -> l.size().orElse(0)).sum();
        return new Image(
                Digest.parse("sha256:" + "%064x".formatted(name.hashCode() & 0xffff)),
                List.of(ImageReference.parse(name)),
                List.of(),
                Platform.parse("linux/amd64"),
                Optional.empty(),
                "",
                config,
                List.of(layers),
                List.of(),
                OptionalLong.of(size),
                Optional.empty());
    }

    static Image image(String name, long size) {
        return image(name, config(List.of(PATH), ""), layer(0, name.hashCode() & 0xffff, size));
    }

    static ImageConfig config(List<String> env, String user) {
        return new ImageConfig(
                env,
                Optional.empty(),
                Optional.empty(),
                user,
                "",
                List.of(),
                List.of(),
                new LinkedHashMap<>(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    static FileTree tree(Listings... layers) {
        List<LayerListing> listings = new ArrayList<>();
        for (Listings layer : layers) {
            listings.add(layer.build());
        }
        return FileTree.of(listings);
    }

    static FileContents contents(Map<String, String> files) {
        return (path, limit) ->
                Optional.ofNullable(files.get(path))
                        .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }
}
