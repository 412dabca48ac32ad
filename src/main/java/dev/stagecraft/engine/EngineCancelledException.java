package dev.stagecraft.engine;

import java.io.Serial;

/// The calling thread was interrupted while it waited for the engine; its interrupt status is set
/// again.
public final class EngineCancelledException extends EngineException {
    @Serial private static final long serialVersionUID = 1L;

    /// Says that a call was cancelled.
    public EngineCancelledException() {
        super("cancelled", "", null);
    }
}
