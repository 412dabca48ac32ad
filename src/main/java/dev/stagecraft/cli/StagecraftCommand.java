package dev.stagecraft.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The program itself, as the command line knows it.
@Command(
        name = "stagecraft",
        versionProvider = StagecraftCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND")
final class StagecraftCommand implements Runnable {
    @Spec @Nullable CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            descriptionKey = "help")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            descriptionKey = "version")
    boolean version;

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(), Texts.text("usage.noCommand"));
    }

    /// The program's version.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() throws IOException {
            return new String[] {Texts.text("version.line", number())};
        }

        private static String number() throws IOException {
            try (InputStream in =
                    StagecraftCommand.class.getResourceAsStream("/dev/stagecraft/version")) {
                return in == null
                        ? Texts.text("version.unknown")
                        : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
            }
        }
    }
}
