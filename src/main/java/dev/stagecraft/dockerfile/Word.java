package dev.stagecraft.dockerfile;

/// A word of an instruction as it is written, with the lines of a continued instruction joined:
/// quotes, escapes and variables are still there ([WordExpansion] resolves them).
///
/// @param text the word, without line continuations and without comments between the lines
/// @param range where it is; over several lines, it holds the continuations too
public record Word(String text, SourceRange range) {
    /// The text.
    @Override
    public String toString() {
        return text;
    }
}
