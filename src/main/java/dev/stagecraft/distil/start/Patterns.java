package dev.stagecraft.distil.start;

import java.util.regex.Pattern;

/// Patterns of a shell (POSIX shell, 2.13.1), where a slash is a letter as any other.
final class Patterns {
    private Patterns() {}

    /// The same as a regular expression.
    static String regex(String pattern) {
        StringBuilder out = new StringBuilder("(?s)");
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            int close = c == '[' ? pattern.indexOf(']', i + 2) : -1;
            if (c == '*') {
                out.append(".*");
            } else if (c == '?') {
                out.append('.');
            } else if (close > 0 && pattern.substring(i + 1, close).matches("!?[\\w-]+")) {
                out.append('[')
                        .append(pattern.substring(i + 1, close).replaceFirst("^!", "^"))
                        .append(']');
                i = close;
            } else {
                out.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return out.toString();
    }
}
