package dev.stagecraft.engine.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// What is to be run.
///
/// @param image the image's name or id
/// @param command arguments in place of the image's `CMD`; empty for the image's own
/// @param entrypoint what is started in place of the image's `ENTRYPOINT`; absent for the image's
///   own
/// @param environment variables besides the image's
/// @param mounts files and folders of the engine's machine
/// @param network what it can reach, and who can reach it
/// @param ports those that will be asked for; published where [Network#PUBLISHED] or [Network#OPEN]
///   is chosen
/// @param limits what it may use
public record RunRequest(
        String image,
        List<String> command,
        Optional<List<String>> entrypoint,
        SequencedMap<String, String> environment,
        List<Mount> mounts,
        Network network,
        List<Integer> ports,
        RunLimits limits) {
    public RunRequest {
        command = List.copyOf(command);
        entrypoint = entrypoint.map(List::copyOf);
        environment = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(environment));
        mounts = List.copyOf(mounts);
        ports = List.copyOf(ports);
    }

    /// What a container can reach, and who can reach it.
    public enum Network {
        /// Nothing and nobody.
        NONE,
        /// It reaches nothing; this machine reaches it. Only with an engine that runs right on this
        /// Linux machine: see [ContainerRunner#mayReachInternalNetworks].
        INTERNAL,
        /// It reaches nothing outside the engine's machine; its ports are published on that
        /// machine's loopback address: see [ContainerRunner#reachesPublishedPorts].
        PUBLISHED,
        /// The engine's usual network, with the ports published as well: it can reach the world.
        OPEN;

        /// Whether ports are published.
        boolean publishes() {
            return this == PUBLISHED || this == OPEN;
        }
    }

    /// A file or folder of the engine's machine.
    ///
    /// @param source where it is
    /// @param target where the container sees it
    /// @param readOnly whether the container cannot write it
    public record Mount(Path source, String target, boolean readOnly) {}

    /// A run of an image as it is, with no network.
    public static RunRequest of(String image) {
        return new RunRequest(
                image,
                List.of(),
                Optional.empty(),
                new LinkedHashMap<>(),
                List.of(),
                Network.NONE,
                List.of(),
                RunLimits.DEFAULT);
    }

    /// The same with other arguments.
    public RunRequest running(List<String> otherCommand) {
        return new RunRequest(
                image, otherCommand, entrypoint, environment, mounts, network, ports, limits);
    }

    /// The same with another entry point.
    public RunRequest entering(List<String> otherEntrypoint) {
        return new RunRequest(
                image,
                command,
                Optional.of(otherEntrypoint),
                environment,
                mounts,
                network,
                ports,
                limits);
    }

    /// The same with more variables.
    public RunRequest with(Map<String, String> more) {
        SequencedMap<String, String> all = new LinkedHashMap<>(environment);
        all.putAll(more);
        return new RunRequest(image, command, entrypoint, all, mounts, network, ports, limits);
    }

    /// The same with one more mount.
    public RunRequest mounting(Mount mount) {
        List<Mount> all = new ArrayList<>(mounts);
        all.add(mount);
        return new RunRequest(image, command, entrypoint, environment, all, network, ports, limits);
    }

    /// The same on another network.
    public RunRequest on(Network other, List<Integer> otherPorts) {
        return new RunRequest(
                image, command, entrypoint, environment, mounts, other, otherPorts, limits);
    }

    /// The same with other limits.
    public RunRequest limited(RunLimits other) {
        return new RunRequest(
                image, command, entrypoint, environment, mounts, network, ports, other);
    }
}
