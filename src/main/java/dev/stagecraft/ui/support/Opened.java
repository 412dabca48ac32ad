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
public record Opened(Source source, StageTree tree, Optional<Path> dockerfile) {
    /// The image itself.
    public Image image() {
        return tree.image();
    }
}
