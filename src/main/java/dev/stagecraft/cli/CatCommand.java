package dev.stagecraft.cli;

import dev.stagecraft.archive.ImageFiles;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.FileKind;
import dev.stagecraft.image.FileState;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.LayerView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `cat`: the bytes of a file of an image on standard output. A terminal gets text only, with what
/// would steer it escaped.
@Command(name = "cat")
final class CatCommand implements Callable<Integer> {
    /// How much of a text is shown on a terminal.
    private static final int TERMINAL_LIMIT = 8 << 20;

    private final Terminal terminal;

    @Spec @Nullable CommandSpec spec;
    @Mixin HelpOption help = new HelpOption();
    @Mixin EngineOption engine = new EngineOption();
    @Mixin ChoiceOption choice = new ChoiceOption();
    @Mixin ScopeOption scope = new ScopeOption();

    @Parameters(index = "0", paramLabel = "SOURCE", descriptionKey = "source")
    String source = "";

    @Parameters(index = "1", paramLabel = "PATH", descriptionKey = "cat.path")
    String path = "";

    CatCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, CliException {
        if (scope.given() > 1) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), Texts.text("scope.oneOnly"));
        }
        try (ProgressLine progress = new ProgressLine(terminal);
                OpenImage image =
                        new Opening(engine, choice, progress)
                                .open(Source.parse(source), Opening.Depth.HEADERS)) {
            image.problems().forEach(terminal.err()::println);
            FileTree tree = image.tree();
            LayerView view = LayerView.of(tree, scope.of(image.image(), tree));
            int node = ImagePath.find(view, path, true);
            int row = view.row(node);
            boolean removed = view.state(node) == FileState.REMOVED;
            if (row == FileTree.NONE || removed || tree.kind(row) != FileKind.FILE) {
                throw new CliException(
                        Texts.text(
                                removed ? "cat.removed" : "cat.noFile",
                                DisplayText.escape(path, 400)));
            }
            write(image.files(), tree, row, progress);
            return Cli.DONE;
        }
    }

    private void write(ImageFiles files, FileTree tree, int row, ProgressLine progress)
            throws IOException, CliException {
        if (!terminal.outIsTerminal()) {
            // Not closed: it is the process's own.
            OutputStream out = terminal.bytes();
            files.copy(tree, row, out, progress);
            out.flush();
            return;
        }
        if (tree.fileSize(row) > TERMINAL_LIMIT) {
            throw new CliException(Texts.text("cat.large", DisplayText.escape(path, 400)));
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        files.copy(tree, row, content, progress);
        String text;
        try {
            text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(content.toByteArray()))
                            .toString();
        } catch (CharacterCodingException e) {
            throw new CliException(Texts.text("cat.binary", DisplayText.escape(path, 400)), e);
        }
        if (text.indexOf('\0') >= 0) {
            throw new CliException(Texts.text("cat.binary", DisplayText.escape(path, 400)));
        }
        progress.done();
        terminal.out().print(DisplayText.escapeLines(text.replace("\r\n", "\n")));
        terminal.out().flush();
    }
}
