package dev.stagecraft.engine;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// An engine cannot be used at all, or stopped answering.
public final class EngineUnavailableException extends EngineException {
    @Serial private static final long serialVersionUID = 1L;

    /// Why an engine cannot be used.
    public enum Kind {
        /// No engine was found anywhere.
        NO_ENGINE,
        /// Nobody listens at the address.
        NOT_RUNNING,
        /// The socket is there but this user may not open it.
        PERMISSION_DENIED,
        /// The host's name is not known, or there is no way to it.
        UNREACHABLE,
        /// It did not answer in time.
        TIMEOUT,
        /// It hung up in the middle of an answer.
        CONNECTION_LOST,
        /// Something answers, but no engine.
        NOT_AN_ENGINE,
        /// It speaks only versions of the API that are older than Stagecraft's oldest.
        API_TOO_OLD,
        /// It speaks only versions of the API that are newer than Stagecraft's newest.
        API_TOO_NEW,
        /// The context that was asked for does not exist.
        UNKNOWN_CONTEXT,
        /// The context's or the configuration's file cannot be read.
        BROKEN_CONTEXT,
        /// The address is none, or of a kind that is not supported.
        BAD_ADDRESS,
        /// A certificate or key that the address needs is missing or unreadable.
        TLS_MATERIAL_MISSING,
        /// The two sides did not agree on TLS.
        TLS_FAILED,
        /// `ssh` could not be started, or did not reach the engine.
        SSH_FAILED
    }

    private final Kind kind;

    /// @param kind why
    /// @param message what was wrong, naming the address or context
    /// @param advice what to do; may be empty
    public EngineUnavailableException(Kind kind, String message, String advice) {
        this(kind, message, advice, null);
    }

    /// @param kind why
    /// @param message what was wrong, naming the address or context
    /// @param advice what to do; may be empty
    /// @param cause what the transport said
    public EngineUnavailableException(
            Kind kind, String message, String advice, @Nullable Throwable cause) {
        super(message, advice, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
