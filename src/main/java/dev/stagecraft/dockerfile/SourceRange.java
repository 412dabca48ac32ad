package dev.stagecraft.dockerfile;

/// A piece of a Dockerfile's text. Lines and columns count from 1, columns in UTF-16 units; a
/// byte-order mark at the start of the file takes no column.
///
/// @param start offset of the first character in [Dockerfile#toText]
/// @param end offset after the last character
/// @param startLine the line of the first character
/// @param startColumn its column
/// @param endLine the line of the last character
/// @param endColumn the column after the last character
public record SourceRange(
        int start, int end, int startLine, int startColumn, int endLine, int endColumn)
        implements Comparable<SourceRange> {

    public SourceRange {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no range: from " + start + " to " + end);
        }
    }

    /// How many characters the range has.
    public int length() {
        return end - start;
    }

    /// Whether the character at this offset is in the range.
    public boolean contains(int offset) {
        return offset >= start && offset < end;
    }

    /// Whether the line, counted from 1, is one that the range touches.
    public boolean touchesLine(int line) {
        return line >= startLine && line <= endLine;
    }

    /// From the earlier start to the later end of both.
    public SourceRange union(SourceRange other) {
        SourceRange first = start <= other.start ? this : other;
        SourceRange last = end >= other.end ? this : other;
        return new SourceRange(
                first.start,
                last.end,
                first.startLine,
                first.startColumn,
                last.endLine,
                last.endColumn);
    }

    /// By place in the file.
    @Override
    public int compareTo(SourceRange other) {
        int byStart = Integer.compare(start, other.start);
        return byStart != 0 ? byStart : Integer.compare(end, other.end);
    }

    /// Such as `12:5`: line and column of the first character.
    @Override
    public String toString() {
        return startLine + ":" + startColumn;
    }
}
