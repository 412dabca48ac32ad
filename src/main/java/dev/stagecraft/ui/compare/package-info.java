/// The comparison of two images, a page that takes the whole middle and right.
///
/// Knows neither engines nor archives: a [SideReader] reads what is to be compared.
@NullMarked
package dev.stagecraft.ui.compare;

import org.jspecify.annotations.NullMarked;
