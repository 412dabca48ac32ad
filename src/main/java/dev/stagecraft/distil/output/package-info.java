/// Brings a rewritten Dockerfile to where a person wants it, without losing anything of theirs.
/// Knows nothing of how it was made.
@NullMarked
package dev.stagecraft.distil.output;

import org.jspecify.annotations.NullMarked;
