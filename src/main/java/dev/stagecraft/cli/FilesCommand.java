package dev.stagecraft.cli;

import dev.stagecraft.cli.json.FilesDocument;
import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.FileFilter;
import dev.stagecraft.image.FileNote;
import dev.stagecraft.image.FileState;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.FileVersion;
import dev.stagecraft.image.LayerView;
import dev.stagecraft.image.ViewScope;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `files`: what is in an image, or in one of its layers.
@Command(name = "files")
final class FilesCommand implements Callable<Integer> {
    /// In which order files are listed.
    enum Order {
        /// As a tree: a folder before what lies in it.
        PATH,
        /// The largest first.
        SIZE,
        /// The latest first.
        TIME
    }

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    /// Of a folder that no layer has an entry of: each engine makes it at its own time.
    private static final String NO_TIME = "-               ";

    private static final long MIN_TIME = -62_135_596_800L;
    private static final long MAX_TIME = 253_402_300_799L;

    private final Terminal terminal;

    @Spec @Nullable CommandSpec spec;
    @Mixin JsonOption common = new JsonOption();
    @Mixin EngineOption engine = new EngineOption();
    @Mixin ChoiceOption choice = new ChoiceOption();
    @Mixin ScopeOption scope = new ScopeOption();
    @Mixin FilterOption filter = new FilterOption();

    @Parameters(paramLabel = "SOURCE", descriptionKey = "source")
    String source = "";

    @Option(names = "--dead", descriptionKey = "files.dead")
    boolean dead;

    @Option(names = "--sort", paramLabel = "path|size|time", descriptionKey = "files.sort")
    Order sort = Order.PATH;

    FilesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, CliException {
        if (scope.given() + (dead ? 1 : 0) > 1) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), Texts.text("scope.oneOnly"));
        }
        FileFilter wanted = filter.filter();
        try (ProgressLine progress = new ProgressLine(terminal);
                OpenImage image =
                        new Opening(engine, choice, progress)
                                .open(Source.parse(source), Opening.Depth.HEADERS)) {
            progress.done();
            FileTree tree = image.tree();
            ViewScope of = dead ? ViewScope.DEAD : scope.of(image.image(), tree);
            LayerView whole = LayerView.of(tree, of);
            LayerView view = whole.filter(wanted, () -> false).orElse(whole);
            int[] nodes = nodes(view);
            if (common.json) {
                FilesDocument.write(image.image(), image.problems(), view, nodes, terminal.out());
            } else {
                print(view, nodes);
                image.problems().forEach(terminal.err()::println);
            }
            return Cli.DONE;
        }
    }

    private int[] nodes(LayerView view) {
        FileTree tree = view.tree();
        IntStream shown =
                IntStream.range(FileTree.ROOT + 1, tree.size())
                        .filter(n -> view.matches(n) && view.row(n) != FileTree.NONE);
        if (sort == Order.PATH) {
            return shown.toArray();
        }
        Comparator<Integer> order =
                sort == Order.SIZE
                        ? Comparator.comparingLong(view::size)
                        : Comparator.comparingLong(n -> tree.modified(view.row(n)));
        return shown.boxed().sorted(order.reversed()).mapToInt(Integer::intValue).toArray();
    }

    private void print(LayerView view, int[] nodes) {
        for (int node : nodes) {
            terminal.out().println(line(view, node));
        }
        terminal.out()
                .println(
                        Texts.text(
                                "files.total",
                                view.files(FileTree.ROOT),
                                ByteSize.format(view.size(FileTree.ROOT))));
    }

    private static String time(FileTree tree, int row) {
        if (FileNote.IMPLIED.in(tree.notes(row))) {
            return NO_TIME;
        }
        long seconds = Math.clamp(tree.modified(row), MIN_TIME, MAX_TIME);
        return TIME.format(Instant.ofEpochSecond(seconds));
    }

    /// State, mode, owner, size, time and path, the size of a folder being that of the files listed
    /// in it.
    private String line(LayerView view, int node) {
        FileTree tree = view.tree();
        int row = view.row(node);
        FileState state = view.state(node);
        StringBuilder line = new StringBuilder(120);
        line.append(letter(state))
                .append(' ')
                .append(FileVersion.permissions(tree.kind(row), tree.mode(row)));
        String owner = tree.owner(row).numbers();
        line.append(' ').append(owner).append(" ".repeat(Math.max(0, 12 - owner.length())));
        String size = ByteSize.format(view.size(node));
        line.append(" ".repeat(Math.max(0, 9 - size.length()))).append(size).append("  ");
        line.append(time(tree, row));
        line.append("  /").append(DisplayText.escape(tree.path(node)));
        if (view.isDirectory(node)) {
            line.append('/');
        }
        boolean hardLink = tree.inode(row) != row;
        view.linkTarget(node)
                .ifPresent(to ->
                        line.append(hardLink ? " = /" : " -> ").append(DisplayText.escape(to)));
        return terminal.styled(style(state), line.toString());
    }

    private static char letter(FileState state) {
        return switch (state) {
            case ADDED -> '+';
            case CHANGED -> '~';
            case REMOVED -> '-';
            case DEAD -> 'x';
            case UNCHANGED, ABSENT -> ' ';
        };
    }

    private static Terminal.Style style(FileState state) {
        return switch (state) {
            case ADDED -> Terminal.Style.GOOD;
            case CHANGED -> Terminal.Style.WARNING;
            case REMOVED, DEAD -> Terminal.Style.BAD;
            case UNCHANGED, ABSENT -> Terminal.Style.PLAIN;
        };
    }
}
