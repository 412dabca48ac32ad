package dev.stagecraft.archive;

import java.io.IOException;

/// An archive could not be read, or not as what it was taken for. Each subtype is a failure that a
/// person can act on; the message says what was wrong and where.
public abstract class ArchiveException extends IOException {
    private static final long serialVersionUID = 1;

    ArchiveException(String message) {
        super(message);
    }
}
