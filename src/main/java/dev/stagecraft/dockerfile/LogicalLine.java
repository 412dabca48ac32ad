package dev.stagecraft.dockerfile;

import java.util.Arrays;

/// An instruction's lines joined into one, with the place in the file of each character.
final class LogicalLine {
    private final LineIndex index;
    private final StringBuilder text = new StringBuilder();
    private int[] offsets = new int[128];
    private int end;

    /// @param start where the instruction starts, for ranges of nothing
    LogicalLine(LineIndex index, int start) {
        this.index = index;
        this.end = start;
    }

    /// Takes the characters of the file from `from` to `to`.
    void append(String file, int from, int to) {
        int length = text.length();
        int needed = length + to - from;
        if (needed > offsets.length) {
            offsets = Arrays.copyOf(offsets, Math.max(needed, offsets.length * 2));
        }
        for (int i = from; i < to; i++) {
            offsets[length++] = i;
        }
        text.append(file, from, to);
        end = Math.max(end, to);
    }

    String text() {
        return text.toString();
    }

    /// Where the characters from `from` to `to` of the joined line are in the file.
    SourceRange range(int from, int to) {
        if (from < to) {
            return index.range(offsets[from], offsets[to - 1] + 1);
        }
        int at = from > 0 ? offsets[from - 1] + 1 : text.isEmpty() ? end : offsets[0];
        return index.range(at, at);
    }

    /// The word from `from` to `to`.
    Word word(int from, int to) {
        return new Word(text.substring(from, to), range(from, to));
    }

    /// The word with the text as decoded, at the place from `from` to `to`.
    Word word(String decoded, int from, int to) {
        return new Word(decoded, range(from, to));
    }
}
