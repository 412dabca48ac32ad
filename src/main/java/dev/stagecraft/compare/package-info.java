/// Two images to one comparison: sizes, layers, files, settings, packages, tools, users.
///
/// Knows nothing of engines, archives or windows: a [Side] is given with what is known of it, and
/// what is not known of either side is absent rather than guessed.
@NullMarked
package dev.stagecraft.compare;

import org.jspecify.annotations.NullMarked;
