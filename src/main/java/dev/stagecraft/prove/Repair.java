package dev.stagecraft.prove;

import dev.stagecraft.distil.plan.Plan;

/// A change to the plan that may mend a failure.
///
/// @param diagnosis what is to be mended
/// @param change what is changed, one sentence
/// @param plan the plan with the change
/// @param text the Dockerfile that the plan makes
public record Repair(Diagnosis diagnosis, String change, Plan plan, String text) {}
