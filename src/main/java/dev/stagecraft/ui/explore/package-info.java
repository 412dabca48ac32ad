/// Images, stages and layers: the list, the stage tree, the whole-image bar, details.
@NullMarked
package dev.stagecraft.ui.explore;

import org.jspecify.annotations.NullMarked;
