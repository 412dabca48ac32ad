package dev.stagecraft.archive;

/// The bytes end too early.
public final class TruncatedArchiveException extends ArchiveException {
    private static final long serialVersionUID = 1;

    public TruncatedArchiveException(String message) {
        super(message);
    }
}
