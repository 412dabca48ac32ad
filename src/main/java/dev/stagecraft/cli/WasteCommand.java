package dev.stagecraft.cli;

import dev.stagecraft.cli.json.WasteDocument;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `waste`: what an image carries in vain, which instruction is to blame, and what would avoid it.
@Command(name = "waste")
final class WasteCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin JsonOption common = new JsonOption();
    @Mixin EngineOption engine = new EngineOption();
    @Mixin ChoiceOption choice = new ChoiceOption();

    @Parameters(paramLabel = "SOURCE", descriptionKey = "source")
    String source = "";

    @Option(names = "--limit", paramLabel = "N", descriptionKey = "waste.limit")
    int limit = 20;

    WasteCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, CliException {
        try (ProgressLine progress = new ProgressLine(terminal);
                OpenImage image =
                        new Opening(engine, choice, progress)
                                .open(Source.parse(source), Opening.Depth.CONTENTS)) {
            progress.done();
            if (common.json) {
                WasteDocument.write(
                        image.image(),
                        image.tree(),
                        image.instructions(),
                        image.problems(),
                        terminal.out());
            } else {
                new WasteText(terminal, Math.max(0, limit)).print(image);
                image.problems().forEach(terminal.err()::println);
            }
            return Cli.DONE;
        }
    }
}
