package dev.stagecraft.engine;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A call to an engine failed. [#getMessage] says what was wrong, [#advice] what a person can do;
/// both are plain sentences.
public abstract sealed class EngineException extends IOException
        permits EngineUnavailableException,
                ImageNotFoundException,
                EngineRefusedException,
                BuildContextException,
                EngineCancelledException {
    @Serial private static final long serialVersionUID = 1L;

    private final String message;
    private final String advice;

    EngineException(String message, String advice, @Nullable Throwable cause) {
        super(message, cause);
        this.message = message;
        this.advice = advice;
    }

    /// What was wrong, as one sentence without a full stop.
    @Override
    public String getMessage() {
        return message;
    }

    /// What to do about it, as one or two sentences; empty when nothing helps but trying again.
    public String advice() {
        return advice;
    }
}
