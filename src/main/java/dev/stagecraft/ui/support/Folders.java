package dev.stagecraft.ui.support;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Where this system keeps a program's settings.
final class Folders {
    private Folders() {}

    /// The folder of the person who runs the program; it need not exist. The system property
    /// `stagecraft.data`, which names another data folder, holds it too.
    static Path settings() {
        String data = System.getProperty("stagecraft.data", "");
        return data.isEmpty()
                ? settings(
                        System.getProperty("os.name", ""),
                        Path.of(System.getProperty("user.home", ".")),
                        System::getenv)
                : Path.of(data);
    }

    /// The folder for settings: `$XDG_CONFIG_HOME/stagecraft` or `~/.config/stagecraft` on Linux,
    /// `~/Library/Application Support/Stagecraft` on macOS, `%APPDATA%\Stagecraft` on Windows.
    ///
    /// @param system the value of `os.name`
    /// @param home the user's home folder
    /// @param environment looks a variable up; null when it is not set
    static Path settings(String system, Path home, UnaryOperator<@Nullable String> environment) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.contains("mac")) {
            return home.resolve("Library/Application Support/Stagecraft");
        }
        if (name.contains("windows")) {
            String roaming = environment.apply("APPDATA");
            return (roaming == null ? home.resolve("AppData/Roaming") : Path.of(roaming))
                    .resolve("Stagecraft");
        }
        String configured = environment.apply("XDG_CONFIG_HOME");
        // The XDG base directory specification: a relative path is to be ignored.
        return (configured == null || !configured.startsWith("/")
                        ? home.resolve(".config")
                        : Path.of(configured))
                .resolve("stagecraft");
    }
}
