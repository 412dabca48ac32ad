package dev.stagecraft.engine;

import java.util.List;

/// The last lines that a container printed, bounded. They are untrusted.
///
/// @param output the lines of standard output
/// @param errors the lines of standard error
/// @param cut whether earlier lines were left out
public record ContainerLog(List<String> output, List<String> errors, boolean cut) {
    public ContainerLog {
        output = List.copyOf(output);
        errors = List.copyOf(errors);
    }
}
