package dev.stagecraft.distil.plan;

/// An instruction of the source that has no place in the result.
public record Removal(LineSpan source, Reason reason) {}
