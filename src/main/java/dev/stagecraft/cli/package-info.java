/// The program's abilities as commands for a terminal. Knows nothing of the window.
@NullMarked
package dev.stagecraft.cli;

import org.jspecify.annotations.NullMarked;
