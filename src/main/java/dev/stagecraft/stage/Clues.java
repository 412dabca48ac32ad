package dev.stagecraft.stage;

import dev.stagecraft.image.BuildCacheRecord;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.Provenance;
import java.util.List;
import java.util.Optional;

/// Everything from which the making of an image can be told.
///
/// @param image the image with its history
/// @param localImages the engine's other images
/// @param buildCache the records of the engine's build cache
/// @param provenance what the builder attested; absent when nothing was
/// @param dockerfile the text of a Dockerfile that a person gave; absent when none was
public record Clues(
        Image image,
        LocalImages localImages,
        List<BuildCacheRecord> buildCache,
        Optional<Provenance> provenance,
        Optional<String> dockerfile) {
    public Clues {
        buildCache = List.copyOf(buildCache);
    }

    /// The image alone, as from an archive.
    public static Clues of(Image image) {
        return new Clues(image, LocalImages.NONE, List.of(), Optional.empty(), Optional.empty());
    }

    /// The same with a Dockerfile.
    public Clues withDockerfile(String text) {
        return new Clues(image, localImages, buildCache, provenance, Optional.of(text));
    }
}
