/// Programs with no distroless base of their own: what is refused and why, what is distroless
/// already, and .NET, whose distroless images are Microsoft's.
@NullMarked
package dev.stagecraft.distil.other;

import org.jspecify.annotations.NullMarked;
