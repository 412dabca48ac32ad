package dev.stagecraft.engine;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A build's context cannot be sent: a file cannot be read, or it is larger than allowed.
public final class BuildContextException extends EngineException {
    @Serial private static final long serialVersionUID = 1L;

    /// @param message what was wrong, naming the file
    /// @param advice what to do
    /// @param cause what the file system said
    public BuildContextException(String message, String advice, @Nullable Throwable cause) {
        super(message, advice, cause);
    }
}
