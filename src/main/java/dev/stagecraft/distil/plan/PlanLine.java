package dev.stagecraft.distil.plan;

import java.util.List;
import java.util.Optional;

/// One instruction of the result.
///
/// @param leading comment and blank lines before it, as in the source
/// @param text the instruction, possibly of several lines, without the last line ending
/// @param sources the source lines that it comes from; empty for a new one
/// @param reason why it is new or changed; absent for a line that stays as it was
/// @param note a comment for the reader, written above it; absent where none is needed
public record PlanLine(
        List<String> leading,
        String text,
        List<LineSpan> sources,
        Optional<Reason> reason,
        Optional<String> note) {
    public PlanLine {
        leading = List.copyOf(leading);
        sources = List.copyOf(sources);
    }

    /// A new line.
    public static PlanLine added(String text, Reason reason) {
        return new PlanLine(List.of(), text, List.of(), Optional.of(reason), Optional.empty());
    }

    /// The same line with a comment above it.
    public PlanLine noted(String comment) {
        return new PlanLine(leading, text, sources, reason, Optional.of(comment));
    }

    /// The same line with other text and a reason for it.
    public PlanLine changed(String newText, Reason why) {
        return new PlanLine(leading, newText, sources, Optional.of(why), note);
    }

    /// The first word in upper case.
    public String keyword() {
        int end = 0;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end).toUpperCase(java.util.Locale.ROOT);
    }
}
