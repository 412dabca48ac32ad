package dev.stagecraft.dockerfile;

/// What counts as white space, by the two rules that BuildKit's parser mixes.
final class Space {
    private Space() {}

    /// White space by Unicode's White_Space property, as Go's `unicode.IsSpace` has it.
    static boolean isSpace(int c) {
        return switch (c) {
            case '\t',
                    '\n',
                    0x0B,
                    '\f',
                    '\r',
                    ' ',
                    0x85,
                    0xA0,
                    0x1680,
                    0x2028,
                    0x2029,
                    0x202F,
                    0x205F,
                    0x3000 ->
                    true;
            default -> c >= 0x2000 && c <= 0x200A;
        };
    }

    /// What parts the arguments of an instruction.
    static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == 0x0B || c == '\f';
    }

    static int skip(CharSequence text, int from, int to) {
        int at = from;
        while (at < to && isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    static int skipBack(CharSequence text, int from, int to) {
        int at = to;
        while (at > from && isSpace(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }
}
