package dev.stagecraft.distil.plan;

import java.util.List;

/// A stage of the result.
///
/// @param name empty when it has none
/// @param base what it is made from, an image or another stage
/// @param lines its instructions, FROM first
public record PlanStage(String name, String base, List<PlanLine> lines) {
    public PlanStage {
        lines = List.copyOf(lines);
    }
}
