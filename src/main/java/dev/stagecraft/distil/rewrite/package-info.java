/// What every ecosystem's rewrite shares: the situation it finds, the draft it works on, builder
/// bases and their releases, packages of systems, and the final stage's settings.
@NullMarked
package dev.stagecraft.distil.rewrite;

import org.jspecify.annotations.NullMarked;
