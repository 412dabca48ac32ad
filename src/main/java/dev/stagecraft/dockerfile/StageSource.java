package dev.stagecraft.dockerfile;

/// Where a stage's files, or the files of a COPY or a mount, come from.
public sealed interface StageSource {
    /// An earlier stage of the same file.
    ///
    /// @param index its number
    record OfStage(int index) implements StageSource {}

    /// An image.
    ///
    /// @param reference with variables replaced, such as `debian:trixie-slim`
    record OfImage(String reference) implements StageSource {}

    /// Nothing: `FROM scratch`.
    record Scratch() implements StageSource {}

    /// The folder that the build is given.
    record BuildContext() implements StageSource {}

    /// It cannot be told.
    ///
    /// @param written as it is written
    /// @param reason why
    record Unresolved(String written, String reason) implements StageSource {}
}
