package dev.stagecraft.stage;

import dev.stagecraft.image.Digest;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.ImageSummary;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The other images of the engine that an image came from: the port through which inference asks.
///
/// Whoever implements it decides what a question costs: an image's content never changes, so an
/// answer may be kept by id for ever.
public interface LocalImages {
    /// None: an archive, or an engine that is away.
    LocalImages NONE = of(List.of());

    /// Every image, the steps of the classic builder too.
    List<ImageSummary> all();

    /// The image with its layers and, where they are known, history and sizes; absent when it has
    /// gone meanwhile.
    Optional<Image> image(Digest id);

    /// Says which images will be asked for, so that they can be fetched side by side.
    default void announce(Collection<Digest> ids) {}

    /// These images.
    static LocalImages of(Collection<Image> images) {
        Map<Digest, Image> byId =
                images.stream().collect(Collectors.toMap(Image::id, i -> i, (a, b) -> a));
        List<ImageSummary> summaries = images.stream().map(LocalImages::summary).toList();
        return new LocalImages() {
            @Override
            public List<ImageSummary> all() {
                return summaries;
            }

            @Override
            public Optional<Image> image(Digest id) {
                return Optional.ofNullable(byId.get(id));
            }
        };
    }

    /// The images of a list, each asked for once.
    ///
    /// @param summaries the list, the steps of the classic builder too
    /// @param inspect asks for one image; empty when it has gone
    static LocalImages asking(
            List<ImageSummary> summaries, Function<Digest, Optional<Image>> inspect) {
        return new AskedImages(summaries, inspect, new ConcurrentHashMap<>());
    }

    private static ImageSummary summary(Image image) {
        return new ImageSummary(
                image.id(),
                image.tags(),
                image.repoDigests(),
                image.created(),
                image.size().orElse(0),
                java.util.OptionalLong.empty(),
                java.util.OptionalLong.empty(),
                image.parent(),
                false,
                image.config().labels());
    }
}
