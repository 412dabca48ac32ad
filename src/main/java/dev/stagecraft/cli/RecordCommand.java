package dev.stagecraft.cli;

import dev.stagecraft.cli.json.RecordedDocument;
import dev.stagecraft.image.ByteSize;
import dev.stagecraft.recording.Recording;
import dev.stagecraft.recording.RecordingFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `record`: an image's analysis as one small file.
@Command(name = "record")
final class RecordCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin JsonOption common = new JsonOption();
    @Mixin EngineOption engine = new EngineOption();
    @Mixin ChoiceOption choice = new ChoiceOption();

    @Parameters(paramLabel = "SOURCE", descriptionKey = "source")
    String source = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            descriptionKey = "record.output")
    Path output = Path.of("");

    @Option(
            names = {"-f", "--dockerfile"},
            paramLabel = "FILE",
            descriptionKey = "dockerfile")
    @Nullable Path dockerfile;

    @Option(names = "--title", paramLabel = "TEXT", descriptionKey = "record.title")
    @Nullable String title;

    @Option(names = "--measured-on", paramLabel = "TEXT", descriptionKey = "record.measuredOn")
    @Nullable String measuredOn;

    @Option(names = "--without-files", descriptionKey = "record.withoutFiles")
    boolean withoutFiles;

    @Option(names = "--force", descriptionKey = "record.force")
    boolean force;

    RecordCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, CliException {
        if (!force && Files.exists(output)) {
            throw new CliException(Texts.text("record.exists", output));
        }
        Recording analysis;
        List<String> problems;
        try (ProgressLine progress = new ProgressLine(terminal)) {
            Source from = Source.parse(source);
            Analysis made = new Analysis(engine, choice, progress);
            analysis = made.of(from, Optional.ofNullable(dockerfile));
            problems = made.problems();
            if (!withoutFiles
                    && !(from instanceof Source.RecordingAt
                            || from instanceof Source.SampleNamed)) {
                try (OpenImage image =
                        new Opening(engine, choice, progress).open(from, Opening.Depth.CONTENTS)) {
                    analysis = analysis.withFiles(image.tree());
                }
            }
        }
        Recording recording =
                new Recording(
                        title == null ? analysis.title() : title,
                        analysis.recorded(),
                        measuredOn == null
                                ? analysis.measuredOn()
                                : measuredOn + "; " + analysis.measuredOn(),
                        analysis.dockerfile(),
                        analysis.tree(),
                        withoutFiles ? Optional.empty() : analysis.files());
        RecordingFile.write(recording, output);
        problems.forEach(terminal.err()::println);
        if (common.json) {
            RecordedDocument.write(recording, output, Files.size(output), terminal.out());
        } else {
            terminal.out()
                    .println(
                            Texts.text("record.done", output, ByteSize.format(Files.size(output))));
        }
        return Cli.DONE;
    }
}
