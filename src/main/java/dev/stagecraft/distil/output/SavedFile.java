package dev.stagecraft.distil.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// A file that was written: at every moment it had its old content or its new one, and the old one
/// is kept beside it.
///
/// @param file the file
/// @param backup what it was before; absent when there was none, or when it was the same already
public record SavedFile(Path file, Optional<Path> backup) {
    private static final int MAX_BACKUPS = 1000;

    /// Writes a text. A symbolic link stays one: the file it leads to is written.
    ///
    /// @throws IOException when it cannot be written; the file is then as it was
    public static SavedFile write(Path file, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Path real = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath().normalize();
        boolean there = Files.exists(real);
        if (there && Arrays.equals(Files.readAllBytes(real), bytes)) {
            return new SavedFile(file, Optional.empty());
        }
        Optional<Path> backup = there ? Optional.of(keep(real)) : Optional.empty();
        replace(real, bytes);
        return new SavedFile(file, backup);
    }

    /// As [#write(Path, String)], but only over what was read.
    ///
    /// @param read the file's bytes when it was read
    /// @throws FileChangedException when it has other bytes now, or is gone
    public static SavedFile write(Path file, String text, byte[] read) throws IOException {
        if (isChanged(file, read)) {
            throw new FileChangedException(file);
        }
        return write(file, text);
    }

    /// Whether a file has other bytes than when it was read, or is gone.
    public static boolean isChanged(Path file, byte[] read) throws IOException {
        return !Files.isRegularFile(file)
                || Files.size(file) != read.length
                || !Arrays.equals(Files.readAllBytes(file), read);
    }

    /// Copies a file to the first free of `name.bak`, `name.bak.2`, `name.bak.3` …
    private static Path keep(Path file) throws IOException {
        for (int i = 1; i <= MAX_BACKUPS; i++) {
            Path backup =
                    file.resolveSibling(file.getFileName() + ".bak" + (i == 1 ? "" : "." + i));
            try {
                return Files.copy(file, backup, StandardCopyOption.COPY_ATTRIBUTES);
            } catch (FileAlreadyExistsException taken) {
                // The next number may be free.
            }
        }
        throw new FileAlreadyExistsException(
                file + ".bak." + MAX_BACKUPS, null, "too many backups; remove some");
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        Path parent = Optional.ofNullable(file.getParent()).orElse(Path.of("."));
        Path next = parent.resolve("." + file.getFileName() + "." + ProcessHandle.current().pid());
        try {
            try (FileChannel out =
                    FileChannel.open(
                            next,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    out.write(rest);
                }
                out.force(true);
            }
            likeBefore(file, next);
            try {
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(next);
        }
    }

    private static void likeBefore(Path file, Path next) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(next, PosixFileAttributeView.class);
        if (view != null && Files.exists(file)) {
            Set<PosixFilePermission> before = Files.getPosixFilePermissions(file);
            view.setPermissions(before);
        }
    }
}
