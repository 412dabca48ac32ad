package dev.stagecraft.ui.compare;

import dev.stagecraft.compare.Change;
import dev.stagecraft.compare.Comparison;
import dev.stagecraft.compare.LayerComparison;
import dev.stagecraft.compare.PackageComparison;
import dev.stagecraft.compare.ToolComparison;
import dev.stagecraft.compare.UserComparison;
import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.Layer;
import dev.stagecraft.ui.support.Texts;
import dev.stagecraft.ui.support.Theme;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Makes the tabs that are tables: layers, packages, programs and users.
final class Panes {
    private final Texts texts = Texts.of(Panes.class);
    private final Theme theme;

    Panes(Theme theme) {
        this.theme = theme;
    }

    Node layers(LayerComparison layers) {
        long scale = layers.rows().stream().mapToLong(LayerComparison.Row::size).max().orElse(1);
        DiffTable<LayerComparison.Row> table =
                new DiffTable<LayerComparison.Row>("layers", texts, theme)
                        .text("layer.before", 5, "size", r -> number(r.before()))
                        .text("layer.after", 5, "size", r -> number(r.after()))
                        .text("layer.where", 8.5, "plain", this::where)
                        .text("size", 6, "size", Panes::size)
                        .bar("bar", 9, scale, LayerComparison.Row::size)
                        .text("layer.id", 24, "mono", r -> any(r).diffId().toString())
                        .rows(layers.rows());
        Label sums =
                new Label(
                        texts.text(
                                "layers.sums",
                                layers.shared().layers(),
                                ByteSize.format(layers.shared().bytes()),
                                layers.onlyBefore().layers(),
                                ByteSize.format(layers.onlyBefore().bytes()),
                                layers.onlyAfter().layers(),
                                ByteSize.format(layers.onlyAfter().bytes())));
        sums.setWrapText(true);
        sums.setMinHeight(Region.USE_PREF_SIZE);
        return body(sums, table);
    }

    private static String number(Optional<Layer> layer) {
        return layer.map(l -> String.valueOf(l.index() + 1)).orElse("");
    }

    private String where(LayerComparison.Row row) {
        return texts.text(
                row.isShared()
                        ? "layer.shared"
                        : row.before().isPresent() ? "layer.onlybefore" : "layer.onlyafter");
    }

    private static Layer any(LayerComparison.Row row) {
        return row.before().or(row::after).orElseThrow();
    }

    private static String size(LayerComparison.Row row) {
        return any(row).size().isPresent() ? ByteSize.format(row.size()) : "";
    }

    Node packages(PackageComparison packages) {
        DiffTable<PackageComparison.Entry> table =
                new DiffTable<PackageComparison.Entry>("packages", texts, theme)
                        .change(PackageComparison.Entry::change)
                        .text("package", 16, "name", e -> DisplayText.escape(e.name(), 200))
                        .text("ecosystem", 7, "plain", e -> word("ecosystem.", e.ecosystem()))
                        .text("before", 13, "mono", e -> versions(e.inBefore(), e.before()))
                        .text("after", 13, "mono", e -> versions(e.inAfter(), e.after()));
        CheckBox same = new CheckBox(texts.text("packages.same"));
        same.setId("packages-same");
        Runnable fill =
                () ->
                        table.rows(
                                packages.entries().stream()
                                        .filter(e -> same.isSelected() || e.change() != Change.SAME)
                                        .toList());
        same.selectedProperty().addListener(o -> fill.run());
        fill.run();
        VBox body = body(same, table);
        if (!packages.unread().isEmpty()) {
            Label unread =
                    new Label(
                            texts.text(
                                    "packages.unread",
                                    String.join(
                                            ", ",
                                            packages.unread().stream()
                                                    .sorted()
                                                    .map(e -> word("ecosystem.", e))
                                                    .toList())));
            unread.setWrapText(true);
            unread.getStyleClass().add("layer-problems");
            body.getChildren().add(1, unread);
        }
        return body;
    }

    private String versions(boolean there, Collection<String> versions) {
        return !there
                ? ""
                : versions.isEmpty()
                        ? texts.text("package.there")
                        : DisplayText.escape(String.join(", ", versions), 200);
    }

    Node tools(Comparison.Contents contents) {
        DiffTable<ToolComparison.Entry> tools =
                new DiffTable<ToolComparison.Entry>("tools", texts, theme)
                        .change(ToolComparison.Entry::change)
                        .text("tool", 8, "name", e -> e.tool().name())
                        .text("toolkind", 9, "plain", e -> word("toolkind.", e.tool().kind()))
                        .text("before", 14, "mono", e -> paths(e.before()))
                        .text("after", 14, "mono", e -> paths(e.after()))
                        .rows(contents.tools().entries());
        List<Program> programs =
                Stream.concat(
                                contents.executables().gone().stream()
                                        .map(p -> new Program(Change.REMOVED, p)),
                                contents.executables().added().stream()
                                        .map(p -> new Program(Change.ADDED, p)))
                        .toList();
        DiffTable<Program> executables =
                new DiffTable<Program>("executables", texts, theme)
                        .change(Program::change)
                        .text("path", 40, "mono", p -> DisplayText.escape("/" + p.path()))
                        .rows(programs);
        Label title =
                new Label(
                        texts.text(
                                "executables.title",
                                contents.executables().before(),
                                contents.executables().after()));
        title.getStyleClass().add("section-title");
        VBox body = body(title("tools.title"), tools);
        VBox.setVgrow(executables, Priority.ALWAYS);
        body.getChildren().addAll(title, executables);
        return body;
    }

    private record Program(Change change, String path) {}

    private static String paths(List<String> paths) {
        return DisplayText.escape(String.join(", ", paths.stream().map(p -> "/" + p).toList()));
    }

    Node users(UserComparison users) {
        TreeMap<String, Account> all = new TreeMap<>();
        users.before()
                .accounts()
                .ifPresent(list ->
                        list.forEach(a ->
                                all.put(
                                        a.name(),
                                        new Account(a.name(), Optional.of(a), Optional.empty()))));
        users.after()
                .accounts()
                .ifPresent(list ->
                        list.forEach(a ->
                                all.merge(
                                        a.name(),
                                        new Account(a.name(), Optional.empty(), Optional.of(a)),
                                        (x, y) -> new Account(x.name(), x.before(), y.after()))));
        DiffTable<Account> table =
                new DiffTable<Account>("users", texts, theme)
                        .change(Account::change)
                        .text("user", 12, "name", a -> DisplayText.escape(a.name(), 100))
                        .text("before", 18, "mono", a -> account(a.before()))
                        .text("after", 18, "mono", a -> account(a.after()))
                        .rows(List.copyOf(all.values()));
        Label runs =
                new Label(
                        texts.text(
                                "users.runs",
                                DisplayText.escape(users.before().runsAs(), 100),
                                DisplayText.escape(users.after().runsAs(), 100)));
        runs.setWrapText(true);
        runs.getStyleClass().add("strong");
        VBox body = body(runs, table);
        boolean known =
                users.before().accounts().isPresent() || users.after().accounts().isPresent();
        table.setPlaceholder(new Label(texts.text(known ? "users.empty" : "users.unknown")));
        return body;
    }

    private record Account(
            String name,
            Optional<UserComparison.Account> before,
            Optional<UserComparison.Account> after) {
        Change change() {
            return before.isEmpty()
                    ? Change.ADDED
                    : after.isEmpty()
                            ? Change.REMOVED
                            : before.equals(after) ? Change.SAME : Change.CHANGED;
        }
    }

    private static String account(Optional<UserComparison.Account> account) {
        return account.map(a -> a.uid() + ":" + a.gid() + "  " + DisplayText.escape(a.shell(), 80))
                .orElse("");
    }

    private Label title(String key) {
        Label title = new Label(texts.text(key));
        title.getStyleClass().add("section-title");
        return title;
    }

    private static VBox body(Node head, Node table) {
        VBox body = new VBox(head, table);
        body.getStyleClass().add("compare-body");
        VBox.setVgrow(table, Priority.ALWAYS);
        return body;
    }

    private String word(String beginning, Enum<?> constant) {
        return texts.text(beginning + constant.name().toLowerCase(Locale.ROOT));
    }
}
