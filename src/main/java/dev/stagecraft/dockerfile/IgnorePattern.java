package dev.stagecraft.dockerfile;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// One pattern of an ignore file.
public final class IgnorePattern {
    private static final int MAX_LOOKS = 200_000;
    private static final Pattern SLASH_IN_BRACKETS = Pattern.compile("\\[[^]]*/");

    private final String text;
    private final boolean negated;
    private final SourceRange range;
    private final Glob glob;

    private IgnorePattern(String text, boolean negated, SourceRange range, Glob glob) {
        this.text = text;
        this.negated = negated;
        this.range = range;
        this.glob = glob;
    }

    /// How a pattern is compared. The kinds, and what they leave to chance, are moby's: a pattern
    /// that starts with `**` and has no other wildcard is compared as the end of a path.
    private sealed interface Glob {
        boolean matches(String path);

        record Exact(String path) implements Glob {
            @Override
            public boolean matches(String other) {
                return other.equals(path);
            }
        }

        record Prefix(String start) implements Glob {
            @Override
            public boolean matches(String path) {
                return path.startsWith(start);
            }
        }

        record Suffix(String end) implements Glob {
            @Override
            public boolean matches(String path) {
                return path.endsWith(end) || (end.startsWith("/") && path.equals(end.substring(1)));
            }
        }

        record Stars(PathGlob glob) implements Glob {
            @Override
            public boolean matches(String path) {
                return glob.matches(path);
            }
        }

        /// A pattern with brackets or backslashes. One that takes too long matches nothing: what is
        /// not ignored is only sent, what is ignored by mistake is missing.
        record Regular(Pattern regex) implements Glob {
            @Override
            public boolean matches(String path) {
                try {
                    return regex.matcher(new BoundedText(path, MAX_LOOKS)).find();
                } catch (BoundedText.ExhaustedException e) {
                    return false;
                }
            }
        }
    }

    /// Reads a line of an ignore file that is no comment.
    ///
    /// @return absent for a line without a pattern
    /// @throws IllegalArgumentException when it is none
    static Optional<IgnorePattern> parse(String line, SourceRange range) {
        String pattern = trim(line);
        boolean negated = pattern.startsWith("!");
        if (negated) {
            pattern = trim(pattern.substring(1));
            if (pattern.isEmpty()) {
                throw new IllegalArgumentException("illegal exclusion pattern: \"!\"");
            }
        }
        if (pattern.isEmpty()) {
            return Optional.empty();
        }
        pattern = PosixPath.clean(pattern);
        if (pattern.length() > 1 && pattern.startsWith("/")) {
            pattern = pattern.substring(1);
        }
        GlobSyntax.check(pattern);
        return Optional.of(new IgnorePattern(pattern, negated, range, compile(pattern)));
    }

    private static String trim(String text) {
        int from = Space.skip(text, 0, text.length());
        return text.substring(from, Space.skipBack(text, from, text.length()));
    }

    private static Glob compile(String pattern) {
        StringBuilder regex = new StringBuilder("^");
        boolean exact = true;
        boolean prefix = false;
        boolean suffix = false;
        boolean brackets = false;
        for (int i = 0, token = 0; i < pattern.length(); i++, token++) {
            char c = pattern.charAt(i);
            if (c == '*' && i + 1 < pattern.length() && pattern.charAt(i + 1) == '*') {
                i++;
                if (i + 1 < pattern.length() && pattern.charAt(i + 1) == '/') {
                    i++;
                }
                if (i + 1 == pattern.length()) {
                    prefix = exact;
                    regex.append(".*");
                } else {
                    regex.append("(?:.*/)?");
                    prefix = false;
                }
                exact = false;
                suffix = token == 0;
                if (suffix) {
                    prefix = false;
                }
                continue;
            }
            if (c == '*') {
                regex.append("[^/]*");
            } else if (c == '?') {
                regex.append("[^/]");
            } else if (c == '\\' && i + 1 < pattern.length()) {
                regex.append('\\').append(pattern.charAt(++i));
            } else if (c == '[' || c == ']') {
                // A bracket in brackets is a set in a set to Java, and a plain character to Go.
                regex.append(c == '[' && brackets ? "\\[" : String.valueOf(c));
                brackets = c == '[';
            } else {
                if (".+()|{}$&".indexOf(c) >= 0) {
                    regex.append('\\');
                }
                regex.append(c);
                continue;
            }
            exact = false;
            prefix = false;
            suffix = false;
        }
        if (exact) {
            return new Glob.Exact(pattern);
        }
        if (prefix) {
            return new Glob.Prefix(pattern.substring(0, pattern.length() - 2));
        }
        if (suffix) {
            return new Glob.Suffix(pattern.substring(2));
        }
        if (PathGlob.understands(pattern)) {
            return new Glob.Stars(PathGlob.of(pattern));
        }
        try {
            return new Glob.Regular(
                    Pattern.compile(regex.append("\\z").toString(), Pattern.UNIX_LINES));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("syntax error in pattern: " + pattern, e);
        }
    }

    /// The pattern without `!`, cleaned.
    public String text() {
        return text;
    }

    /// Whether it takes files back: written with `!`.
    public boolean negated() {
        return negated;
    }

    /// Where it is in the ignore file.
    public SourceRange range() {
        return range;
    }

    /// Whether the path, or a folder above it, matches.
    boolean matchesOrContains(String path) {
        if (glob.matches(path)) {
            return true;
        }
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (glob.matches(path.substring(0, slash))) {
                return true;
            }
        }
        return false;
    }

    /// Whether something below a folder may match. Never says no where something does.
    boolean mayMatchBelow(String folder) {
        if (matchesOrContains(folder) || SLASH_IN_BRACKETS.matcher(text).find()) {
            return true;
        }
        String[] own = text.split("/", -1);
        String[] parts = folder.split("/", -1);
        for (int i = 0; i < own.length; i++) {
            if (i == parts.length || own[i].contains("**")) {
                return true;
            }
            String part = parts[i];
            if (!compileQuietly(own[i]).map(g -> g.matches(part)).orElse(true)) {
                return false;
            }
        }
        return false;
    }

    private static Optional<Glob> compileQuietly(String part) {
        try {
            return Optional.of(compile(part));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// As written, with `!`.
    @Override
    public String toString() {
        return (negated ? "!" : "") + text;
    }
}
