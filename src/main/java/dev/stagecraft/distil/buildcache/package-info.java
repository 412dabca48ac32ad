/// Keeps downloads between builds: dependency lists are copied before the sources, and what the
/// tools download stays in cache mounts. Works on a finished plan and knows no ecosystem's rewrite.
@NullMarked
package dev.stagecraft.distil.buildcache;

import org.jspecify.annotations.NullMarked;
