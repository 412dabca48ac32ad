/// Connections to engines over docker-java's transport: sockets in the file system, named pipes,
/// TCP, TLS, and programs such as `ssh` whose input and output lead to an engine.
@NullMarked
package dev.stagecraft.engine.transport;

import org.jspecify.annotations.NullMarked;
