/// A Dockerfile as the rewrite sees it: stages with what they stand on, the settings that a
/// container of the chosen stage starts with and the lines they come from, the base images'
/// inherited settings, package installations, and where a path in the image comes from.
@NullMarked
package dev.stagecraft.distil.source;

import org.jspecify.annotations.NullMarked;
