package dev.stagecraft.engine.build;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A Docker command line that can build with BuildKit.
///
/// @param file the program
/// @param kind whether it is `docker buildx build` or an older `docker build`
/// @param rawProgress whether it can write its progress as JSON
public record DockerProgram(Path file, BuilderKind kind, boolean rawProgress) {
    private static final Logger LOG = LoggerFactory.getLogger(DockerProgram.class);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int LONGEST_HELP = 1 << 20;

    /// The first command line on the path that can build with BuildKit, one with buildx before one
    /// without; absent where there is none. Starts the programs to ask them.
    public static Optional<DockerProgram> find() {
        return find(System.getenv("PATH") == null ? "" : System.getenv("PATH"));
    }

    static Optional<DockerProgram> find(String path) {
        List<Path> programs = programs(path);
        for (Path program : programs) {
            if (answers(program, Map.of(), "buildx", "version").isPresent()) {
                Optional<String> help = answers(program, Map.of(), "buildx", "build", "--help");
                if (help.isPresent()) {
                    return Optional.of(
                            new DockerProgram(
                                    program, BuilderKind.BUILDX, help.get().contains("rawjson")));
                }
            }
        }
        for (Path program : programs) {
            // Newer command lines without buildx refuse this; older ones list --progress only so.
            Optional<String> help =
                    answers(program, Map.of("DOCKER_BUILDKIT", "1"), "build", "--help");
            if (help.isPresent()
                    && help.get().contains("--progress")
                    && !help.get().contains("legacy builder")) {
                return Optional.of(new DockerProgram(program, BuilderKind.BUILDKIT, false));
            }
        }
        return Optional.empty();
    }

    private static List<Path> programs(String path) {
        boolean windows =
                System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        Map<Path, Path> found = new LinkedHashMap<>();
        for (String folder : path.split(File.pathSeparator)) {
            try {
                if (!folder.isEmpty()) {
                    Path program = Path.of(folder).resolve(windows ? "docker.exe" : "docker");
                    if (Files.isExecutable(program)) {
                        found.putIfAbsent(program.toRealPath(), program);
                    }
                }
            } catch (IOException | InvalidPathException e) {
                LOG.debug("a folder of the path: {}", folder, e);
            }
        }
        return new ArrayList<>(found.values());
    }

    /// What the program prints; absent when it fails or takes too long.
    private static Optional<String> answers(
            Path program, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            Thread watchdog =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                                        process.destroyForcibly();
                                    }
                                } catch (InterruptedException e) {
                                    process.destroyForcibly();
                                }
                            });
            try {
                String output =
                        new String(
                                process.getInputStream().readNBytes(LONGEST_HELP),
                                StandardCharsets.UTF_8);
                return process.waitFor() == 0 ? Optional.of(output) : Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                watchdog.interrupt();
                return Optional.empty();
            }
        } catch (IOException e) {
            LOG.debug("asking {}", command, e);
            return Optional.empty();
        }
    }
}
