package dev.stagecraft.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What a name says beyond itself (OCI image spec, `layer.md`, "Whiteouts").
enum Whiteout {
    /// A name like any other.
    NONE,
    /// Hides the path without the prefix.
    HIDES,
    /// Hides all that lower layers hold in the directory.
    OPAQUE,
    /// AUFS's own bookkeeping, shown to nobody.
    METADATA,
    /// Begins like a whiteout and names nothing: hides nothing.
    ODD;

    private static final byte[] PREFIX = ".wh.".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] META = ".wh..wh.".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OPQ = ".wh..wh..opq".getBytes(StandardCharsets.US_ASCII);

    /// @param path a normal path
    static Whiteout of(byte[] path, boolean directory) {
        int base = baseOf(path);
        if (base > 0 && holdsMetadata(path, base)) {
            return METADATA;
        }
        if (!startsWith(path, base, PREFIX)) {
            return NONE;
        }
        int width = path.length - base;
        if (startsWith(path, base, META)) {
            return width == OPQ.length && startsWith(path, base, OPQ)
                    ? directory ? ODD : OPAQUE
                    : METADATA;
        }
        if (directory) {
            return ODD;
        }
        boolean nameless =
                width == 4
                        || (width == 5 && path[base + 4] == '.')
                        || (width == 6 && path[base + 4] == '.' && path[base + 5] == '.');
        return nameless ? ODD : HIDES;
    }

    /// The path that a whiteout hides, or the directory that an opaque marker empties.
    byte[] target(byte[] path) {
        int base = baseOf(path);
        if (this == OPAQUE) {
            return Arrays.copyOf(path, Math.max(0, base - 1));
        }
        byte[] target = Arrays.copyOf(path, path.length - PREFIX.length);
        System.arraycopy(
                path, base + PREFIX.length, target, base, path.length - base - PREFIX.length);
        return target;
    }

    /// Whether a directory on the way is AUFS's.
    private static boolean holdsMetadata(byte[] path, int base) {
        int at = 0;
        while (at < base) {
            if (startsWith(path, at, META)) {
                return true;
            }
            while (at < base && path[at] != '/') {
                at++;
            }
            at++;
        }
        return false;
    }

    private static int baseOf(byte[] path) {
        int base = path.length;
        while (base > 0 && path[base - 1] != '/') {
            base--;
        }
        return base;
    }

    private static boolean startsWith(byte[] path, int from, byte[] prefix) {
        return path.length - from >= prefix.length
                && Arrays.equals(path, from, from + prefix.length, prefix, 0, prefix.length);
    }
}
