package dev.stagecraft.recording;

import java.io.IOException;
import java.io.Serial;

/// A file is no recording that this program can read. The message says what was wrong, and where.
public final class RecordingException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    RecordingException(String message) {
        super(message);
    }

    RecordingException(String message, Throwable cause) {
        super(message, cause);
    }
}
