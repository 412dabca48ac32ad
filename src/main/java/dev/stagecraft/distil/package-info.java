/// The rewriter: from a Dockerfile and its build context to a plan for builder stages and a
/// distroless final stage, or a refusal with its reason. Starts no process and talks to no engine.
@NullMarked
package dev.stagecraft.distil;

import org.jspecify.annotations.NullMarked;
