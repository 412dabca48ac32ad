/// Programs for the Java virtual machine.
@NullMarked
package dev.stagecraft.distil.jvm;

import org.jspecify.annotations.NullMarked;
