/// The words of the field as immutable values: digests, references, platforms, configurations,
/// layers, images, file trees.
///
/// This room does no I/O and knows no wire format; `archive.json` and `engine` translate into it.
@NullMarked
package dev.stagecraft.image;

import org.jspecify.annotations.NullMarked;
