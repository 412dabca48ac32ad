/// Builds before and after, runs both under one probe, compares how they behave, finds the cause of
/// a failure and proposes a repair.
@NullMarked
package dev.stagecraft.prove;

import org.jspecify.annotations.NullMarked;
