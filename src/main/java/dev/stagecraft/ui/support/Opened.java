package dev.stagecraft.ui.support;

import dev.stagecraft.image.Image;
import dev.stagecraft.stage.StageTree;
import java.nio.file.Path;
import java.util.Optional;

/// The image that the window shows.
///
/// @param source where it comes from
/// @param tree how it was made
/// @param dockerfile the Dockerfile that a person gave for it
/// @param measuredOn what the figures of a recording were measured on; absent for what was read
///   from the image itself
public record Opened(
        Source source, StageTree tree, Optional<Path> dockerfile, Optional<String> measuredOn) {
    /// An image that was read itself.
    public Opened(Source source, StageTree tree, Optional<Path> dockerfile) {
        this(source, tree, dockerfile, Optional.empty());
    }

    /// The image itself.
    public Image image() {
        return tree.image();
    }
}
