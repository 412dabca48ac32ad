package dev.stagecraft.cli;

import dev.stagecraft.cli.json.TreeDocument;
import dev.stagecraft.recording.Recording;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tree`: how an image was made, stage by stage and layer by layer.
@Command(name = "tree")
final class TreeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin JsonOption common = new JsonOption();
    @Mixin EngineOption engine = new EngineOption();
    @Mixin ChoiceOption choice = new ChoiceOption();

    @Parameters(paramLabel = "SOURCE", descriptionKey = "source")
    String source = "";

    @Option(
            names = {"-f", "--dockerfile"},
            paramLabel = "FILE",
            descriptionKey = "dockerfile")
    @Nullable Path dockerfile;

    @Option(
            names = {"-a", "--all"},
            descriptionKey = "tree.all")
    boolean all;

    TreeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, CliException {
        Recording recording;
        List<String> problems;
        try (ProgressLine progress = new ProgressLine(terminal)) {
            Analysis analysis = new Analysis(engine, choice, progress);
            recording = analysis.of(Source.parse(source), Optional.ofNullable(dockerfile));
            problems = analysis.problems();
        }
        if (common.json) {
            TreeDocument.write(recording, problems, terminal.out());
        } else {
            new TreeText(terminal, all).print(recording);
            problems.forEach(terminal.err()::println);
        }
        return Cli.DONE;
    }
}
