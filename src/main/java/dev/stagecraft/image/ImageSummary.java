package dev.stagecraft.image;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A row of an engine's image list.
///
/// @param id the image's id
/// @param tags its names, in their order; empty for an untagged image
/// @param repoDigests the names under which registries know it
/// @param created when it was made; absent when not recorded
/// @param size the bytes of its layers together, as the engine counts
/// @param shared how many of those bytes other images of this engine use too; absent until the
///   engine has said
/// @param containers how many containers use it; absent when the engine did not count
/// @param parent the image that the classic builder made it from; absent when none is recorded
/// @param intermediate whether it is an untagged step of the classic builder that another image
///   stands on
/// @param labels its labels
public record ImageSummary(
        Digest id,
        List<ImageReference> tags,
        List<ImageReference> repoDigests,
        Optional<Instant> created,
        long size,
        OptionalLong shared,
        OptionalLong containers,
        Optional<Digest> parent,
        boolean intermediate,
        Map<String, String> labels) {
    public ImageSummary {
        tags = List.copyOf(tags);
        repoDigests = List.copyOf(repoDigests);
        labels = Map.copyOf(labels);
    }

    /// The bytes that only this image uses; absent until the engine has said what is shared.
    public OptionalLong own() {
        return shared.isPresent()
                ? OptionalLong.of(Math.max(0, size - shared.getAsLong()))
                : OptionalLong.empty();
    }
}
