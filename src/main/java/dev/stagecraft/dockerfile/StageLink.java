package dev.stagecraft.dockerfile;

/// That a stage needs another stage or an image.
///
/// @param kind how
/// @param stage the number of the stage that needs it
/// @param source what it needs
/// @param instruction where
/// @param range the words that say so: the image of FROM, the flag of COPY or RUN
public record StageLink(
        Kind kind, int stage, StageSource source, Instruction instruction, SourceRange range) {
    /// How a stage may need something.
    public enum Kind {
        /// `FROM`.
        BASE,
        /// `COPY --from`.
        COPY,
        /// `RUN --mount=from=…`.
        MOUNT
    }
}
