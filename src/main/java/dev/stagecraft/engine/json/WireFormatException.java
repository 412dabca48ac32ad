package dev.stagecraft.engine.json;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A text is not what its place asks for. The message says what was expected and what was found.
public final class WireFormatException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    WireFormatException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
