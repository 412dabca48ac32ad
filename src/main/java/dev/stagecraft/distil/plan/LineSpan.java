package dev.stagecraft.distil.plan;

import dev.stagecraft.dockerfile.Instruction;

/// Whole lines of a text, counted from 1, both ends included.
public record LineSpan(int first, int last) {
    public LineSpan {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException("no lines: " + first + " to " + last);
        }
    }

    /// The lines of an instruction.
    public static LineSpan of(Instruction instruction) {
        return new LineSpan(instruction.range().startLine(), instruction.range().endLine());
    }

    @Override
    public String toString() {
        return first == last ? "" + first : first + "-" + last;
    }
}
