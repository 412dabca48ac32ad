/// Proving a rewritten Dockerfile as a person sees it: the agreement, the builds while they run,
/// and what came of it. Knows no engine but through a port, and no other view.
@NullMarked
package dev.stagecraft.ui.prove;

import org.jspecify.annotations.NullMarked;
