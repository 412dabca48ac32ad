package dev.stagecraft.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// How a container is.
///
/// @param id its id
/// @param hostname the name it has for itself
/// @param running whether its process runs
/// @param exitStatus the exit status of its process; absent while it runs or when it never ran
/// @param outOfMemory whether the kernel ended it for using too much memory
/// @param error why it could not be started; empty when it could
/// @param pid its process on the engine's host; absent while it does not run
/// @param started when it was started last; absent when it never was
/// @param finished when it ended; absent when it has not
/// @param addresses its addresses in its networks
/// @param published the loopback ports at which its ports are published
/// @param user as the image or the container names it; empty means root
public record ContainerState(
        String id,
        String hostname,
        boolean running,
        OptionalInt exitStatus,
        boolean outOfMemory,
        String error,
        OptionalInt pid,
        Optional<Instant> started,
        Optional<Instant> finished,
        List<String> addresses,
        Map<Integer, Integer> published,
        String user) {
    public ContainerState {
        addresses = List.copyOf(addresses);
        published = Map.copyOf(published);
    }
}
