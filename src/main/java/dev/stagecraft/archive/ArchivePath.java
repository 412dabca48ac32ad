package dev.stagecraft.archive;

import java.util.ArrayDeque;
import java.util.Deque;

/// Paths of an archive's own entries.
final class ArchivePath {
    private ArchivePath() {}

    /// The path without `.`, `..` and doubled slashes; what leads out of the archive stays at its
    /// root.
    static String resolve(String directory, String path) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : (directory + "/" + path).split("/")) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return String.join("/", parts);
    }

    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }
}
