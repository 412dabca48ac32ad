package dev.stagecraft.cli;

import dev.stagecraft.cli.json.CompareDocument;
import dev.stagecraft.compare.Comparison;
import dev.stagecraft.compare.HtmlReport;
import dev.stagecraft.compare.MarkdownReport;
import dev.stagecraft.compare.SizeChange;
import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.DisplayText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

    @Option(names = "--files", descriptionKey = "compare.files")
    boolean files;

    @Option(names = "--markdown", paramLabel = "FILE", descriptionKey = "compare.markdown")
    @Nullable Path markdown;

    @Option(names = "--html", paramLabel = "FILE", descriptionKey = "compare.html")
    @Nullable Path html;

    CompareCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, CliException {
        refuseExisting();
        Comparison comparison = read();
        save(comparison);
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

    private Comparison read() throws IOException, CliException {
        try (ProgressLine progress = new ProgressLine(terminal)) {
            Sides sides = new Sides(engine, choice, progress, files);
            return Comparison.of(sides.read(before), sides.read(after));
        }
    }

    private void save(Comparison comparison) throws IOException {
        if (markdown != null) {
            NewFile.write(markdown, MarkdownReport.of(comparison));
        }
        if (html != null) {
            NewFile.write(html, HtmlReport.of(comparison));
        }
    }

    /// Both images may take long to read, so what cannot be written is said before.
    private void refuseExisting() throws CliException {
        for (Path file : Stream.of(markdown, html).flatMap(Stream::ofNullable).toList()) {
            if (Files.exists(file)) {
                throw new CliException(Texts.text("compare.exists", file));
            }
        }
    }
}
