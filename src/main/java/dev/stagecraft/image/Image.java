package dev.stagecraft.image;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// An image as its configuration and its engine or archive describe it, without its files.
///
/// @param id the digest of its configuration (in the containerd image store: of its manifest or
///   index, as the engine shows it)
/// @param tags its names, in their order; empty for an untagged image
/// @param repoDigests the names under which registries know it; may be empty
/// @param platform what it runs on
/// @param created when it was made; absent when not recorded
/// @param author empty when not recorded
/// @param config what its containers start with
/// @param layers from the bottom up
/// @param history from the first step to the last, with those that made no layer; may be empty or
///   shorter than the layers
/// @param size the bytes of all layers together as the engine or the archive says; absent until
///   known
/// @param parent the image that the classic builder made this one from; absent when none is
///   recorded
public record Image(
        Digest id,
        List<ImageReference> tags,
        List<ImageReference> repoDigests,
        Platform platform,
        Optional<Instant> created,
        String author,
        ImageConfig config,
        List<Layer> layers,
        List<HistoryEntry> history,
        OptionalLong size,
        Optional<Digest> parent) {
    public Image {
        tags = List.copyOf(tags);
        repoDigests = List.copyOf(repoDigests);
        layers = List.copyOf(layers);
        history = List.copyOf(history);
    }

    /// The diff ids of all layers, from the bottom up.
    public List<DiffId> diffIds() {
        return layers.stream().map(Layer::diffId).toList();
    }

    /// What a person would call it: its first tag, else its short id.
    public String displayName() {
        return tags.isEmpty() ? id.shortHex() : tags.getFirst().familiar();
    }
}
