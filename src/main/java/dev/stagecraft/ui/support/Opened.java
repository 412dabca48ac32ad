package dev.stagecraft.ui.support;

import dev.stagecraft.image.Image;
import dev.stagecraft.stage.StageTree;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The image that the window shows.
///
/// @param source where it comes from
/// @param tree how it was made
/// @param dockerfile the Dockerfile that a person gave for it
/// @param measuredOn what the figures of a recording were measured on; absent for what was read
///   from the image itself
/// @param gaps what could not be found out, each in a sentence, fit to be shown
/// @param settled whether this is all that can be said; false while more is being found out
public record Opened(
        Source source,
        StageTree tree,
        Optional<Path> dockerfile,
        Optional<String> measuredOn,
        List<String> gaps,
        boolean settled) {
    public Opened {
        gaps = List.copyOf(gaps);
    }

    /// An image that was read itself.
    public Opened(Source source, StageTree tree, Optional<Path> dockerfile) {
        this(source, tree, dockerfile, Optional.empty(), List.of(), true);
    }

    /// The image itself.
    public Image image() {
        return tree.image();
    }
}
