package dev.stagecraft;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;

/// Sends the log to a file in the user's data folder, and nothing to the console. In code rather
/// than XML, which would cost every command a tenth of a second.
///
/// The system property `stagecraft.data` names another data folder.
public final class LogFile extends ContextAwareBase implements Configurator {
    private static final String NAME = "stagecraft.log";
    private static final long MAX_LENGTH = 2_000_000;

    /// For the service loader.
    public LogFile() {}

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        context.getLogger("dev.stagecraft").setLevel(Level.INFO);
        try {
            Path folder = folder(System.getProperties().getProperty("stagecraft.data", ""));
            Files.createDirectories(folder);
            Path file = folder.resolve(NAME);
            keepShort(file);
            context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)
                    .addAppender(appender(context, file));
        } catch (IOException | SecurityException e) {
            // A program without a log works; a program that fails for want of one does not.
            addWarn("no log file", e);
        }
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static FileAppender<ILoggingEvent> appender(LoggerContext context, Path file) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger - %msg%n");
        encoder.start();
        FileAppender<ILoggingEvent> appender = new FileAppender<>();
        appender.setContext(context);
        appender.setName("file");
        appender.setFile(file.toString());
        appender.setAppend(true);
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }

    /// The last two megabytes, and the two before them.
    private static void keepShort(Path file) throws IOException {
        if (Files.exists(file) && Files.size(file) > MAX_LENGTH) {
            Files.move(file, file.resolveSibling(NAME + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Path folder(String chosen) {
        return chosen.isEmpty()
                ? folder(
                        System.getProperty("os.name", ""),
                        Path.of(System.getProperty("user.home", ".")),
                        System.getenv())
                : Path.of(chosen);
    }

    /// The user's data folder: `$XDG_DATA_HOME/stagecraft` or `~/.local/share/stagecraft` on Linux,
    /// `~/Library/Application Support/Stagecraft` on macOS, `%LOCALAPPDATA%\Stagecraft` on Windows.
    static Path folder(String system, Path home, Map<String, String> environment) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.contains("mac")) {
            return home.resolve("Library/Application Support/Stagecraft");
        }
        if (name.contains("windows")) {
            String local = environment.getOrDefault("LOCALAPPDATA", "");
            return (local.isEmpty() ? home.resolve("AppData/Local") : Path.of(local))
                    .resolve("Stagecraft");
        }
        String data = environment.getOrDefault("XDG_DATA_HOME", "");
        return (data.startsWith("/") ? Path.of(data) : home.resolve(".local/share"))
                .resolve("stagecraft");
    }
}
