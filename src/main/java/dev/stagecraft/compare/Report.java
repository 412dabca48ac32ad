package dev.stagecraft.compare;

import dev.stagecraft.image.ByteSize;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A comparison as a document: sections of tables, in words, nothing escaped. [MarkdownReport] and
/// [HtmlReport] write it down.
///
/// @param title what is compared
/// @param headline the factor and the difference
/// @param bars both sides with their bytes
/// @param facts what people ask first: name, before, after
/// @param tables the rest
record Report(
        String title,
        String headline,
        List<Bar> bars,
        List<List<String>> facts,
        List<Table> tables) {
    /// The most rows of a table; what is left out is counted.
    private static final int MOST = 200;

    /// One side.
    ///
    /// @param share of the longer one, from 0 to 1
    record Bar(String word, String name, String size, double share) {}

    /// A table.
    ///
    /// @param columns their heads; the first column of the body is plain words, the others are code
    /// @param rows as many cells as there are heads
    /// @param more how many rows were left out
    record Table(String title, List<String> columns, List<Row> rows, int more) {}

    /// A row.
    record Row(Change change, List<String> cells) {}

    static Report of(Comparison comparison) {
        return new Maker(comparison).report();
    }

    /// The words of reports.
    static String word(String key, Object... arguments) {
        ResourceBundle words =
                ResourceBundle.getBundle(
                        "dev.stagecraft.compare.messages", Locale.ROOT, Report.class.getModule());
        return new MessageFormat(words.getString(key), Locale.ROOT).format(arguments);
    }

    private static final class Maker {
        private final Comparison comparison;
        private final List<List<String>> facts = new ArrayList<>();
        private final List<Table> tables = new ArrayList<>();

        Maker(Comparison comparison) {
            this.comparison = comparison;
        }

        Report report() {
            comparison.contents().ifPresent(this::contentFacts);
            facts.add(
                    List.of(
                            word("user"),
                            comparison.users().before().runsAs(),
                            comparison.users().after().runsAs()));
            layers(comparison.layers());
            settings(comparison.settings());
            comparison.contents().ifPresent(this::contentTables);
            return new Report(
                    word("title", comparison.before().name(), comparison.after().name()),
                    headline(),
                    bars(),
                    List.copyOf(facts),
                    List.copyOf(tables));
        }

        private String headline() {
            return comparison
                    .size()
                    .map(size ->
                            switch (size.direction()) {
                                case SMALLER ->
                                        word(
                                                "smaller",
                                                size.factorText(),
                                                ByteSize.format(size.difference()));
                                case LARGER ->
                                        word(
                                                "larger",
                                                size.factorText(),
                                                ByteSize.format(size.difference()));
                                case SAME -> word("same");
                            })
                    .orElseGet(() -> word("unknown"));
        }

        private List<Bar> bars() {
            double most =
                    Math.max(
                            1,
                            Math.max(
                                    comparison.before().size().orElse(0),
                                    comparison.after().size().orElse(0)));
            return List.of(
                    bar("before", comparison.before(), most),
                    bar("after", comparison.after(), most));
        }

        private static Bar bar(String key, Side side, double most) {
            return new Bar(
                    word(key),
                    side.name(),
                    side.size().isPresent() ? ByteSize.format(side.size().getAsLong()) : "?",
                    side.size().orElse(0) / most);
        }

        private void contentFacts(Comparison.Contents contents) {
            for (Tool.Kind kind : List.of(Tool.Kind.SHELL, Tool.Kind.PACKAGE_MANAGER)) {
                facts.add(
                        List.of(
                                word("tools." + lower(kind)),
                                names(contents.tools().names(kind, false)),
                                names(contents.tools().names(kind, true))));
            }
            PackageComparison packages = contents.packages();
            facts.add(
                    fact(
                            "packages",
                            packages.entries().stream().filter(e -> e.inBefore()).count(),
                            packages.entries().stream().filter(e -> e.inAfter()).count()));
            facts.add(
                    fact(
                            "programs",
                            contents.executables().before(),
                            contents.executables().after()));
            FileComparison files = contents.files();
            int both = files.files(Change.SAME) + files.files(Change.CHANGED);
            facts.add(
                    fact(
                            "files",
                            both + files.files(Change.REMOVED),
                            both + files.files(Change.ADDED)));
        }

        private static List<String> fact(String key, long before, long after) {
            return List.of(word(key), word("number", before), word("number", after));
        }

        private static String names(List<String> names) {
            return names.isEmpty() ? word("none") : String.join(", ", names);
        }

        private void layers(LayerComparison layers) {
            facts.add(
                    fact(
                            "layers",
                            layers.shared().layers() + layers.onlyBefore().layers(),
                            layers.shared().layers() + layers.onlyAfter().layers()));
            add(
                    word(
                            "layers.title",
                            layers.shared().layers(),
                            ByteSize.format(layers.shared().bytes())),
                    List.of(word("size"), word("layer")),
                    layers.rows().stream()
                            .map(r ->
                                    new Row(
                                            r.isShared()
                                                    ? Change.SAME
                                                    : r.before().isPresent()
                                                            ? Change.REMOVED
                                                            : Change.ADDED,
                                            List.of(
                                                    ByteSize.format(r.size()),
                                                    r.before()
                                                            .or(r::after)
                                                            .orElseThrow()
                                                            .diffId()
                                                            .toString())))
                            .toList());
        }

        private void settings(SettingsComparison settings) {
            List<ValueChange> common =
                    settings.settings().stream()
                            .map(e ->
                                    new ValueChange(
                                            word("setting." + lower(e.setting())),
                                            e.value().before(),
                                            e.value().after()))
                            .toList();
            values("settings", common);
            values("environment", settings.environment());
            values("labels", settings.labels());
        }

        private void values(String key, List<ValueChange> values) {
            add(
                    word(key),
                    List.of(word("name"), word("before"), word("after")),
                    values.stream()
                            .filter(v -> v.change() != Change.SAME)
                            .map(v ->
                                    new Row(
                                            v.change(),
                                            List.of(
                                                    v.name(),
                                                    v.before().orElse(""),
                                                    v.after().orElse(""))))
                            .toList());
        }

        private void contentTables(Comparison.Contents contents) {
            add(
                    word("packages"),
                    List.of(word("name"), word("before"), word("after")),
                    contents.packages().entries().stream()
                            .filter(e -> e.change() != Change.SAME)
                            .map(e ->
                                    new Row(
                                            e.change(),
                                            List.of(
                                                    e.name(),
                                                    versions(e.inBefore(), e.before()),
                                                    versions(e.inAfter(), e.after()))))
                            .toList());
            add(
                    word("tools"),
                    List.of(word("name"), word("before"), word("after")),
                    contents.tools().entries().stream()
                            .filter(e -> e.change() != Change.SAME)
                            .map(e ->
                                    new Row(
                                            e.change(),
                                            List.of(
                                                    e.tool().name(),
                                                    paths(e.before()),
                                                    paths(e.after()))))
                            .toList());
            files(contents.files());
        }

        private static String versions(boolean there, Collection<String> versions) {
            return !there ? "" : versions.isEmpty() ? word("there") : String.join(", ", versions);
        }

        private static String paths(List<String> paths) {
            return String.join(", ", paths.stream().map(p -> "/" + p).toList());
        }

        /// What moves the size most comes first; directories stand for nothing by themselves.
        private void files(FileComparison files) {
            for (Change change : List.of(Change.REMOVED, Change.ADDED, Change.CHANGED)) {
                Stream<Integer> nodes =
                        IntStream.range(1, files.size())
                                .filter(n -> files.change(n) == change && files.isFile(n))
                                .boxed()
                                .sorted(
                                        Comparator.comparingLong((Integer n) ->
                                                        Math.abs(
                                                                files.fileBytesAfter(n)
                                                                        - files.fileBytesBefore(n)))
                                                .reversed());
                List<Integer> some = nodes.limit(MOST).toList();
                if (some.isEmpty()) {
                    continue;
                }
                tables.add(
                        new Table(
                                word("files." + lower(change), files.files(change)),
                                List.of(word("before"), word("after"), word("path")),
                                some.stream()
                                        .map(n ->
                                                new Row(
                                                        change,
                                                        List.of(
                                                                size(
                                                                        files.before(n),
                                                                        files.isFileBefore(n),
                                                                        files.fileBytesBefore(n)),
                                                                size(
                                                                        files.after(n),
                                                                        files.isFileAfter(n),
                                                                        files.fileBytesAfter(n)),
                                                                "/" + files.path(n))))
                                        .toList(),
                                files.files(change) - some.size()));
            }
        }

        private static String size(int node, boolean file, long bytes) {
            return node < 0 ? "" : file ? ByteSize.format(bytes) : word("directory");
        }

        private void add(String title, List<String> columns, List<Row> rows) {
            if (!rows.isEmpty()) {
                int shown = Math.min(rows.size(), MOST);
                tables.add(new Table(title, columns, rows.subList(0, shown), rows.size() - shown));
            }
        }

        private static String lower(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }
    }

    static String sign(Change change) {
        return switch (change) {
            case SAME -> "=";
            case ADDED -> "+";
            case REMOVED -> "−";
            case CHANGED -> "~";
        };
    }

    static Optional<String> more(Table table) {
        return table.more() > 0 ? Optional.of(word("more", table.more())) : Optional.empty();
    }
}
