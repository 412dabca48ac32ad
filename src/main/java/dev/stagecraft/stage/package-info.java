/// From history, parents, build cache, provenance and Dockerfile to a tree of stages whose nodes
/// say how they are known. No I/O.
@NullMarked
package dev.stagecraft.stage;

import org.jspecify.annotations.NullMarked;
