package dev.stagecraft;

import dev.stagecraft.cli.Cli;
import dev.stagecraft.ui.shell.StagecraftApplication;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Opens the window, when there is somewhere to show it. Apart from [Main], so that a command loads
/// nothing of it.
final class Window {
    private Window() {}

    /// Opens the window and waits until it is closed.
    ///
    /// @param arguments what is to be opened in it
    /// @return the exit status
    static int open(String... arguments) {
        boolean headless = System.getProperties().containsKey("glass.platform");
        if (!headless && !hasDisplay(System.getProperty("os.name", ""), System.getenv())) {
            return Cli.noDisplay();
        }
        StagecraftApplication.open(joined(arguments));
        return Cli.DONE;
    }

    /// `--engine NAME` as the one word `--engine=NAME` that JavaFX knows.
    static String[] joined(String... arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        int at = words.indexOf("--engine");
        if (at >= 0 && at + 1 < words.size()) {
            words.set(at, "--engine=" + words.remove(at + 1));
        }
        return words.toArray(String[]::new);
    }

    /// Only on Linux does a program often run where there is no display.
    static boolean hasDisplay(String system, Map<String, String> environment) {
        return !system.toLowerCase(Locale.ROOT).contains("linux")
                || !environment.getOrDefault("DISPLAY", "").isEmpty()
                || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
    }
}
