package dev.stagecraft.cli;

/// How many columns of a terminal a text takes.
final class Columns {
    private Columns() {}

    /// Wide East Asian characters and pictures take two columns, combining marks none.
    static int width(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            width += width(codePoint);
            i += Character.charCount(codePoint);
        }
        return width;
    }

    private static int width(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean wide =
                (codePoint >= 0x1100 && codePoint <= 0x115f)
                        || (codePoint >= 0x2e80 && codePoint <= 0xa4cf)
                        || (codePoint >= 0xac00 && codePoint <= 0xd7a3)
                        || (codePoint >= 0xf900 && codePoint <= 0xfaff)
                        || (codePoint >= 0xfe30 && codePoint <= 0xfe6f)
                        || (codePoint >= 0xff00 && codePoint <= 0xff60)
                        || (codePoint >= 0xffe0 && codePoint <= 0xffe6)
                        || (codePoint >= 0x1f300 && codePoint <= 0x1faff)
                        || (codePoint >= 0x20000 && codePoint <= 0x3fffd);
        return wide ? 2 : 1;
    }

    /// The text cut to so many columns, with an ellipsis where something was cut.
    static String cut(String text, int columns, boolean unicode) {
        if (width(text) <= columns) {
            return text;
        }
        String end = unicode ? "…" : "...";
        int room = Math.max(0, columns - end.length());
        StringBuilder out = new StringBuilder();
        int used = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            used += width(codePoint);
            if (used > room) {
                break;
            }
            out.appendCodePoint(codePoint);
            i += Character.charCount(codePoint);
        }
        return out + end;
    }

    /// The text filled with spaces to so many columns, or cut to them.
    static String fit(String text, int columns, boolean unicode) {
        String cut = cut(text, columns, unicode);
        return cut + " ".repeat(Math.max(0, columns - width(cut)));
    }
}
