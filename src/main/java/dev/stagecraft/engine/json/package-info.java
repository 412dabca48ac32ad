/// The wire formats of engines and of the Docker command line's files, and their translation into
/// [dev.stagecraft.image]; the only place in [dev.stagecraft.engine] that sees Jackson.
///
/// Tolerant by design: engines of different makes and ages leave out or null almost any field.
@NullMarked
package dev.stagecraft.engine.json;

import org.jspecify.annotations.NullMarked;
