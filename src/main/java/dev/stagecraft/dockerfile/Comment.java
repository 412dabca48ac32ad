package dev.stagecraft.dockerfile;

/// A comment line.
///
/// @param text without the `#` and the spaces around it
/// @param range from the `#` to the end of the line
public record Comment(String text, SourceRange range) {}
