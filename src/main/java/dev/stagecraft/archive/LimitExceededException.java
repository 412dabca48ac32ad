package dev.stagecraft.archive;

/// The archive asks for more than the [Limits] allow.
public final class LimitExceededException extends ArchiveException {
    private static final long serialVersionUID = 1;

    private final String limit;
    private final long allowed;

    public LimitExceededException(String limit, long allowed, String message) {
        super(message);
        this.limit = limit;
        this.allowed = allowed;
    }

    /// The name of the component of [Limits].
    public String limit() {
        return limit;
    }

    /// What it allows.
    public long allowed() {
        return allowed;
    }
}
