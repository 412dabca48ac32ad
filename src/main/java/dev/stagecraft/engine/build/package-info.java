/// Building images: with BuildKit through the Docker command line where it has it, else with the
/// engine's own classic builder; the context is made here, by moby's rules.
@NullMarked
package dev.stagecraft.engine.build;

import org.jspecify.annotations.NullMarked;
