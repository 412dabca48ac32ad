package dev.stagecraft.ui.support;

import dev.stagecraft.archive.CacheFolder;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Where this system keeps a program's settings.
final class Folders {
    private Folders() {}

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

    /// The folder for what can be made anew. The parameters are those of [#settings].
    static Path cache(String system, Path home, UnaryOperator<@Nullable String> environment) {
        return CacheFolder.of(system, home, environment);
    }
}
