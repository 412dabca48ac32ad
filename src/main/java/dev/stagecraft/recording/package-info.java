/// An image's analysis without file contents as one small file, and the bundled samples.
@NullMarked
package dev.stagecraft.recording;

import org.jspecify.annotations.NullMarked;
