/// The wizard that rewrites a Dockerfile: choose, understand, rewrite, save. The models decide and
/// know no control; the views show them.
@NullMarked
package dev.stagecraft.ui.distil;

import org.jspecify.annotations.NullMarked;
