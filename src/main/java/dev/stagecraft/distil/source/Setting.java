package dev.stagecraft.distil.source;

import dev.stagecraft.dockerfile.Instruction;
import java.util.Optional;

/// A value and the instruction that set it.
///
/// @param value what it is set to, arguments replaced
/// @param by absent when the base image sets it
/// @param stage the number of the stage that sets it; negative for the base image
public record Setting<T>(T value, Optional<Instruction> by, int stage) {}
