package dev.stagecraft.engine;

import dev.stagecraft.image.DisplayText;
import java.io.Serial;

/// The engine answered a request with an error.
public final class EngineRefusedException extends EngineException {
    @Serial private static final long serialVersionUID = 1L;

    private final int status;

    /// @param status the HTTP status
    /// @param message what the engine said; empty when it said nothing
    public EngineRefusedException(int status, String message) {
        super(
                message.isBlank()
                        ? "the engine answered with status " + status
                        : "the engine says: " + DisplayText.escape(message, 4000),
                status >= 500 ? "The engine's own log may say more." : "",
                null);
        this.status = status;
    }

    /// The HTTP status, such as 409.
    public int status() {
        return status;
    }
}
