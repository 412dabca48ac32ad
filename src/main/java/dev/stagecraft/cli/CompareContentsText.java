package dev.stagecraft.cli;

import dev.stagecraft.cli.Terminal.Style;
import dev.stagecraft.compare.Change;
import dev.stagecraft.compare.Comparison;
import dev.stagecraft.compare.FileComparison;
import dev.stagecraft.compare.PackageComparison;
import dev.stagecraft.compare.Tool;
import dev.stagecraft.compare.UserComparison;
import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.DisplayText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// What the files of two images tell, for a terminal: counts first, then the most of each kind.
final class CompareContentsText {
    private static final int MOST = 12;

    private final Terminal terminal;

    CompareContentsText(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(Comparison comparison, Comparison.Contents contents) {
        head("compare.contents");
        for (Tool.Kind kind : Tool.Kind.values()) {
            List<String> before = contents.tools().names(kind, false);
            List<String> after = contents.tools().names(kind, true);
            if (!before.isEmpty() || !after.isEmpty()) {
                line(Texts.of("compare.tools", kind), names(before), names(after));
            }
        }
        PackageComparison packages = contents.packages();
        line(
                Texts.text("compare.packages"),
                String.valueOf(packages.entries().stream().filter(e -> e.inBefore()).count()),
                String.valueOf(packages.entries().stream().filter(e -> e.inAfter()).count()));
        line(
                Texts.text("compare.programs"),
                String.valueOf(contents.executables().before()),
                String.valueOf(contents.executables().after()));
        FileComparison files = contents.files();
        int both = files.files(Change.SAME) + files.files(Change.CHANGED);
        line(
                Texts.text("compare.fileCount"),
                String.valueOf(both + files.files(Change.REMOVED)),
                String.valueOf(both + files.files(Change.ADDED)));
        accounts(comparison.users());
        packages(packages);
        files(files);
    }

    private void accounts(UserComparison users) {
        if (users.before().accounts().isPresent() && users.after().accounts().isPresent()) {
            line(
                    Texts.text("compare.accounts"),
                    names(users.before().accounts().get().stream().map(a -> a.name()).toList()),
                    names(users.after().accounts().get().stream().map(a -> a.name()).toList()));
        }
    }

    private void packages(PackageComparison packages) {
        List<PackageComparison.Entry> changed =
                packages.entries().stream().filter(e -> e.change() != Change.SAME).toList();
        if (changed.isEmpty()) {
            return;
        }
        head(
                "compare.packageChanges",
                packages.count(Change.REMOVED),
                packages.count(Change.ADDED),
                packages.count(Change.CHANGED));
        for (PackageComparison.Entry one : changed.subList(0, Math.min(MOST, changed.size()))) {
            String name = DisplayText.escape(one.name(), 100);
            switch (one.change()) {
                case REMOVED -> entry("-", name + "  " + versions(one.before()), Style.BAD);
                case ADDED -> entry("+", name + "  " + versions(one.after()), Style.GOOD);
                default ->
                        entry(
                                "~",
                                name
                                        + "  "
                                        + versions(one.before())
                                        + " -> "
                                        + versions(one.after()),
                                Style.WARNING);
            }
        }
        more(changed.size());
    }

    private void files(FileComparison files) {
        for (Change change : List.of(Change.REMOVED, Change.ADDED, Change.CHANGED)) {
            if (files.files(change) == 0) {
                continue;
            }
            terminal.out().println();
            terminal.out()
                    .println(
                            terminal.styled(
                                    Style.BOLD,
                                    Texts.of(
                                            "compare.filesOf",
                                            change,
                                            files.files(change),
                                            ByteSize.format(
                                                    change == Change.ADDED
                                                            ? files.bytesAfter(change)
                                                            : files.bytesBefore(change)))));
            largest(files, change).forEach(node -> file(files, change, node));
            more(files.files(change));
        }
        if (files.notRead() > 0) {
            terminal.out().println(Texts.text("compare.notRead", files.notRead()));
        }
    }

    private static List<Integer> largest(FileComparison files, Change change) {
        return IntStream.range(1, files.size())
                .filter(n -> files.change(n) == change && files.isFile(n))
                .boxed()
                .sorted(Comparator.comparingLong((Integer n) -> bytes(files, n)).reversed())
                .limit(MOST)
                .toList();
    }

    private static long bytes(FileComparison files, int node) {
        return Math.max(files.fileBytesBefore(node), files.fileBytesAfter(node));
    }

    private void file(FileComparison files, Change change, int node) {
        String size = ByteSize.format(bytes(files, node));
        String text =
                " ".repeat(Math.max(0, 9 - size.length()))
                        + size
                        + "  /"
                        + DisplayText.escape(files.path(node));
        switch (change) {
            case REMOVED -> entry("-", text, Style.BAD);
            case ADDED -> entry("+", text, Style.GOOD);
            default -> entry("~", text, Style.WARNING);
        }
    }

    private void more(int all) {
        if (all > MOST) {
            terminal.out().println(Texts.text("compare.more", all - MOST));
        }
    }

    private static String versions(Collection<String> versions) {
        return DisplayText.escape(String.join(", ", versions), 100);
    }

    private static String names(List<String> names) {
        if (names.isEmpty()) {
            return Texts.text("compare.none");
        }
        List<String> some = new ArrayList<>(names.subList(0, Math.min(6, names.size())));
        if (names.size() > some.size()) {
            some.add("+" + (names.size() - some.size()));
        }
        return DisplayText.escape(String.join(" ", some), 200);
    }

    private void head(String key, Object... arguments) {
        terminal.out().println();
        terminal.out().println(terminal.styled(Style.BOLD, Texts.text(key, arguments)));
    }

    private void line(String name, String before, String after) {
        String arrow = terminal.unicode() ? " → " : " -> ";
        print("  " + name + " ".repeat(Math.max(1, 18 - name.length())) + before + arrow + after);
    }

    private void entry(String sign, String text, Style style) {
        terminal.out()
                .println(
                        terminal.styled(
                                style,
                                Columns.cut(
                                        "  " + sign + " " + text,
                                        terminal.width(),
                                        terminal.unicode())));
    }

    private void print(String line) {
        terminal.out().println(Columns.cut(line, terminal.width(), terminal.unicode()));
    }
}
