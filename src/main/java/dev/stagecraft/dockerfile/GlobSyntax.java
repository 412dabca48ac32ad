package dev.stagecraft.dockerfile;

/// The syntax that Go's `filepath.Match` demands of a pattern: brackets are closed and hold
/// something, and a backslash is followed by a character.
final class GlobSyntax {
    private GlobSyntax() {}

    /// @throws IllegalArgumentException when the pattern breaks it
    static void check(String pattern) {
        int at = 0;
        while (at < pattern.length()) {
            char c = pattern.charAt(at++);
            if (c == '\\') {
                if (at == pattern.length()) {
                    throw bad(pattern);
                }
                at++;
            } else if (c == '[') {
                at = bracket(pattern, at);
            }
        }
    }

    private static int bracket(String pattern, int from) {
        int at = from;
        if (at < pattern.length() && pattern.charAt(at) == '^') {
            at++;
        }
        int ranges = 0;
        while (at < pattern.length() && (pattern.charAt(at) != ']' || ranges == 0)) {
            at = character(pattern, at);
            if (at < pattern.length() && pattern.charAt(at) == '-') {
                at = character(pattern, at + 1);
            }
            ranges++;
        }
        if (at == pattern.length()) {
            throw bad(pattern);
        }
        return at + 1;
    }

    private static int character(String pattern, int from) {
        int at = from;
        if (at == pattern.length() || pattern.charAt(at) == '-' || pattern.charAt(at) == ']') {
            throw bad(pattern);
        }
        if (pattern.charAt(at) == '\\') {
            at++;
        }
        if (at >= pattern.length()) {
            throw bad(pattern);
        }
        at += Character.charCount(pattern.codePointAt(at));
        if (at == pattern.length()) {
            throw bad(pattern);
        }
        return at;
    }

    private static IllegalArgumentException bad(String pattern) {
        return new IllegalArgumentException("syntax error in pattern: " + pattern);
    }
}
