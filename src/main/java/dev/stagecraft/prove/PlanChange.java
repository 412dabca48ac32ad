package dev.stagecraft.prove;

import dev.stagecraft.distil.plan.Plan;
import java.util.List;

/// A change of a plan that may mend what failed.
///
/// @param summary one sentence
/// @param plan the plan after it
/// @param copied the paths that the plan copies from the stage that it was made for
record PlanChange(String summary, Plan plan, List<String> copied) {
    /// One that copies nothing.
    PlanChange(String summary, Plan plan) {
        this(summary, plan, List.of());
    }
}
