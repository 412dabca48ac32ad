/// Text to a lossless Dockerfile and back: stages, variables, effective settings, ignore files,
/// checks. Stands on nothing else.
@NullMarked
package dev.stagecraft.dockerfile;

import org.jspecify.annotations.NullMarked;
