package dev.stagecraft.cli;

import dev.stagecraft.cli.json.CompareDocument;
import dev.stagecraft.compare.Comparison;
import dev.stagecraft.compare.FileContents;
import dev.stagecraft.compare.Side;
import dev.stagecraft.compare.SizeChange;
import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.recording.Recording;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `compare`: what became of one image in another.
@Command(name = "compare")
final class CompareCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin JsonOption common = new JsonOption();
    @Mixin EngineOption engine = new EngineOption();
    @Mixin ChoiceOption choice = new ChoiceOption();

    @Parameters(index = "0", paramLabel = "BEFORE", descriptionKey = "compare.before")
    String before = "";

    @Parameters(index = "1", paramLabel = "AFTER", descriptionKey = "compare.after")
    String after = "";

    @Option(names = "--fail-if-larger", descriptionKey = "compare.failIfLarger")
    boolean failIfLarger;

    CompareCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, CliException {
        Comparison comparison = Comparison.of(side(before), side(after));
        if (common.json) {
            CompareDocument.write(comparison, terminal.out());
        } else {
            new CompareText(terminal).print(comparison);
        }
        Optional<SizeChange> larger =
                comparison.size().filter(s -> s.direction() == SizeChange.Direction.LARGER);
        if (failIfLarger && comparison.size().isEmpty()) {
            throw new CliException(Texts.text("compare.unknown"));
        }
        if (failIfLarger && larger.isPresent()) {
            throw new CliException(
                    Texts.text(
                            "compare.failed",
                            DisplayText.escape(comparison.after().name()),
                            DisplayText.escape(comparison.before().name()),
                            ByteSize.format(larger.get().difference())));
        }
        return Cli.DONE;
    }

    private Side side(String text) throws IOException, CliException {
        Recording analysis;
        try (ProgressLine progress = new ProgressLine(terminal)) {
            analysis =
                    new Analysis(engine, choice, progress).of(Source.parse(text), Optional.empty());
        }
        return new Side(text, analysis.tree().image(), Optional.empty(), FileContents.NONE);
    }
}
