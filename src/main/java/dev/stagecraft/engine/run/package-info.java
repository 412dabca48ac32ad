/// Running containers under limits, and removing them whatever happens.
@NullMarked
package dev.stagecraft.engine.run;

import org.jspecify.annotations.NullMarked;
