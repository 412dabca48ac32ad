/// Project files that are JSON.
@NullMarked
package dev.stagecraft.distil.project.json;

import org.jspecify.annotations.NullMarked;
