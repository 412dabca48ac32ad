package dev.stagecraft.dockerfile;

import java.util.Arrays;

/// Where the lines of a text start, to turn offsets into lines and columns.
final class LineIndex {
    private final String text;
    private final int[] starts;
    private final boolean byteOrderMark;

    LineIndex(String text) {
        this.text = text;
        this.byteOrderMark = text.startsWith("\uFEFF");
        int[] found = new int[16];
        int count = 1;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            if (count == found.length) {
                found = Arrays.copyOf(found, count * 2);
            }
            found[count++] = at + 1;
        }
        starts = Arrays.copyOf(found, count);
    }

    /// How many lines there are; a line ending at the end of the text starts none.
    int count() {
        return starts[starts.length - 1] == text.length() ? starts.length - 1 : starts.length;
    }

    /// Offset of the first character of a line, counted from 0, after a byte-order mark.
    int start(int line) {
        return line == 0 && byteOrderMark ? 1 : starts[line];
    }

    /// Offset after the line's last character, its line ending included.
    int end(int line) {
        return line + 1 < starts.length ? starts[line + 1] : text.length();
    }

    /// Offset after the line's last character that is no line ending.
    int contentEnd(int line) {
        int end = end(line);
        int start = start(line);
        while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return end;
    }

    /// The line, counted from 0, that holds the character at this offset.
    int lineOf(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found : -found - 2;
    }

    SourceRange range(int start, int end) {
        int first = lineOf(start);
        int last = end > start ? lineOf(end - 1) : first;
        return new SourceRange(
                start, end, first + 1, start - start(first) + 1, last + 1, end - start(last) + 1);
    }
}
