/// What views stand on: background tasks, themes, texts, settings, preferences of the person.
@NullMarked
package dev.stagecraft.ui.support;

import org.jspecify.annotations.NullMarked;
