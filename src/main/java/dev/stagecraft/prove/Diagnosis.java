package dev.stagecraft.prove;

/// A cause with what shows it.
///
/// @param cause what was wrong
/// @param evidence the line that says so, as printed; untrusted text
public record Diagnosis(Cause cause, String evidence) {}
