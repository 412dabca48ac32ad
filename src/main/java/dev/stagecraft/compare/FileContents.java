package dev.stagecraft.compare;

import java.io.IOException;
import java.util.Optional;

/// Reads small files of an image's final state: the lists of packages and of users.
@FunctionalInterface
public interface FileContents {
    /// Nothing can be read: only names and sizes are known.
    FileContents NONE = (path, limit) -> Optional.empty();

    /// The first bytes of a file.
    ///
    /// @param path without a leading slash; symbolic links are not followed
    /// @param limit the most bytes to return
    /// @return absent when there is no such file, or its content is not at hand
    /// @throws IOException when reading fails
    Optional<byte[]> read(String path, int limit) throws IOException;
}
