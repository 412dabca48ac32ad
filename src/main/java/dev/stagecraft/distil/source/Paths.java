package dev.stagecraft.distil.source;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Paths in an image.
public final class Paths {
    /// A class of characters is one only where a regular expression reads it alike.
    private static final Pattern PATTERN =
            Pattern.compile("[*?]|\\[\\^?(?:[A-Za-z0-9_.]-[A-Za-z0-9_.]|[A-Za-z0-9_.])+\\]|\\\\.");

    private Paths() {}

    /// The absolute path of a path seen from a folder, without `.`, `..` and doubled slashes.
    public static String resolve(String folder, String path) {
        String full = path.startsWith("/") ? path : folder + "/" + path;
        Deque<String> parts = new ArrayDeque<>();
        for (String part : full.split("/")) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return "/" + String.join("/", parts);
    }

    /// Whether the path is the folder or in it.
    public static boolean within(String path, String folder) {
        return folder.equals("/") || path.equals(folder) || path.startsWith(folder + "/");
    }

    /// A context path without `./`, leading and trailing slashes; empty for the context itself.
    public static String relative(String path) {
        String clean = resolve("/", path);
        return clean.substring(1);
    }

    /// The regular expression of a source of COPY with its patterns (Go's `filepath.Match`); a name
    /// without any stands for itself, whatever characters it has.
    public static String regex(String source) {
        StringBuilder out = new StringBuilder();
        Matcher part = PATTERN.matcher(source);
        int at = 0;
        while (part.find()) {
            out.append(quote(source.substring(at, part.start())));
            String found = part.group();
            out.append(
                    switch (found.charAt(0)) {
                        case '*' -> "[^/]*";
                        case '?' -> "[^/]";
                        case '[' -> found;
                        default -> quote(found.substring(1));
                    });
            at = part.end();
        }
        return out.append(quote(source.substring(at))).toString();
    }

    private static String quote(String text) {
        return text.isEmpty() ? "" : Pattern.quote(text);
    }

    /// The last name of a path.
    public static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// The folder a path lies in; `/` at the top.
    public static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }
}
