package dev.stagecraft.archive;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Makes the path of a tar entry normal: `./x`, `/x`, `x/` and `x` are one path.
final class EntryPath {
    private EntryPath() {}

    /// The path without leading and trailing slashes, empty components and `.`; empty of the root.
    ///
    /// @return null when a component is `..`
    static byte @Nullable [] normal(byte[] written) {
        if (isNormal(written)) {
            return written;
        }
        byte[] path = new byte[written.length];
        int length = 0;
        int at = 0;
        while (at < written.length) {
            int end = at;
            while (end < written.length && written[end] != '/') {
                end++;
            }
            int width = end - at;
            if (width == 2 && written[at] == '.' && written[at + 1] == '.') {
                return null;
            }
            if (width > 0 && !(width == 1 && written[at] == '.')) {
                if (length > 0) {
                    path[length++] = '/';
                }
                System.arraycopy(written, at, path, length, width);
                length += width;
            }
            at = end + 1;
        }
        return length == written.length ? path : Arrays.copyOf(path, length);
    }

    /// Whether no component is empty or begins with a dot: most paths, which need no copy.
    private static boolean isNormal(byte[] written) {
        byte before = '/';
        for (byte b : written) {
            if (before == '/' && (b == '/' || b == '.')) {
                return false;
            }
            before = b;
        }
        return before != '/';
    }
}
