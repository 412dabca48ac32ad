package dev.stagecraft.image;

/// What a [LayerView] says of a path.
public enum FileState {
    /// Not in the view.
    ABSENT,
    /// The layer has it and nothing below does.
    ADDED,
    /// The layer has another version of what lies below.
    CHANGED,
    /// The layer hides what lies below.
    REMOVED,
    /// As below; of a directory: it is there for what lies in it.
    UNCHANGED,
    /// Carried by a layer, but not in the final image.
    DEAD;

    private static final FileState[] ALL = values();

    /// The number that stands for it in columns of bytes.
    @SuppressWarnings("EnumOrdinal") // numbers that never leave the heap
    byte code() {
        return (byte) ordinal();
    }

    static FileState of(int code) {
        return ALL[code];
    }
}
