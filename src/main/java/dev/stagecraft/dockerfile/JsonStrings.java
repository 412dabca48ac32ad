package dev.stagecraft.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the exec form: a JSON array of strings (RFC 8259). Strict, as BuildKit is: what is no JSON
/// is a shell form, and an array with anything but strings in it is an error.
final class JsonStrings {
    private static final int MAX_DEPTH = 1000;

    /// What was found.
    sealed interface Result {}

    /// An array of strings, with the place of each.
    record Strings(List<Item> items) implements Result {}

    /// A JSON array, but not of strings.
    record OtherArray(int at) implements Result {}

    /// No JSON array at all.
    ///
    /// @param at where reading stopped
    record NoArray(int at) implements Result {}

    /// A decoded string at `from` to `to`, quotes included.
    record Item(String text, int from, int to) {}

    private final String text;
    private final int end;
    private int at;
    private int other = -1;

    private JsonStrings(String text, int from, int end) {
        this.text = text;
        this.at = from;
        this.end = end;
    }

    static Result read(String text, int from, int end) {
        int start = Space.skip(text, from, end);
        if (start >= end || text.charAt(start) != '[') {
            return new NoArray(start);
        }
        JsonStrings reader = new JsonStrings(text, start, end);
        Optional<List<Item>> items = reader.topArray();
        reader.skipSpace();
        if (items.isEmpty() || reader.at != end) {
            return new NoArray(reader.at);
        }
        return reader.other >= 0 ? new OtherArray(reader.other) : new Strings(items.get());
    }

    private Optional<List<Item>> topArray() {
        List<Item> items = new ArrayList<>();
        at++;
        skipSpace();
        if (take(']')) {
            return Optional.of(items);
        }
        while (true) {
            skipSpace();
            int from = at;
            if (at < end && text.charAt(at) == '"') {
                Optional<String> string = string();
                if (string.isEmpty()) {
                    return Optional.empty();
                }
                items.add(new Item(string.get(), from, at));
            } else {
                other = other < 0 ? from : other;
                if (!value(1)) {
                    return Optional.empty();
                }
            }
            skipSpace();
            if (take(']')) {
                return Optional.of(items);
            }
            if (!take(',')) {
                return Optional.empty();
            }
        }
    }

    private boolean value(int depth) {
        skipSpace();
        if (at >= end || depth > MAX_DEPTH) {
            return false;
        }
        return switch (text.charAt(at)) {
            case '"' -> string().isPresent();
            case '[' -> container(']', depth);
            case '{' -> container('}', depth);
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        };
    }

    private boolean container(char close, int depth) {
        at++;
        skipSpace();
        if (take(close)) {
            return true;
        }
        while (true) {
            skipSpace();
            if (close == '}') {
                if (at >= end || text.charAt(at) != '"' || string().isEmpty()) {
                    return false;
                }
                skipSpace();
                if (!take(':')) {
                    return false;
                }
            }
            if (!value(depth + 1)) {
                return false;
            }
            skipSpace();
            if (take(close)) {
                return true;
            }
            if (!take(',')) {
                return false;
            }
        }
    }

    private Optional<String> string() {
        StringBuilder out = new StringBuilder();
        at++;
        while (at < end) {
            char c = text.charAt(at++);
            if (c == '"') {
                return Optional.of(out.toString());
            }
            if (c < 0x20) {
                at--;
                return Optional.empty();
            }
            if (c != '\\') {
                out.append(c);
                continue;
            }
            if (!escape(out)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private boolean escape(StringBuilder out) {
        if (at >= end) {
            return false;
        }
        char c = text.charAt(at++);
        switch (c) {
            case '"', '\\', '/' -> out.append(c);
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case 'u' -> {
                if (at + 4 > end) {
                    return false;
                }
                int code = 0;
                for (int i = 0; i < 4; i++) {
                    char d = text.charAt(at + i);
                    int digit = d < 0x80 ? Character.digit(d, 16) : -1;
                    if (digit < 0) {
                        return false;
                    }
                    code = code * 16 + digit;
                }
                at += 4;
                out.append((char) code);
            }
            default -> {
                at--;
                return false;
            }
        }
        return true;
    }

    private boolean number() {
        int from = at;
        take('-');
        if (take('0')) {
            // A leading zero stands alone.
        } else if (digits() == 0) {
            at = from;
            return false;
        }
        if (take('.') && digits() == 0) {
            return false;
        }
        if (take('e') || take('E')) {
            if (!take('+')) {
                take('-');
            }
            return digits() > 0;
        }
        return true;
    }

    private int digits() {
        int from = at;
        while (at < end && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at - from;
    }

    private boolean word(String expected) {
        if (text.startsWith(expected, at) && at + expected.length() <= end) {
            at += expected.length();
            return true;
        }
        return false;
    }

    private boolean take(char c) {
        if (at < end && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void skipSpace() {
        while (at < end && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
