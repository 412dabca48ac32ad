package dev.stagecraft.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program says nothing on the console when it runs as it is delivered: as a module, with every
/// view shown once. A word there is a warning of a library, of JavaFX or of the module system.
class ConsoleTest {
    private static final List<String> TEST_LIBRARIES =
            List.of(
                    "junit",
                    "testfx",
                    "assertj",
                    "archunit",
                    "jqwik",
                    "jazzer",
                    "jmh",
                    "jopt",
                    "hamcrest",
                    "opentest4j",
                    "apiguardian",
                    "byte-buddy",
                    "commons-math",
                    "console",
                    "surefire",
                    "rewrite",
                    "org.osgi",
                    "instancio",
                    "mockito",
                    "commons-math3");

    @TempDir Path folder;

    @Test
    void theWindowSaysNothingOnTheConsole() throws IOException, InterruptedException {
        Path classes = Path.of("target/classes").toAbsolutePath();
        assumeTrue(
                Files.exists(classes.resolve("module-info.class")),
                "the program was not compiled to target/classes");
        Process process = start(classes);
        boolean ended = process.waitFor(90, TimeUnit.SECONDS);
        process.destroyForcibly();
        String said = Files.readString(folder.resolve("console.txt"));
        assertThat(said).isEmpty();
        assertThat(ended).as("the window closed by itself").isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private Process start(Path classes) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dglass.platform=Headless");
        command.add("-Dprism.order=sw");
        command.add("-Dstagecraft.data=" + folder.resolve("data"));
        command.addAll(options());
        command.add("-p");
        command.add(classes + File.pathSeparator + libraries());
        // The tour is a test class, and a resident of the module while it runs here.
        command.add("--patch-module");
        command.add("dev.stagecraft=" + Path.of("target/test-classes").toAbsolutePath());
        command.add("-m");
        command.add("dev.stagecraft/" + Tour.class.getName());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        builder.environment().put("XDG_DATA_HOME", folder.resolve("data").toString());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("console.txt").toFile())
                .start();
    }

    /// The options that the project's build gives the program.
    private static List<String> options() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        String options = pom.split("<jvm.run>", 2)[1].split("</jvm.run>", 2)[0];
        return List.of(options.strip().split("\\s+"));
    }

    /// What the program is delivered with: the class path of this test without what tests need.
    private static String libraries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> path.endsWith(".jar"))
                .filter(path ->
                        TEST_LIBRARIES.stream()
                                .noneMatch(name ->
                                        Path.of(path).getFileName().toString().startsWith(name)))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
