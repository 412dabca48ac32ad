package dev.stagecraft.stage;

/// What is shipped and what was left behind, in bytes.
///
/// @param shipped the bytes of the image's layers
/// @param leftBehind the bytes of the discarded stages and of the bases that only they stand on, as
///   far as known
/// @param leftBehindComplete whether everything discarded is known with its size; when nothing is
///   known of discarded stages, this is false
public record Totals(long shipped, long leftBehind, boolean leftBehindComplete) {}
