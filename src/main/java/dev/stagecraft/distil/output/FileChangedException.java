package dev.stagecraft.distil.output;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/// Somebody changed a file since it was read, so it was left alone.
public final class FileChangedException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    private final transient Path file;

    FileChangedException(Path file) {
        super(file + " was changed by another program since it was read. Read it again first.");
        this.file = file;
    }

    /// The file.
    public Path file() {
        return file;
    }
}
