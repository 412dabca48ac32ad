package dev.stagecraft.dockerfile;

import java.util.ArrayDeque;
import java.util.Deque;

/// Paths with slashes, on any system (as Go's package `path`).
final class PosixPath {
    private PosixPath() {}

    /// The shortest path that names the same: no `.`, no `..` but at the start, no double or last
    /// slash. `.` for nothing.
    static String clean(String path) {
        if (path.isEmpty()) {
            return ".";
        }
        boolean absolute = path.startsWith("/");
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/")) {
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            if (!part.equals("..")) {
                parts.addLast(part);
            } else if (!parts.isEmpty() && !parts.getLast().equals("..")) {
                parts.removeLast();
            } else if (!absolute) {
                parts.addLast(part);
            }
        }
        String joined = String.join("/", parts);
        return absolute ? "/" + joined : joined.isEmpty() ? "." : joined;
    }

    /// Both, cleaned.
    static String join(String parent, String child) {
        return clean(parent.isEmpty() ? child : parent + "/" + child);
    }

    /// The folder after `WORKDIR path` where `current` was it before.
    static String workdir(String current, String path) {
        if (path.startsWith("/")) {
            return path;
        }
        String parent = current.startsWith("/") ? current : join("/", current);
        return path.isEmpty() ? parent : join(parent, path);
    }
}
