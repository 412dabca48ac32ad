/// Programs for Node.js.
@NullMarked
package dev.stagecraft.distil.node;

import org.jspecify.annotations.NullMarked;
