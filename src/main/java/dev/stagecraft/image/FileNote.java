package dev.stagecraft.image;

import java.util.EnumSet;
import java.util.Set;

/// What is to be said of one version of a file besides its plain facts. The order is part of the
/// layer cache's format.
public enum FileNote {
    /// A directory that no entry describes, made because something lies in it.
    IMPLIED,
    /// The layer holds more than one entry for this path; the last one counts.
    DUPLICATE,
    /// One of several names of an inode, and not the one that carries the bytes.
    HARD_LINK,
    /// A hard link to something that is not there.
    DANGLING,
    /// A whiteout written as overlayfs does: a character device 0:0.
    OVERLAY_WHITEOUT,
    /// A name that looks like a whiteout and is none; it hides nothing.
    ODD_WHITEOUT_NAME,
    /// A whiteout of something that is not there.
    HIDES_NOTHING,
    /// A file with holes; the size is the real one, not what the archive stores.
    SPARSE,
    /// The content hash is known.
    HASHED,
    /// The entry carries extended attributes.
    EXTENDED_ATTRIBUTES,
    /// The entry carries file capabilities (`security.capability`).
    CAPABILITIES,
    /// The layer ended inside this file's bytes.
    INCOMPLETE,
    /// A parent of the written path is a symbolic link; the entry lies where that leads.
    THROUGH_SYMLINK;

    private static final FileNote[] ALL = values();

    /// The note's bit in a set of notes written as a number.
    @SuppressWarnings("EnumOrdinal") // the order is fixed, see above
    public int bit() {
        return 1 << ordinal();
    }

    /// Whether the set written as a number holds this note.
    public boolean in(int notes) {
        return (notes & bit()) != 0;
    }

    static Set<FileNote> set(int notes) {
        Set<FileNote> set = EnumSet.noneOf(FileNote.class);
        for (FileNote note : ALL) {
            if (note.in(notes)) {
                set.add(note);
            }
        }
        return set;
    }
}
