package dev.stagecraft.image;

/// What a path of a layer is.
public enum FileKind {
    FILE('-'),
    DIRECTORY('d'),
    SYMLINK('l'),
    CHARACTER_DEVICE('c'),
    BLOCK_DEVICE('b'),
    FIFO('p'),
    /// Another name of an inode; only in a [LayerListing], in a tree the version has the kind of
    /// its inode and [FileNote#HARD_LINK].
    HARD_LINK('h'),
    /// Hides the path of lower layers (OCI image spec, `layer.md`, "Whiteouts").
    WHITEOUT('w'),
    /// Hides all that lower layers hold in this directory ("Opaque Whiteout").
    OPAQUE('o');

    private static final FileKind[] ALL = values();

    private final char letter;

    FileKind(char letter) {
        this.letter = letter;
    }

    /// The number that stands for it in columns of bytes.
    @SuppressWarnings("EnumOrdinal") // numbers that never leave the heap
    byte code() {
        return (byte) ordinal();
    }

    static FileKind of(int code) {
        return ALL[code];
    }

    /// The letter that `ls -l` and `tar tv` begin a line with; `w` and `o` for the two whiteouts.
    public char letter() {
        return letter;
    }

    /// Whether it hides something rather than being something.
    public boolean isMarker() {
        return this == WHITEOUT || this == OPAQUE;
    }
}
