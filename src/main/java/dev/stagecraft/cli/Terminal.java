package dev.stagecraft.cli;

import java.io.BufferedWriter;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where a command writes, and what can be shown there.
///
/// @param out for results
/// @param err for the one line that says why a command failed
/// @param colour whether escape sequences for colour are understood and wanted
/// @param unicode whether more than ASCII can be written
/// @param width how many columns there are
/// @param bytes the same place as `out`, for what is no text; one of the two is used
/// @param outIsTerminal whether results go to a terminal, where bytes could do harm
/// @param errIsTerminal whether somebody watches, so that progress is worth showing
record Terminal(
        PrintWriter out,
        PrintWriter err,
        boolean colour,
        boolean unicode,
        int width,
        OutputStream bytes,
        boolean outIsTerminal,
        boolean errIsTerminal) {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final int DEFAULT_WIDTH = 110;
    private static final int MIN_WIDTH = 60;
    private static final int MAX_WIDTH = 200;

    /// One that takes text only, as a file would.
    Terminal(PrintWriter out, PrintWriter err, boolean colour, boolean unicode, int width) {
        this(out, err, colour, unicode, width, OutputStream.nullOutputStream(), false, false);
    }

    /// The standard streams of this process.
    static Terminal ofThisProcess() {
        Map<String, String> environment = System.getenv();
        boolean terminal =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        boolean wanted =
                environment.getOrDefault("NO_COLOR", "").isEmpty()
                        && !environment.getOrDefault("TERM", "").equals("dumb");
        return new Terminal(
                new PrintWriter(writer(System.out)),
                new PrintWriter(writer(System.err), true),
                terminal && wanted,
                System.out.charset().newEncoder().canEncode('▇'),
                width(environment.getOrDefault("COLUMNS", "")),
                new FileOutputStream(FileDescriptor.out),
                terminal || isTerminal(1),
                isTerminal(2) || (terminal && !Files.exists(DESCRIPTORS)));
    }

    private static Writer writer(PrintStream to) {
        Writer writer = new BufferedWriter(new OutputStreamWriter(to, to.charset()));
        return EscapingWriter.of(writer, to.charset());
    }

    /// Java tells only of input and output together; Linux tells of each.
    private static boolean isTerminal(int descriptor) {
        try {
            String to =
                    Files.readSymbolicLink(DESCRIPTORS.resolve(Integer.toString(descriptor)))
                            .toString();
            return to.startsWith("/dev/pts/")
                    || to.startsWith("/dev/tty")
                    || to.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
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
        return colour && !text.isEmpty() && style != Style.PLAIN
                ? "\u001b[" + style.code + "m" + text + "\u001b[0m"
                : text;
    }

    /// How a text looks.
    enum Style {
        PLAIN(""),
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
