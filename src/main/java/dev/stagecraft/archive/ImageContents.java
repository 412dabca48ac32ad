package dev.stagecraft.archive;

import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.Provenance;
import java.util.List;
import java.util.Optional;

/// An image with its files.
///
/// @param image with the size of each layer; absent of one that could not be read whole, and then
///   of the image too
/// @param tree all files of all layers
/// @param layers how the reading of each layer went, from the bottom up
/// @param provenance what its builder attested; absent when the source does not say
public record ImageContents(
        Image image, FileTree tree, List<LayerContents> layers, Optional<Provenance> provenance) {
    public ImageContents {
        layers = List.copyOf(layers);
    }

    /// Whether every file of every layer is in the tree.
    public boolean isComplete() {
        return layers.stream().allMatch(LayerContents::isComplete);
    }

    /// Whether the bytes of every layer were found to be those that its digest names.
    public boolean isVerified() {
        return layers.stream().allMatch(l -> l.check() == LayerContents.Check.VERIFIED);
    }
}
