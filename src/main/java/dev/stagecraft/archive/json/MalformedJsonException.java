package dev.stagecraft.archive.json;

import java.io.IOException;

/// A JSON document is not what its format says, or larger or deeper than allowed.
public final class MalformedJsonException extends IOException {
    private static final long serialVersionUID = 1;

    public MalformedJsonException(String message) {
        super(message);
    }

    public MalformedJsonException(String message, Throwable cause) {
        super(message, cause);
    }
}
