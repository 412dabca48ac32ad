/// The catalogue's file format.
@NullMarked
package dev.stagecraft.distil.catalog.json;

import org.jspecify.annotations.NullMarked;
