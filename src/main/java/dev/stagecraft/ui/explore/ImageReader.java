package dev.stagecraft.ui.explore;

import dev.stagecraft.stage.StageTree;
import dev.stagecraft.ui.support.Progress;
import dev.stagecraft.ui.support.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads an image from wherever it is: a port, so that views need not know engines and archives.
public interface ImageReader {
    /// Reads how an image was made. Runs off the user interface's thread.
    ///
    /// @param dockerfile the Dockerfile that a person gave for it
    /// @param early takes what can be said at once, and what can be said of it a little later, if
    ///   that is sooner than all that can be said
    /// @return all that can be said
    Reading read(
            Source source, Optional<Path> dockerfile, Consumer<StageTree> early, Progress progress)
            throws Exception;

    /// What was read.
    ///
    /// @param measuredOn what the figures were measured on, when they are a recording's
    /// @param gaps what could not be found out, each in a sentence, fit to be shown
    record Reading(StageTree tree, Optional<String> measuredOn, List<String> gaps) {
        public Reading {
            gaps = List.copyOf(gaps);
        }

        /// What was read from the image itself.
        public static Reading of(StageTree tree) {
            return new Reading(tree, Optional.empty(), List.of());
        }
    }
}
