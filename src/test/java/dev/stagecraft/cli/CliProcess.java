package dev.stagecraft.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs the program as a process of its own, as a person does, with its own cache and temporary
/// folder.
final class CliProcess {
    private final Path home;
    private final String locale;

    /// @param home where its cache, its log and its temporary files lie
    CliProcess(Path home) {
        this(home, "C.UTF-8");
    }

    /// @param locale the language and the letters of the system, as in `LC_ALL`
    CliProcess(Path home, String locale) {
        this.home = home;
        this.locale = locale;
    }

    /// How it ended.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Ended(int status, byte[] out, String err) {
        String text() {
            return new String(out, StandardCharsets.UTF_8);
        }
    }

    /// Where the program may put what it needs for a moment.
    Path temporary() throws IOException {
        return Files.createDirectories(home.resolve("tmp"));
    }

    /// Starts a command.
    Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-Dstagecraft.data=" + home.resolve("data"));
        command.add("-Djava.io.tmpdir=" + temporary());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add("dev.stagecraft.Main");
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .put("XDG_CACHE_HOME", home.resolve("cache").toAbsolutePath().toString());
        builder.environment().put("LC_ALL", locale);
        builder.redirectError(home.resolve("err").toFile());
        return builder.start();
    }

    /// Runs a command to its end.
    Ended run(String... arguments) {
        try {
            Process process = start(arguments);
            process.getOutputStream().close();
            byte[] out = process.getInputStream().readAllBytes();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("does not end: " + List.of(arguments));
            }
            return new Ended(process.exitValue(), out, Files.readString(home.resolve("err")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
