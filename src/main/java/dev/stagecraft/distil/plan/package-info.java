/// The result of a rewrite as data: lines with their reasons, changes, warnings, questions,
/// refusals; and the writer that makes text of it. Knows no ecosystem.
@NullMarked
package dev.stagecraft.distil.plan;

import org.jspecify.annotations.NullMarked;
