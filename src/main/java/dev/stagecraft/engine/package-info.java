/// Finding and talking to Docker-compatible engines. The only room that sees docker-java; nothing
/// of it leaves this room.
@NullMarked
package dev.stagecraft.engine;

import org.jspecify.annotations.NullMarked;
