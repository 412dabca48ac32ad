package dev.stagecraft.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The engine of this machine for integration tests, and the Docker command line to compare with.
public final class RealEngine {
    /// Each try starts a program, which takes about a tenth of a second.
    private static final int MOST_TRIES = 300;

    private RealEngine() {}

    /// The engine that the command line would use; the test is skipped, with the reason, where
    /// there is none.
    public static DockerEngine connect() {
        try {
            return (DockerEngine) EngineLocator.ofThisProcess().open(Optional.empty());
        } catch (EngineException e) {
            assumeTrue(false, "no engine: " + e.getMessage());
            throw new AssertionError(e);
        }
    }

    /// Skips the test where the engine lacks an image.
    public static void needs(Engine engine, String image) {
        try {
            engine.inspect(image);
        } catch (EngineException e) {
            assumeTrue(false, "no image " + image + ": " + e.getMessage());
        }
    }

    /// What `docker` with the given arguments prints.
    public static String docker(String... arguments) {
        return run(Map.of(), concat("docker", arguments));
    }

    /// What `docker system df -v` prints in a format. An engine answers one such question at a time
    /// and refuses others, such as that of a window that is open, so it is asked again.
    public static String diskUsage(String format) {
        AssertionError refused = new AssertionError("not asked");
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            try {
                return docker("system", "df", "-v", "--format", format);
            } catch (AssertionError e) {
                if (!String.valueOf(e.getMessage()).contains("already running")) {
                    throw e;
                }
                refused = e;
            }
        }
        throw refused;
    }

    /// The lines of what `docker` prints.
    public static List<String> dockerLines(String... arguments) {
        return docker(arguments).lines().toList();
    }

    /// Builds with the classic builder, or with BuildKit, and returns the image's id.
    public static String build(boolean buildkit, Path folder, String tag, String... more) {
        String program =
                Files.isExecutable(Path.of("/usr/bin/docker")) ? "/usr/bin/docker" : "docker";
        String[] arguments = {"build", "-q", "-t", tag};
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length + 1);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        all[all.length - 1] = folder.toString();
        run(Map.of("DOCKER_BUILDKIT", buildkit ? "1" : "0"), concat(program, all));
        return docker("image", "inspect", "--format", "{{.Id}}", tag).strip();
    }

    private static List<String> concat(String program, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = program;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return List.of(all);
    }

    public static String run(Map<String, String> environment, List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new AssertionError(command + " failed: " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
