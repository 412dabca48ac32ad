package dev.stagecraft.archive;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Where this system keeps what a program can make anew.
public final class CacheFolder {
    private CacheFolder() {}

    /// The folder of the person who runs the program; it need not exist. The system property
    /// `stagecraft.data`, which names another data folder, holds it too.
    public static Path ofUser() {
        String data = System.getProperty("stagecraft.data", "");
        if (!data.isEmpty()) {
            return Path.of(data, "cache");
        }
        return of(
                System.getProperty("os.name", ""),
                Path.of(System.getProperty("user.home", ".")),
                System::getenv);
    }

    /// `$XDG_CACHE_HOME/stagecraft` or `~/.cache/stagecraft` on Linux,
    /// `~/Library/Caches/Stagecraft` on macOS, `%LOCALAPPDATA%\Stagecraft\Cache` on Windows.
    ///
    /// @param system the value of `os.name`
    /// @param home the user's home folder
    /// @param environment looks a variable up; null when it is not set
    public static Path of(String system, Path home, UnaryOperator<@Nullable String> environment) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.contains("mac")) {
            return home.resolve("Library/Caches/Stagecraft");
        }
        if (name.contains("windows")) {
            String local = environment.apply("LOCALAPPDATA");
            return (local == null ? home.resolve("AppData/Local") : Path.of(local))
                    .resolve("Stagecraft/Cache");
        }
        String configured = environment.apply("XDG_CACHE_HOME");
        // The XDG base directory specification: a relative path is to be ignored.
        return (configured == null || !configured.startsWith("/")
                        ? home.resolve(".cache")
                        : Path.of(configured))
                .resolve("stagecraft");
    }
}
