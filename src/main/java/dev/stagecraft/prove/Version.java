package dev.stagecraft.prove;

import dev.stagecraft.distil.plan.Plan;
import java.util.Optional;

/// A version of the rewritten Dockerfile.
///
/// @param text the Dockerfile
/// @param plan what it was written from; absent when there is only a text that no plan can be read
///   from
record Version(String text, Optional<Plan> plan) {}
