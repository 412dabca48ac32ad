package dev.stagecraft.image;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// How a path is asked for: by text in it, by a glob or by a regular expression.
public sealed interface PathPattern {
    /// Every path.
    static PathPattern any() {
        return new Text("");
    }

    /// Whether every path matches.
    default boolean isAny() {
        return this instanceof Text(String text) && text.isEmpty();
    }

    /// Whether one path matches; for a whole tree, a filter is faster.
    ///
    /// @param path without a leading slash
    default boolean matches(String path) {
        return switch (this) {
            case Text(String text) ->
                    ('/' + path).toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
            case Glob(String text, Pattern pattern, boolean whole) ->
                    pattern.matcher(whole ? path : path.substring(path.lastIndexOf('/') + 1))
                            .matches();
            case Regex(String text, Pattern pattern) -> pattern.matcher('/' + path).find();
        };
    }

    /// The path contains the text, capital letters being as good as small ones.
    record Text(String text) implements PathPattern {
        byte[] folded() {
            return text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        }

        boolean isAscii() {
            return text.chars().allMatch(c -> c < 0x80);
        }
    }

    /// The path matches a glob: `*` and `?` stand for what is no slash, `**` for anything, `[a-z]`
    /// and `[!a-z]` for one character, `{a,b}` for either. Without a slash it is matched with the
    /// name, with one with the whole path (a leading slash changes nothing else).
    record Glob(String text, Pattern pattern, boolean wholePath) implements PathPattern {}

    /// A part of the path, which is written with a leading slash, matches a regular expression.
    record Regex(String text, Pattern pattern) implements PathPattern {}

    static PathPattern text(String text) {
        return new Text(text);
    }

    /// @throws PatternSyntaxException when a bracket or brace is not closed
    static PathPattern glob(String glob) {
        boolean whole = glob.indexOf('/') >= 0;
        String body = glob.startsWith("/") ? glob.substring(1) : glob;
        return new Glob(glob, Pattern.compile(regexOf(body), Pattern.DOTALL), whole);
    }

    /// @throws PatternSyntaxException when it is no regular expression of Java's
    static PathPattern regex(String regex) {
        return new Regex(regex, Pattern.compile(regex));
    }

    private static String regexOf(String glob) {
        StringBuilder out = new StringBuilder();
        int braces = 0;
        int i = 0;
        while (i < glob.length()) {
            char c = glob.charAt(i++);
            switch (c) {
                case '*' -> {
                    if (i < glob.length() && glob.charAt(i) == '*') {
                        i++;
                        if (i < glob.length()
                                && glob.charAt(i) == '/'
                                && (i == 2 || glob.charAt(i - 3) == '/')) {
                            i++;
                            out.append("(?:.*/)?");
                        } else {
                            out.append(".*");
                        }
                    } else {
                        out.append("[^/]*");
                    }
                }
                case '?' -> out.append("[^/]");
                case '[' -> i = bracket(glob, i, out);
                case '{' -> {
                    braces++;
                    out.append("(?:");
                }
                case '}' -> {
                    if (braces > 0) {
                        braces--;
                        out.append(')');
                    } else {
                        out.append("\\}");
                    }
                }
                case ',' -> out.append(braces > 0 ? "|" : ",");
                case '\\' ->
                        out.append(
                                Pattern.quote(
                                        i < glob.length()
                                                ? String.valueOf(glob.charAt(i++))
                                                : "\\"));
                default -> {
                    if (Character.isLetterOrDigit(c) || c == '/' || c == '_' || c == '-') {
                        out.append(c);
                    } else if (Character.isSurrogate(c)) {
                        out.append(c);
                    } else {
                        out.append(Pattern.quote(String.valueOf(c)));
                    }
                }
            }
        }
        if (braces > 0) {
            throw new PatternSyntaxException("a brace is not closed", glob, glob.length());
        }
        return out.toString();
    }

    private static int bracket(String glob, int from, StringBuilder out) {
        int close = glob.indexOf(']', from + 1);
        if (close < 0) {
            throw new PatternSyntaxException("a bracket is not closed", glob, from - 1);
        }
        String inside = glob.substring(from, close);
        boolean not = inside.startsWith("!") || inside.startsWith("^");
        String body = not ? inside.substring(1) : inside;
        out.append("(?!/)[").append(not ? "^" : "");
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if ("[]&^\\".indexOf(c) >= 0) {
                out.append('\\');
            }
            out.append(c);
        }
        out.append(']');
        return close + 1;
    }
}
