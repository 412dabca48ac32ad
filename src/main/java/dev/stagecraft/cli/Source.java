package dev.stagecraft.cli;

import dev.stagecraft.image.ImageReference;
import dev.stagecraft.recording.RecordingFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where an image comes from, as a person names it.
sealed interface Source {
    /// As it was written.
    String text();

    /// An image of an engine: a name, an id, or the beginning of an id.
    record EngineImage(String text, String reference) implements Source {}

    /// A docker-save archive.
    record DockerArchive(String text, Path file) implements Source {}

    /// An OCI layout as a tar.
    record OciArchive(String text, Path file) implements Source {}

    /// An OCI layout as a folder.
    record OciFolder(String text, Path folder) implements Source {}

    /// A file or folder whose kind its content tells.
    record AnyArchive(String text, Path path) implements Source {}

    /// A recording.
    record RecordingAt(String text, Path file) implements Source {}

    /// A bundled recording.
    record SampleNamed(String text, String name) implements Source {}

    Pattern ID_PREFIX = Pattern.compile("(?:sha256:)?[0-9a-f]{4,64}");

    /// Reads `engine:`, `docker-archive:`, `oci-archive:`, `oci-dir:`, `recording:`, `sample:`, and
    /// what has no prefix: a path when it looks like one or a file of that name is there, else a
    /// reference.
    ///
    /// @throws CliException when it can be neither
    static Source parse(String text) throws CliException {
        int colon = text.indexOf(':');
        String prefix = colon < 0 ? "" : text.substring(0, colon);
        String rest = text.substring(colon + 1);
        return switch (prefix) {
            case "engine" -> new EngineImage(text, rest);
            case "docker-archive" -> new DockerArchive(text, path(rest));
            case "oci-archive" -> new OciArchive(text, path(rest));
            case "oci-dir" -> new OciFolder(text, path(rest));
            case "recording" -> new RecordingAt(text, path(rest));
            case "sample" -> new SampleNamed(text, rest);
            default -> unprefixed(text);
        };
    }

    private static Source unprefixed(String text) throws CliException {
        Optional<Path> found = existing(text);
        boolean written = looksLikePath(text);
        if (found.isPresent() && (written || isImage(found.get()))) {
            return isRecording(found.get())
                    ? new RecordingAt(text, found.get())
                    : new AnyArchive(text, found.get());
        }
        if (written) {
            throw new CliException(Texts.text("source.noFile", text));
        }
        if (ImageReference.tryParse(text).isEmpty() && !ID_PREFIX.matcher(text).matches()) {
            throw new CliException(Texts.text("source.neither", text));
        }
        return new EngineImage(text, text);
    }

    private static boolean looksLikePath(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return text.startsWith("/")
                || text.startsWith("./")
                || text.startsWith("../")
                || text.startsWith("~")
                || text.indexOf('\\') >= 0
                || (text.length() > 2 && text.charAt(1) == ':' && text.charAt(2) == '/')
                || lower.endsWith(".tar")
                || lower.endsWith(".tar.gz")
                || lower.endsWith(".tgz")
                || lower.endsWith(".tar.zst")
                || lower.endsWith(RecordingFile.EXTENSION);
    }

    /// A file, or a folder that is an OCI layout: a folder that happens to be called `nginx` is
    /// not.
    private static boolean isImage(Path path) {
        return Files.isRegularFile(path) || Files.isRegularFile(path.resolve("oci-layout"));
    }

    private static Optional<Path> existing(String text) {
        try {
            return Optional.of(Path.of(text)).filter(Files::exists);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Path path(String text) throws CliException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new CliException(Texts.text("source.noPath", text), e);
        }
    }

    private static boolean isRecording(Path file) throws CliException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return RecordingFile.begins(in.readNBytes(512));
        } catch (IOException e) {
            throw new CliException(Texts.text("source.unreadable", file), e);
        }
    }
}
