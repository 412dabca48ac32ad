package dev.stagecraft.archive;

/// The bytes are not what the format says.
public final class CorruptArchiveException extends ArchiveException {
    private static final long serialVersionUID = 1;

    public CorruptArchiveException(String message) {
        super(message);
    }
}
