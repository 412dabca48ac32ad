/// Programs that are machine code: Rust, C and C++.
@NullMarked
package dev.stagecraft.distil.machine;

import org.jspecify.annotations.NullMarked;
