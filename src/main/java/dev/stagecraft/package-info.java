/// The program's entry point, which chooses between window and command line.
@NullMarked
package dev.stagecraft;

import org.jspecify.annotations.NullMarked;
