/// Several tiers in one stage, such as a front end and a back end, parted into a builder each.
@NullMarked
package dev.stagecraft.distil.tiers;

import org.jspecify.annotations.NullMarked;
