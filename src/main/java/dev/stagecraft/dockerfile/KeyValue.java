package dev.stagecraft.dockerfile;

/// A pair of ENV or LABEL.
///
/// @param key as written
/// @param value as written: quotes, escapes and variables are still there
/// @param legacy whether it is written `KEY value` rather than `KEY=value`
public record KeyValue(Word key, Word value, boolean legacy) {
    /// From the key to the end of the value.
    public SourceRange range() {
        return key.range().union(value.range());
    }
}
