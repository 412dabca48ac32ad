/// Programs written in Go.
@NullMarked
package dev.stagecraft.distil.go;

import org.jspecify.annotations.NullMarked;
