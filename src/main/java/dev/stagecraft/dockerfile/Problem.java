package dev.stagecraft.dockerfile;

/// Something in a Dockerfile that BuildKit would not accept, or will not in future.
///
/// @param severity whether a build would stop at it
/// @param range where it is
/// @param message what is wrong, one sentence
/// @param expected what should be there instead
public record Problem(Severity severity, SourceRange range, String message, String expected)
        implements Comparable<Problem> {
    /// How bad a problem is.
    public enum Severity {
        /// A build stops here.
        ERROR,
        /// A build goes on.
        WARNING
    }

    /// By place in the file.
    @Override
    public int compareTo(Problem other) {
        return range.compareTo(other.range);
    }

    /// Such as `3:1: unknown instruction: FORM (expected FROM)`.
    @Override
    public String toString() {
        return range + ": " + message + (expected.isEmpty() ? "" : " (expected " + expected + ")");
    }
}
