package dev.stagecraft.dockerfile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The bytes of a Dockerfile on disk or in a pipe. Not more than any Dockerfile has are read,
/// whatever size the file claims: a device claims none and has no end.
public final class DockerfileFile {
    /// More than any Dockerfile has.
    public static final int MAX_BYTES = 1 << 20;

    private DockerfileFile() {}

    /// Reads all of it.
    ///
    /// @return nothing when it is longer than [#MAX_BYTES]
    public static Optional<byte[]> read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            return bytes.length > MAX_BYTES ? Optional.empty() : Optional.of(bytes);
        }
    }
}
