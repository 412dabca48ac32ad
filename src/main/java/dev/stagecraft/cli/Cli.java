package dev.stagecraft.cli;

import dev.stagecraft.archive.ArchiveException;
import dev.stagecraft.archive.LimitExceededException;
import dev.stagecraft.archive.NotAnImageException;
import dev.stagecraft.archive.ReadCancelledException;
import dev.stagecraft.archive.TruncatedArchiveException;
import dev.stagecraft.engine.EngineCancelledException;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.image.DisplayText;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// The command line: finds the command, runs it, and turns every failure into one line on standard
/// error.
public final class Cli {
    /// Exit status of a command that did what was asked.
    public static final int DONE = 0;

    /// Exit status of a command that failed.
    public static final int FAILED = 1;

    /// Exit status of a command that was called wrongly.
    public static final int USAGE = 2;

    /// Exit status of a command that found that what was asked cannot be done well.
    public static final int REFUSED = 3;

    private static final Set<String> COMMANDS =
            Set.of(
                    "engines", "images", "tree", "files", "waste", "cat", "extract", "compare",
                    "rewrite", "record", "prove", "help");

    /// The limits that grow with the heap.
    private static final Set<String> HEAP_LIMITS = Set.of("entries", "textBytes");

    private Cli() {}

    /// Whether this first argument asks for the command line rather than for the window. Loads
    /// nothing, so that the window need not wait.
    public static boolean isCommand(String argument) {
        return COMMANDS.contains(argument)
                || (argument.startsWith("-") && !argument.startsWith("--engine"));
    }

    /// Runs a command on the standard streams.
    ///
    /// @return the exit status: [#DONE], [#FAILED], [#USAGE] or [#REFUSED]
    public static int run(String... arguments) {
        return run(Terminal.ofThisProcess(), arguments);
    }

    /// Says that there is no display for the window, and how to do without one.
    ///
    /// @return the exit status
    public static int noDisplay() {
        Terminal terminal = Terminal.ofThisProcess();
        terminal.err().println(Texts.text("failed.noDisplay"));
        return FAILED;
    }

    static int run(Terminal terminal, String... arguments) {
        CommandLine line = commandLine(terminal);
        int status;
        try {
            status = line.execute(arguments);
        } catch (OutOfMemoryError | StackOverflowError e) {
            // What was asked is too much for this process, which has let go of it by now.
            LoggerFactory.getLogger(Cli.class).error("command failed", e);
            status = failed(Texts.text("failed.memory"), terminal);
        }
        terminal.out().flush();
        terminal.err().flush();
        return status;
    }

    /// The whole grammar of the command line.
    static CommandLine commandLine(Terminal terminal) {
        CommandLine line = new CommandLine(new StagecraftCommand());
        line.addSubcommand(new EnginesCommand(terminal));
        line.addSubcommand(new ImagesCommand(terminal));
        line.addSubcommand(new TreeCommand(terminal));
        line.addSubcommand(new FilesCommand(terminal));
        line.addSubcommand(new WasteCommand(terminal));
        line.addSubcommand(new CatCommand(terminal));
        line.addSubcommand(new ExtractCommand(terminal));
        line.addSubcommand(new CompareCommand(terminal));
        line.addSubcommand(new RewriteCommand(terminal));
        line.addSubcommand(new RecordCommand(terminal));
        line.addSubcommand(new ProveCommand(terminal));
        line.addSubcommand(new CommandLine.HelpCommand());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setResourceBundle(Texts.BUNDLE);
        line.getSubcommands().values().forEach(sub -> sub.setResourceBundle(Texts.BUNDLE));
        line.setOut(terminal.out());
        line.setErr(terminal.err());
        line.setColorScheme(
                CommandLine.Help.defaultColorScheme(
                        terminal.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        line.setUsageHelpWidth(Math.min(terminal.width(), 110));
        line.setUsageHelpAutoWidth(false);
        line.setParameterExceptionHandler((e, args) -> usage(e, terminal));
        line.setExecutionExceptionHandler((e, command, parsed) -> failure(e, terminal));
        return line;
    }

    private static int usage(ParameterException e, Terminal terminal) {
        CommandSpec spec = e.getCommandLine().getCommandSpec();
        terminal.err()
                .println(
                        Texts.text(
                                "usage.failed",
                                DisplayText.escape(String.valueOf(e.getMessage()), 400),
                                spec.qualifiedName()));
        return USAGE;
    }

    private static int failure(Exception e, Terminal terminal) {
        terminal.out().flush();
        Logger log = LoggerFactory.getLogger(Cli.class);
        if (isOfStream(e, "Broken pipe")) {
            // Whoever reads the output, such as head, has enough of it.
            log.debug("nobody reads on", e);
            return DONE;
        }
        if (e instanceof CliException) {
            log.info("command failed", e);
        } else {
            log.error("command failed", e);
        }
        return failed(line(e), terminal);
    }

    /// Whether a stream of a file failed with this word of the system's. What an engine's
    /// connection fails with has types of its own.
    private static boolean isOfStream(Exception e, String word) {
        return e.getClass() == IOException.class && word.equals(e.getMessage());
    }

    private static int failed(String line, Terminal terminal) {
        terminal.err().println(Texts.text("failed", DisplayText.escape(line, 1200)));
        return FAILED;
    }

    /// What went wrong and what to do, in one line.
    private static String line(Exception e) {
        return switch (e) {
            case CliException known -> String.valueOf(known.getMessage());
            case EngineCancelledException cancelled -> Texts.text("failed.cancelled");
            case ReadCancelledException cancelled -> Texts.text("failed.cancelled");
            case CancellationException cancelled -> Texts.text("failed.cancelled");
            case NotAnImageException other ->
                    Texts.text(
                            "failed.noImage",
                            sentence(String.valueOf(other.getMessage())),
                            Texts.of("failed.found", other.found()));
            case LimitExceededException limit ->
                    Texts.text(
                            HEAP_LIMITS.contains(limit.limit()) ? "failed.limit" : "failed.beyond",
                            sentence(String.valueOf(limit.getMessage())));
            case TruncatedArchiveException cut ->
                    Texts.text("failed.truncated", sentence(String.valueOf(cut.getMessage())));
            case ArchiveException archive ->
                    Texts.text("failed.corrupt", sentence(String.valueOf(archive.getMessage())));
            case EngineException engine ->
                    sentence(String.valueOf(engine.getMessage())) + " " + engine.advice();
            case NoSuchFileException file -> Texts.text("failed.noFile", file.getFile());
            case AccessDeniedException file -> Texts.text("failed.denied", file.getFile());
            case FileAlreadyExistsException file -> Texts.text("failed.exists", file.getFile());
            case FileSystemException file ->
                    Texts.text("failed.file", String.valueOf(file.getMessage()));
            case IOException io when isOfStream(io, "No space left on device") ->
                    Texts.text("failed.full");
            case IOException io -> sentence(String.valueOf(io.getMessage()));
            default -> Texts.text("failed.unexpected", String.valueOf(e));
        };
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }
}
