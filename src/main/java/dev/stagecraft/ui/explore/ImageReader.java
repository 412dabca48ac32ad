package dev.stagecraft.ui.explore;

import dev.stagecraft.stage.StageTree;
import dev.stagecraft.ui.support.Progress;
import dev.stagecraft.ui.support.Source;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads an image from wherever it is: a port, so that views need not know engines and archives.
public interface ImageReader {
    /// Reads how an image was made. Runs off the user interface's thread.
    ///
    /// @param dockerfile the Dockerfile that a person gave for it
    /// @param early takes what can be said at once, if that is sooner than all that can be said
    /// @return all that can be said
    Reading read(
            Source source, Optional<Path> dockerfile, Consumer<StageTree> early, Progress progress)
            throws Exception;

    /// What was read.
    ///
    /// @param measuredOn what the figures were measured on, when they are a recording's
    record Reading(StageTree tree, Optional<String> measuredOn) {
        /// What was read from the image itself.
        public static Reading of(StageTree tree) {
            return new Reading(tree, Optional.empty());
        }
    }
}
