package dev.stagecraft.ui.files;

import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.Waste;
import dev.stagecraft.ui.files.FittingColumns.Fit;
import dev.stagecraft.ui.support.Texts;
import dev.stagecraft.ui.support.Workbench;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;

/// Content that the final image holds more than once.
final class DuplicateTable extends TableView<Waste.Duplicate> {
    private static final int MOST_PATHS = 6;

    private final WasteViewModel model;
    private final BiConsumer<OptionalInt, String> jump;
    private final Texts texts = Texts.of(DuplicateTable.class);

    /// @param jump shows a path in the final image
    DuplicateTable(
            WasteViewModel model, Workbench workbench, BiConsumer<OptionalInt, String> jump) {
        this.model = model;
        this.jump = jump;
        setId("duplicates");
        getStyleClass().add("file-table");
        setAccessibleText(texts.text("waste.twice"));
        setPlaceholder(new Label(texts.text("waste.no-duplicates")));
        FittingColumns.of(
                this,
                workbench,
                List.of(
                        new Fit<>(
                                WasteColumns.size(
                                        texts.text("column.wasted"), Waste.Duplicate::wasted),
                                6.5,
                                0,
                                0),
                        new Fit<>(
                                WasteColumns.bar(
                                        texts.text("column.bar"),
                                        Waste.Duplicate::wasted,
                                        this::scale),
                                7.5,
                                0,
                                2),
                        new Fit<>(
                                WasteColumns.text(
                                        texts.text("column.copies"),
                                        "number",
                                        d -> texts.text("count", d.nodes().size())),
                                5.5,
                                0,
                                1),
                        new Fit<>(
                                WasteColumns.size(
                                        texts.text("column.each"), Waste.Duplicate::bytes),
                                6.5,
                                0,
                                3),
                        new Fit<>(
                                WasteColumns.text(texts.text("column.paths"), "path", this::paths),
                                14,
                                1,
                                0)));
        setRowFactory(table -> {
            TableRow<Waste.Duplicate> row = new TableRow<>();
            row.setOnMouseClicked(e -> {
                if (e.getClickCount() == 2 && row.getItem() != null) {
                    open(row.getItem());
                }
            });
            return row;
        });
        setOnKeyPressed(e -> {
            Waste.Duplicate chosen = getSelectionModel().getSelectedItem();
            if (e.getCode() == KeyCode.ENTER && chosen != null) {
                open(chosen);
                e.consume();
            }
        });
        model.foundProperty()
                .addListener((p, old, now) ->
                        getItems()
                                .setAll(
                                        now.map(WasteViewModel.Found::duplicates)
                                                .orElse(List.of())));
        model.foundProperty().get().ifPresent(f -> getItems().setAll(f.duplicates()));
    }

    private void open(Waste.Duplicate duplicate) {
        model.foundProperty()
                .get()
                .ifPresent(f -> show(f.tree().path(duplicate.nodes().getFirst())));
    }

    private void show(String path) {
        jump.accept(OptionalInt.empty(), path);
    }

    /// The table with the way to each copy of the selected content below it.
    Node withHint() {
        return new TableWithHint<>(
                this,
                duplicate ->
                        model.foundProperty()
                                .get()
                                .map(found -> hint(found.tree(), duplicate))
                                .orElse(List.of()));
    }

    private List<Node> hint(FileTree tree, Waste.Duplicate duplicate) {
        List<Node> ways = new ArrayList<>();
        for (int node : duplicate.nodes().stream().limit(MOST_PATHS).toList()) {
            String path = tree.path(node);
            Hyperlink way = new Hyperlink("/" + DisplayText.escape(path, 200));
            way.setWrapText(true);
            way.setOnAction(e -> show(path));
            ways.add(way);
        }
        int more = duplicate.nodes().size() - MOST_PATHS;
        if (more > 0) {
            ways.add(new Label(texts.text("waste.more", more)));
        }
        return List.of(
                TableWithHint.why(
                        texts.text(
                                "waste.copies",
                                duplicate.nodes().size(),
                                ByteSize.format(duplicate.bytes()))),
                TableWithHint.how("duplicate-hint", texts.text("hint.copies")),
                TableWithHint.ways(ways));
    }

    private long scale() {
        return getItems().isEmpty() ? 1 : getItems().getFirst().wasted();
    }

    private String paths(Waste.Duplicate duplicate) {
        FileTree tree = model.foundProperty().get().map(WasteViewModel.Found::tree).orElse(null);
        if (tree == null) {
            return "";
        }
        String first =
                duplicate.nodes().stream()
                        .limit(MOST_PATHS)
                        .map(n -> "/" + DisplayText.escape(tree.path(n), 200))
                        .collect(Collectors.joining("   "));
        int more = duplicate.nodes().size() - MOST_PATHS;
        return more > 0 ? first + "   " + texts.text("waste.more", more) : first;
    }
}
