package dev.stagecraft.cli;

import dev.stagecraft.dockerfile.DockerfileFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Dockerfiles that an argument names.
final class Dockerfiles {
    private Dockerfiles() {}

    /// @throws CliException when the file is longer than any Dockerfile
    static byte[] bytes(Path file) throws IOException, CliException {
        return DockerfileFile.read(file)
                .orElseThrow(() -> new CliException(Texts.text("dockerfile.large", file)));
    }

    /// The same as a text; bytes that are no UTF-8 are replaced.
    static String text(Path file) throws IOException, CliException {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }
}
