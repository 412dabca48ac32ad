package dev.stagecraft.cli;

import dev.stagecraft.archive.Extraction;
import dev.stagecraft.archive.ReadCancelledException;
import dev.stagecraft.cli.json.ExtractedDocument;
import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.LayerView;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `extract`: a file or a folder of an image, saved to disk.
@Command(name = "extract")
final class ExtractCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec @Nullable CommandSpec spec;
    @Mixin JsonOption common = new JsonOption();
    @Mixin EngineOption engine = new EngineOption();
    @Mixin ChoiceOption choice = new ChoiceOption();
    @Mixin ScopeOption scope = new ScopeOption();

    @Parameters(index = "0", paramLabel = "SOURCE", descriptionKey = "source")
    String source = "";

    @Parameters(index = "1", paramLabel = "PATH", descriptionKey = "extract.path")
    String path = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            required = true,
            descriptionKey = "extract.output")
    Path output = Path.of("");

    @Option(names = "--overwrite", descriptionKey = "extract.overwrite")
    boolean overwrite;

    ExtractCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, CliException {
        if (scope.given() > 1) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), Texts.text("scope.oneOnly"));
        }
        if (Files.exists(output) && !Files.isDirectory(output)) {
            throw new CliException(Texts.text("source.isFile", output));
        }
        try (ProgressLine progress = new ProgressLine(terminal);
                OpenImage image =
                        new Opening(engine, choice, progress)
                                .open(Source.parse(source), Opening.Depth.HEADERS)) {
            image.problems().forEach(terminal.err()::println);
            FileTree tree = image.tree();
            LayerView view = LayerView.of(tree, scope.of(image.image(), tree));
            int node = ImagePath.find(view, path, true);
            boolean made = !Files.exists(output);
            Files.createDirectories(output);
            Path own = output.resolve(Extraction.diskName(tree, node));
            boolean there = Files.exists(own, LinkOption.NOFOLLOW_LINKS);
            Extraction.Saved saved;
            try {
                saved = Extraction.save(image.files(), view, node, output, overwrite, progress);
            } catch (IOException e) {
                if (progress.isCancelled()) {
                    progress.clearing();
                    undo(own, there, made);
                    throw new ReadCancelledException();
                }
                throw e;
            }
            progress.done();
            report(saved, tree);
            return saved.left().stream().anyMatch(l -> isFailure(l.reason()))
                    ? Cli.FAILED
                    : Cli.DONE;
        }
    }

    private void report(Extraction.Saved saved, FileTree tree) throws IOException {
        if (common.json) {
            ExtractedDocument.write(saved, tree, terminal.out());
            return;
        }
        for (Extraction.Left left : saved.left()) {
            terminal.err()
                    .println(
                            Texts.of(
                                    "extract.left",
                                    left.reason(),
                                    "/" + DisplayText.escape(tree.path(left.node()), 300)));
        }
        saved.renamed()
                .forEach((node, file) ->
                        terminal.err()
                                .println(
                                        Texts.text(
                                                "extract.renamed",
                                                "/" + DisplayText.escape(tree.path(node), 300),
                                                DisplayText.escape(
                                                        String.valueOf(file.getFileName()), 200))));
        terminal.out()
                .println(
                        Texts.text(
                                "extract.done",
                                saved.target(),
                                saved.files(),
                                ByteSize.format(saved.bytes())));
    }

    /// A device that cannot be saved is as it should be; a file that was not is not.
    private static boolean isFailure(Extraction.Reason reason) {
        return switch (reason) {
            case EXISTS, NO_CONTENT, REFUSED -> true;
            case NO_FILE, LINK_LEADS_OUT -> false;
        };
    }

    /// Takes away what a cancelled run made, and nothing that was there before.
    private void undo(Path own, boolean there, boolean made) throws IOException {
        if (made) {
            remove(output);
        } else if (!there && Files.exists(own, LinkOption.NOFOLLOW_LINKS)) {
            remove(own);
        }
    }

    private static void remove(Path top) throws IOException {
        if (!Files.isDirectory(top, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(top);
            return;
        }
        Files.walkFileTree(
                top,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path folder, @Nullable IOException failure) throws IOException {
                        Files.delete(folder);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
