package dev.stagecraft.stage;

import java.util.ArrayList;
import java.util.List;

/// Compares texts with those that still have variables whose values are not known: `$NAME` and
/// `${…}` stand for anything.
final class Wildcard {
    private Wildcard() {}

    /// Whether the whole text fits.
    static boolean matches(String text, String pattern) {
        List<String> parts = literals(pattern);
        if (parts.size() == 1) {
            return text.equals(pattern);
        }
        return text.startsWith(parts.getFirst()) && fits(text, parts, parts.getFirst().length());
    }

    /// Whether an end of the text fits.
    static boolean endsWith(String text, String pattern) {
        List<String> parts = new ArrayList<>(literals(pattern));
        parts.addFirst("");
        return fits(text, parts, 0);
    }

    private static boolean fits(String text, List<String> parts, int from) {
        int at = from;
        for (int i = 1; i < parts.size(); i++) {
            String part = parts.get(i);
            if (i == parts.size() - 1) {
                return text.length() - part.length() >= at && text.endsWith(part);
            }
            int found = text.indexOf(part, at);
            if (found < 0) {
                return false;
            }
            at = found + part.length();
        }
        return true;
    }

    /// What stands between the variables; one more than there are variables.
    private static List<String> literals(String pattern) {
        List<String> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int at = 0;
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            int end = c == '$' ? variableEnd(pattern, at + 1) : -1;
            if (end < 0) {
                literal.append(c);
                at++;
            } else {
                parts.add(literal.toString());
                literal.setLength(0);
                at = end;
            }
        }
        parts.add(literal.toString());
        return parts;
    }

    private static int variableEnd(String text, int from) {
        if (from < text.length() && text.charAt(from) == '{') {
            int close = text.indexOf('}', from);
            return close < 0 ? -1 : close + 1;
        }
        int at = from;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        return at == from ? -1 : at;
    }
}
