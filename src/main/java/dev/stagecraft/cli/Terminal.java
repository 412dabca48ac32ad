package dev.stagecraft.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;

/// Where a command writes, and what can be shown there.
///
/// @param out for results
/// @param err for the one line that says why a command failed
/// @param colour whether escape sequences for colour are understood and wanted
/// @param unicode whether more than ASCII can be written
/// @param width how many columns there are
record Terminal(PrintWriter out, PrintWriter err, boolean colour, boolean unicode, int width) {
    private static final int DEFAULT_WIDTH = 110;
    private static final int MIN_WIDTH = 60;
    private static final int MAX_WIDTH = 200;

    /// The standard streams of this process.
    static Terminal ofThisProcess() {
        Map<String, String> environment = System.getenv();
        boolean terminal =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        boolean wanted =
                environment.getOrDefault("NO_COLOR", "").isEmpty()
                        && !environment.getOrDefault("TERM", "").equals("dumb");
        return new Terminal(
                new PrintWriter(System.out, false, System.out.charset()),
                new PrintWriter(System.err, true, System.err.charset()),
                terminal && wanted,
                System.out.charset().newEncoder().canEncode('▇'),
                width(environment.getOrDefault("COLUMNS", "")));
    }

    private static int width(String columns) {
        try {
            int width = Integer.parseInt(columns);
            return Math.clamp(width, MIN_WIDTH, MAX_WIDTH);
        } catch (NumberFormatException e) {
            return DEFAULT_WIDTH;
        }
    }

    /// The text in a style, where styles can be shown.
    String styled(Style style, String text) {
        return colour && !text.isEmpty() ? "\u001b[" + style.code + "m" + text + "\u001b[0m" : text;
    }

    /// How a text looks.
    enum Style {
        BOLD("1"),
        DIM("2"),
        SHIPPED("36"),
        LEFT_BEHIND("33"),
        WARNING("33"),
        BAD("31"),
        GOOD("32");

        private final String code;

        Style(String code) {
            this.code = code;
        }
    }
}
