package dev.stagecraft.ui.files;

import dev.stagecraft.ui.support.Opened;
import dev.stagecraft.ui.support.Progress;
import java.util.function.Consumer;

/// Reads the files of an image: a port, so that views know neither engines nor archives.
@FunctionalInterface
public interface FilesReader {
    /// Reads all layers. Runs off the window's thread and stops at once when the work is cancelled,
    /// leaving nothing behind.
    ///
    /// @param early takes what is there to be shown before all is done, such as before digests were
    ///   checked; may never be called
    /// @throws FilesUnavailableException when the image has no files to be read, with the reason
    /// @throws Exception when reading fails
    ImageFiles read(Opened opened, Progress progress, Consumer<ImageFiles> early) throws Exception;
}
