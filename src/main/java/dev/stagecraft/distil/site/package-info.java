/// Static sites and built front ends: nginx and development servers give way to a small file
/// server.
@NullMarked
package dev.stagecraft.distil.site;

import org.jspecify.annotations.NullMarked;
