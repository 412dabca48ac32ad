package dev.stagecraft.compare;

/// What became of a thing of the first image in the second.
public enum Change {
    SAME,
    ADDED,
    REMOVED,
    CHANGED;

    private static final Change[] ALL = values();

    /// The number that stands for it in columns of bytes.
    @SuppressWarnings("EnumOrdinal") // numbers that never leave the heap
    byte code() {
        return (byte) ordinal();
    }

    static Change of(int code) {
        return ALL[code];
    }
}
