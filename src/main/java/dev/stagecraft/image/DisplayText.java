package dev.stagecraft.image;

/// Makes text from an untrusted source fit to be shown: in a window, on a terminal, in an export.
public final class DisplayText {
    private DisplayText() {}

    /// The text with control characters, bidirectional marks, zero-width characters, unpaired
    /// surrogates and unassigned code points replaced by escapes such as `\n`, `\u202e` or
    /// `\U000e0001`, so that what is shown cannot pretend to be something else or move a terminal's
    /// cursor. A backslash stays as it is; the result is for reading, not for parsing.
    public static String escape(String text) {
        return escape(text, Integer.MAX_VALUE);
    }

    /// As [#escape(String)], cut to at most `limit` characters of the original with an ellipsis.
    public static String escape(String text, int limit) {
        int end = Math.min(text.length(), limit);
        int clean = 0;
        while (clean < end && isPlain(text.charAt(clean))) {
            clean++;
        }
        if (clean == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(end + 16).append(text, 0, clean);
        int at = clean;
        while (at < end) {
            int codePoint = text.codePointAt(at);
            append(out, codePoint);
            at += Character.charCount(codePoint);
        }
        if (at < text.length()) {
            out.append('…');
        }
        return out.toString();
    }

    /// As [#escape(String)], but keeps line feeds and tabs: for text that is shown over several
    /// lines.
    public static String escapeLines(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .forEach(codePoint -> {
                    if (codePoint == '\n' || codePoint == '\t') {
                        out.append((char) codePoint);
                    } else {
                        append(out, codePoint);
                    }
                });
        return out.toString();
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c < 0x7f;
    }

    private static void append(StringBuilder out, int codePoint) {
        if (isShown(codePoint)) {
            out.appendCodePoint(codePoint);
            return;
        }
        switch (codePoint) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default ->
                    out.append(
                            codePoint > 0xffff
                                    ? "\\U%08x".formatted(codePoint)
                                    : "\\u%04x".formatted(codePoint));
        }
    }

    private static boolean isShown(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> !isInvisible(codePoint);
        };
    }

    /// Letters and marks that draw nothing although their category says otherwise.
    private static boolean isInvisible(int codePoint) {
        return codePoint == 0x115f
                || codePoint == 0x1160
                || codePoint == 0x3164
                || codePoint == 0xffa0
                || codePoint == 0x2800
                || codePoint == 0x034f
                || (codePoint >= 0xfe00 && codePoint <= 0xfe0f)
                || (codePoint >= 0xe0100 && codePoint <= 0xe01ef);
    }
}
