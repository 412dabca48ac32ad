package dev.stagecraft.image;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// What a container of the image is started with (OCI image spec, `config.md`, "config";
/// `healthcheck`, `onBuild` and `shell` are Docker's additions).
///
/// @param env `NAME=value` entries in their order
/// @param entrypoint the entry point's argument vector; absent when the image has none
/// @param cmd the default arguments; absent when the image has none
/// @param user user and group as written; empty means root
/// @param workingDir the working directory; empty means `/`
/// @param exposedPorts such as `8080/tcp`, in their order
/// @param volumes paths, in their order
/// @param labels in their order
/// @param healthcheck absent when none is set
/// @param stopSignal such as `SIGQUIT`; absent means `SIGTERM`
/// @param shell what the shell form is run with; absent means `["/bin/sh", "-c"]`
/// @param onBuild triggers for images built on this one
public record ImageConfig(
        List<String> env,
        Optional<List<String>> entrypoint,
        Optional<List<String>> cmd,
        String user,
        String workingDir,
        List<String> exposedPorts,
        List<String> volumes,
        SequencedMap<String, String> labels,
        Optional<Healthcheck> healthcheck,
        Optional<String> stopSignal,
        Optional<List<String>> shell,
        List<String> onBuild) {
    public static final ImageConfig EMPTY =
            new ImageConfig(
                    List.of(),
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

    public ImageConfig {
        env = List.copyOf(env);
        entrypoint = entrypoint.map(List::copyOf);
        cmd = cmd.map(List::copyOf);
        exposedPorts = List.copyOf(exposedPorts);
        volumes = List.copyOf(volumes);
        labels = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(labels));
        shell = shell.map(List::copyOf);
        onBuild = List.copyOf(onBuild);
    }

    /// The environment as a map, the last of equal names winning; entries without `=` have an empty
    /// value.
    public Map<String, String> environment() {
        Map<String, String> map = new LinkedHashMap<>();
        for (String entry : env) {
            int equals = entry.indexOf('=');
            map.put(
                    equals < 0 ? entry : entry.substring(0, equals),
                    equals < 0 ? "" : entry.substring(equals + 1));
        }
        return map;
    }
}
