package dev.stagecraft.ui.compare;

import dev.stagecraft.compare.FileContents;
import dev.stagecraft.compare.Side;
import dev.stagecraft.ui.support.Progress;

/// Reads images for a comparison, each step more than the one before: a port, so that the view
/// knows neither engines nor archives. All methods wait, and stop when the work is cancelled.
public interface SideReader {
    /// What is known at once: settings and layers, no files.
    ///
    /// @throws SeveralImagesException when the source holds several images and names none of them
    /// @throws Exception when it cannot be read
    Side image(Candidate candidate, Progress progress) throws Exception;

    /// The image with its files.
    ///
    /// @throws NoFilesException when there are none to be read, as with a recording
    /// @throws Exception when reading fails
    Files files(Candidate candidate, Side side, Progress progress) throws Exception;

    /// An image with its files.
    ///
    /// @param side what is known of it, the files included
    /// @param contents reads the small files that tell of packages and users
    record Files(Side side, Contents contents) {}

    /// Reads the small files that a comparison asks for, in one pass over the image.
    @FunctionalInterface
    interface Contents {
        FileContents read(Progress progress) throws Exception;
    }
}
