package dev.stagecraft.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What a container is made of, and what it may use.
///
/// @param image a name or id that the engine has; nothing is pulled
/// @param entrypoint in place of the image's; absent for the image's own
/// @param command in place of the image's; absent for the image's own
/// @param env `NAME=value` entries added to the image's
/// @param mounts folders of the engine's host
/// @param network what it can reach
/// @param publish ports of the container that are published on a free port of the loopback address;
///   needs a network, and none made with [Containers#createInternalNetwork]
/// @param memory the bytes of memory and swap that it may use; absent for no limit
/// @param processes how many processes it may have; absent for no limit
/// @param readOnly whether its root is read-only, with an empty `/tmp` in memory
/// @param labels its labels
public record ContainerSpec(
        String image,
        Optional<List<String>> entrypoint,
        Optional<List<String>> command,
        List<String> env,
        List<Mount> mounts,
        Network network,
        List<Integer> publish,
        OptionalLong memory,
        OptionalInt processes,
        boolean readOnly,
        Map<String, String> labels) {
    public ContainerSpec {
        entrypoint = entrypoint.map(List::copyOf);
        command = command.map(List::copyOf);
        env = List.copyOf(env);
        mounts = List.copyOf(mounts);
        publish = List.copyOf(publish);
        labels = Map.copyOf(labels);
    }

    /// A folder or file of the engine's host, seen in the container.
    ///
    /// @param source its absolute path on the host
    /// @param target its absolute path in the container
    /// @param readOnly whether the container may not write to it
    public record Mount(String source, String target, boolean readOnly) {}

    /// What a container can reach.
    public sealed interface Network {
        /// Nothing.
        record None() implements Network {}

        /// Everything that the engine's default network reaches.
        record Open() implements Network {}

        /// A network made with [Containers#createInternalNetwork] or
        /// [Containers#createPublishingNetwork]: its members and the engine's host, and nothing
        /// outside.
        ///
        /// @param id the network's id
        record Own(String id) implements Network {}
    }
}
