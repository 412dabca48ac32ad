package dev.stagecraft.archive;

import dev.stagecraft.image.Digest;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.ImageReference;
import dev.stagecraft.image.Platform;
import dev.stagecraft.image.Provenance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// One image of an archive: what there is to choose from.
public final class ArchivedImage {
    /// Where a layer lies in the archive.
    ///
    /// @param path its path in the archive
    /// @param digest of its stored bytes; absent when the archive does not say
    /// @param size how many they should be; absent when the archive does not say
    /// @param foreign whether it may be absent, because it must not be distributed
    record LayerPlace(String path, Optional<Digest> digest, OptionalLong size, boolean foreign) {}

    private final Digest id;
    private final List<ImageReference> tags;
    private final Optional<Platform> platform;
    private final Optional<Image> image;
    private final Optional<String> absence;
    private final List<String> problems;
    private final List<LayerPlace> layers;
    private final Optional<Provenance> provenance;

    private ArchivedImage(
            Digest id,
            List<ImageReference> tags,
            Optional<Platform> platform,
            Optional<Image> image,
            Optional<String> absence,
            List<String> problems,
            List<LayerPlace> layers,
            Optional<Provenance> provenance) {
        this.id = id;
        this.tags = List.copyOf(tags);
        this.platform = platform;
        this.image = image;
        this.absence = absence;
        this.problems = List.copyOf(problems);
        this.layers = List.copyOf(layers);
        this.provenance = provenance;
    }

    static ArchivedImage present(
            Image image,
            List<String> problems,
            List<LayerPlace> layers,
            Optional<Provenance> provenance) {
        return new ArchivedImage(
                image.id(),
                image.tags(),
                Optional.of(image.platform()),
                Optional.of(image),
                Optional.empty(),
                problems,
                layers,
                provenance);
    }

    static ArchivedImage absent(
            Digest id, List<ImageReference> tags, Optional<Platform> platform, String why) {
        return new ArchivedImage(
                id,
                tags,
                platform,
                Optional.empty(),
                Optional.of(why),
                List.of(),
                List.of(),
                Optional.empty());
    }

    /// The digest of its configuration; of one that is absent, the digest by which it is named.
    public Digest id() {
        return id;
    }

    public List<ImageReference> tags() {
        return tags;
    }

    /// Absent when nothing says.
    public Optional<Platform> platform() {
        return platform;
    }

    /// The image without its files; absent when the archive names it and does not hold it.
    public Optional<Image> image() {
        return image;
    }

    /// Why it cannot be read; absent when it can.
    public Optional<String> absence() {
        return absence;
    }

    /// What is wrong with its documents, such as a digest that does not match; each a sentence.
    public List<String> problems() {
        return problems;
    }

    /// What its builder attested; absent when the archive does not hold it.
    public Optional<Provenance> provenance() {
        return provenance;
    }

    List<LayerPlace> layers() {
        return layers;
    }

    /// Whether they are one image for several platforms, so that the platform is what to choose by.
    public static boolean isOneForSeveralPlatforms(List<ArchivedImage> images) {
        return images.stream().map(ArchivedImage::tags).distinct().count() == 1
                && images.stream().flatMap(image -> image.platform().stream()).distinct().count()
                        == images.size();
    }

    /// What a person would call each: as [#toString], with the id where that says the same of two.
    public static List<String> labels(List<ArchivedImage> images) {
        Map<String, Long> times =
                images.stream()
                        .collect(
                                Collectors.groupingBy(
                                        ArchivedImage::toString, Collectors.counting()));
        return images.stream()
                .map(i ->
                        times.getOrDefault(i.toString(), 0L) > 1
                                ? i + " " + i.id().shortHex()
                                : i.toString())
                .toList();
    }

    /// What a person would call it: first tag or short id, and its platform.
    @Override
    public String toString() {
        return (tags.isEmpty() ? id.shortHex() : tags.getFirst().familiar())
                + platform.map(p -> " (" + p + ")").orElse("");
    }
}
