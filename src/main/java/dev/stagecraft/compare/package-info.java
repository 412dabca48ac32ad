/// Two images to one comparison: layers, files, settings, packages, sizes.
@NullMarked
package dev.stagecraft.compare;

import org.jspecify.annotations.NullMarked;
