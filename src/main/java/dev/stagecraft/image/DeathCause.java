package dev.stagecraft.image;

/// Why a version of a file is not in the final image although a layer carries it.
public enum DeathCause {
    /// It is alive.
    NONE,
    /// A later layer has another file of this name.
    OVERWRITTEN,
    /// A later layer carries the same content again with other metadata, as `chown -R`, `chmod -R`
    /// or `touch` make it.
    COPIED_UNCHANGED,
    /// A later layer removes it by name.
    REMOVED,
    /// A later layer removes a directory that it lies in.
    DIRECTORY_REMOVED,
    /// A later layer puts something else in the place of a directory that it lies in.
    DIRECTORY_REPLACED,
    /// A later layer declares a directory that it lies in opaque.
    DIRECTORY_OPAQUE;

    private static final DeathCause[] ALL = values();

    /// The number that stands for it in columns of bytes.
    @SuppressWarnings("EnumOrdinal") // numbers that never leave the heap
    byte code() {
        return (byte) ordinal();
    }

    static DeathCause of(int code) {
        return ALL[code];
    }
}
