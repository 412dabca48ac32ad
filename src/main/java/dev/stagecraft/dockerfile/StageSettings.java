package dev.stagecraft.dockerfile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// What an image made by a stage is started with: the effective result of ENV, WORKDIR, USER,
/// SHELL, ENTRYPOINT, CMD and the like. The same values describe a base image.
///
/// @param environment by name, in their order
/// @param entrypoint the argument vector; absent where there is none
/// @param cmd the default arguments; absent where there are none
/// @param user as written; empty means root
/// @param workingDir empty means `/`
/// @param exposedPorts such as `8080/tcp`, in their order
/// @param volumes in their order
/// @param labels in their order
/// @param healthcheck absent where none is set
/// @param stopSignal absent means `SIGTERM`
/// @param shell what shell forms are run with; absent means `/bin/sh -c`
/// @param onBuild instructions for images built on this one
public record StageSettings(
        SequencedMap<String, String> environment,
        Optional<List<String>> entrypoint,
        Optional<List<String>> cmd,
        String user,
        String workingDir,
        List<String> exposedPorts,
        List<String> volumes,
        SequencedMap<String, String> labels,
        Optional<HealthcheckSettings> healthcheck,
        Optional<String> stopSignal,
        Optional<List<String>> shell,
        List<String> onBuild) {
    /// What a shell form is run with where SHELL does not say otherwise.
    public static final List<String> DEFAULT_SHELL = List.of("/bin/sh", "-c");

    /// The search path that BuildKit sets where the base has none.
    public static final String DEFAULT_PATH =
            "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// Nothing set: `scratch`.
    public static final StageSettings EMPTY =
            new StageSettings(
                    new LinkedHashMap<>(),
                    Optional.empty(),
                    Optional.empty(),
                    "",
                    "",
                    List.of(),
                    List.of(),
                    new LinkedHashMap<>(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of());

    public StageSettings {
        environment = copy(environment);
        entrypoint = entrypoint.map(List::copyOf);
        cmd = cmd.map(List::copyOf);
        exposedPorts = List.copyOf(exposedPorts);
        volumes = List.copyOf(volumes);
        labels = copy(labels);
        shell = shell.map(List::copyOf);
        onBuild = List.copyOf(onBuild);
    }

    private static SequencedMap<String, String> copy(Map<String, String> map) {
        return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(map));
    }

    /// What a container is started with: entry point and arguments, one after the other.
    public List<String> startCommand() {
        return Stream.of(entrypoint, cmd).flatMap(Optional::stream).flatMap(List::stream).toList();
    }

    /// The shell, or the default one.
    public List<String> effectiveShell() {
        return shell.orElse(DEFAULT_SHELL);
    }
}
