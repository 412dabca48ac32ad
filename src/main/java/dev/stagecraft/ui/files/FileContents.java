package dev.stagecraft.ui.files;

import dev.stagecraft.image.FileVersion;
import dev.stagecraft.image.LayerView;
import dev.stagecraft.ui.support.Progress;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;

/// Reads the bytes of files out of an image: a port. Nothing that is read is ever run.
public interface FileContents extends AutoCloseable {
    /// Whether a file can be read in no time, as from an archive on disk; else reading waits until
    /// a person asks for it, as where an engine has to export the image first.
    boolean isQuick();

    /// Some bytes of a file.
    ///
    /// @param version of a regular file; hard links are followed to the name with the bytes
    /// @param offset where to begin, in bytes
    /// @param length how many at most; fewer at the end of the file
    /// @throws IOException when they cannot be read
    byte[] read(FileVersion version, long offset, int length, Progress progress) throws IOException;

    /// What it reads from: contents of one origin are let go of together.
    default Object origin() {
        return this;
    }

    /// Lets go of what it reads from. The image is not shown any more.
    @Override
    default void close() {}

    /// Saves files and folders as a view shows them into a folder, safely: no link is followed, no
    /// path leads out, no device is made, and nothing is overwritten.
    ///
    /// @param nodes what to save, folders with everything in them
    /// @return what was done and what was left out, with reasons
    /// @throws IOException when the disk fails
    Saved save(LayerView view, List<Integer> nodes, Path folder, Progress progress)
            throws IOException;

    /// Saves one file as a file that a person chose, in place of one that is there, whole or not at
    /// all.
    ///
    /// @param version of a regular file
    /// @throws FileAlreadyExistsException when a folder, a link or a device is in the way
    /// @throws IOException when it cannot be read or written; the disk is then as it was
    void saveAs(FileVersion version, Path file, Progress progress) throws IOException;

    /// The name to propose for a saved file: its own, as far as disks can have it.
    String diskName(int node);

    /// What became of a save.
    ///
    /// @param files how many files were written
    /// @param bytes how many bytes
    /// @param leftOut what was not saved and why, fit to be shown
    record Saved(int files, long bytes, List<String> leftOut) {
        public Saved {
            leftOut = List.copyOf(leftOut);
        }
    }
}
