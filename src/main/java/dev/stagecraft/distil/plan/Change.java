package dev.stagecraft.distil.plan;

import java.util.List;
import java.util.Optional;

/// A difference between source and result.
///
/// @param reason why
/// @param source the lines of the source; empty for something new
/// @param output the lines of the result; absent for something removed
public record Change(Reason reason, List<LineSpan> source, Optional<LineSpan> output) {
    public Change {
        source = List.copyOf(source);
    }
}
