/// Controls that several views share: size bars, treemap, code view. They know values, not engines.
@NullMarked
package dev.stagecraft.ui.control;

import org.jspecify.annotations.NullMarked;
