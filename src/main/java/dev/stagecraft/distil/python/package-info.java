/// Programs written in Python.
@NullMarked
package dev.stagecraft.distil.python;

import org.jspecify.annotations.NullMarked;
