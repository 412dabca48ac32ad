/// From ENTRYPOINT, CMD, start scripts and wrappers to the argument vector that a container runs in
/// the end, with all that a shell did on the way.
@NullMarked
package dev.stagecraft.distil.start;

import org.jspecify.annotations.NullMarked;
