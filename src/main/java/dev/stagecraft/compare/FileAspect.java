package dev.stagecraft.compare;

import java.util.EnumSet;
import java.util.Set;

/// In what a path differs between the two images. A time of change alone is no difference: it is
/// another one in every build.
public enum FileAspect {
    /// A file here and a directory, link or device there.
    KIND,
    /// The file's bytes.
    CONTENT,
    /// Permissions, setuid and setgid among them.
    MODE,
    /// The user or group number.
    OWNER,
    /// What a symbolic link says.
    TARGET,
    /// Files of one size of which at least one was not read: they are taken to be the same.
    NOT_READ;

    private static final FileAspect[] ALL = values();

    @SuppressWarnings("EnumOrdinal") // numbers that never leave the heap
    int bit() {
        return 1 << ordinal();
    }

    static Set<FileAspect> set(int bits) {
        Set<FileAspect> set = EnumSet.noneOf(FileAspect.class);
        for (FileAspect aspect : ALL) {
            if ((bits & aspect.bit()) != 0) {
                set.add(aspect);
            }
        }
        return set;
    }
}
