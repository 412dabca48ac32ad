package dev.stagecraft.engine;

import dev.stagecraft.engine.EngineCandidate.Origin;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Where engines usually listen, by operating system.
final class WellKnownSockets {
    private static final String DEFAULT_SOCKET = "/var/run/docker.sock";
    private static final String DEFAULT_PIPE = "//./pipe/docker_engine";

    private final Map<String, String> environment;
    private final Path home;
    private final String system;
    private final Path root;

    /// @param environment the environment's variables
    /// @param home the user's folder
    /// @param system Java's `os.name`
    /// @param root where absolute paths start: `/`, or a test's folder
    WellKnownSockets(Map<String, String> environment, Path home, String system, Path root) {
        this.environment = environment;
        this.home = home;
        this.system = system.toLowerCase(Locale.ROOT);
        this.root = root;
    }

    private boolean windows() {
        return system.contains("win") && !mac();
    }

    private boolean mac() {
        return system.contains("mac") || system.contains("darwin");
    }

    /// The address of the default context: Docker's own default.
    EngineAddress defaultAddress() {
        return windows()
                ? new EngineAddress("npipe", "", -1, "", DEFAULT_PIPE, Optional.empty())
                : EngineAddress.unix(absolute(DEFAULT_SOCKET));
    }

    /// The sockets and pipes that exist, besides the default one.
    List<EngineCandidate> existing() {
        List<EngineCandidate> found = new ArrayList<>();
        if (windows()) {
            for (String pipe : List.of("dockerDesktopLinuxEngine", "podman-machine-default")) {
                found.add(
                        EngineCandidate.untried(
                                pipe.startsWith("podman") ? "podman" : "docker-desktop",
                                Origin.SOCKET,
                                "",
                                new EngineAddress(
                                        "npipe",
                                        "",
                                        -1,
                                        "",
                                        "//./pipe/" + pipe,
                                        Optional.empty())));
            }
            return found;
        }
        if (mac()) {
            add(found, "docker-desktop", home.resolve(".docker/run/docker.sock"));
            add(found, "orbstack", home.resolve(".orbstack/run/docker.sock"));
            add(found, "rancher-desktop", home.resolve(".rd/docker.sock"));
            addEach(found, "colima", home.resolve(".colima"), "docker.sock");
            addEach(found, "lima", home.resolve(".lima"), "sock/docker.sock");
            addPodmanMachines(found);
            return found;
        }
        runtimeFolder()
                .ifPresent(run -> {
                    add(found, "rootless", run.resolve("docker.sock"));
                    add(found, "podman", run.resolve("podman/podman.sock"));
                });
        add(found, "docker-desktop", home.resolve(".docker/desktop/docker.sock"));
        add(found, "podman-root", absolute("/run/podman/podman.sock"));
        add(found, "rancher-desktop", home.resolve(".rd/docker.sock"));
        addEach(found, "colima", home.resolve(".colima"), "docker.sock");
        addEach(found, "lima", home.resolve(".lima"), "sock/docker.sock");
        return found;
    }

    private void addPodmanMachines(List<EngineCandidate> found) {
        String temporary = environment.getOrDefault("TMPDIR", "");
        if (!temporary.isEmpty()) {
            path(temporary)
                    .ifPresent(folder ->
                            add(
                                    found,
                                    "podman",
                                    folder.resolve("podman/podman-machine-default-api.sock")));
        }
        Path machines = home.resolve(".local/share/containers/podman/machine");
        add(found, "podman", machines.resolve("podman.sock"));
        addEach(found, "podman", machines, "podman.sock");
    }

    private Optional<Path> runtimeFolder() {
        String folder = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        return folder.isEmpty() ? Optional.empty() : path(folder);
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private Path absolute(String path) {
        return root.resolve(path.substring(1));
    }

    private static void add(List<EngineCandidate> found, String name, Path socket) {
        if (Files.exists(socket)) {
            found.add(EngineCandidate.untried(name, Origin.SOCKET, "", EngineAddress.unix(socket)));
        }
    }

    private static void addEach(
            List<EngineCandidate> found, String name, Path folder, String socket) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> instances = Files.newDirectoryStream(folder)) {
            for (Path instance : instances) {
                String instanceName = instance.getFileName().toString();
                add(
                        found,
                        instanceName.equals("default") ? name : name + "-" + instanceName,
                        instance.resolve(socket));
            }
        } catch (IOException e) {
            // A folder that cannot be listed has no engine for this user.
            return;
        }
    }
}
