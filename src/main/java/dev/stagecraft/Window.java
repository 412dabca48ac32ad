package dev.stagecraft;

import dev.stagecraft.cli.Cli;
import java.util.Locale;
import java.util.Map;

/// Opens the window, when there is somewhere to show it.
final class Window {
    private static final String APPLICATION = "dev.stagecraft.ui.shell.StagecraftApplication";

    private Window() {}

    /// Opens the window and waits until it is closed.
    ///
    /// @return the exit status
    static int open(String... args) {
        if (!hasDisplay(System.getProperty("os.name", ""), System.getenv())
                && System.getProperty("glass.platform") == null) {
            return Cli.noDisplay();
        }
        try {
            Class<? extends javafx.application.Application> application =
                    Class.forName(APPLICATION).asSubclass(javafx.application.Application.class);
            javafx.application.Application.launch(application, args);
            return Cli.DONE;
        } catch (ClassNotFoundException e) {
            return Cli.run("--help");
        }
    }

    /// Only Linux runs without a display by design.
    static boolean hasDisplay(String system, Map<String, String> environment) {
        return !system.toLowerCase(Locale.ROOT).contains("linux")
                || !environment.getOrDefault("DISPLAY", "").isEmpty()
                || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
    }
}
