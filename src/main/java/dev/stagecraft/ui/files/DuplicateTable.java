package dev.stagecraft.ui.files;

import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.Waste;
import dev.stagecraft.ui.support.Texts;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;

/// Content that the final image holds more than once.
final class DuplicateTable extends TableView<Waste.Duplicate> {
    private static final int MOST_PATHS = 6;

    private final WasteViewModel model;
    private final Texts texts = Texts.of(DuplicateTable.class);

    /// @param jump shows a path in the final image
    DuplicateTable(WasteViewModel model, BiConsumer<OptionalInt, String> jump) {
        this.model = model;
        setId("duplicates");
        getStyleClass().add("file-table");
        setAccessibleText(texts.text("waste.twice"));
        setPlaceholder(new Label(texts.text("waste.no-duplicates")));
        getColumns()
                .setAll(
                        List.of(
                                WasteColumns.size(
                                        texts.text("column.wasted"), 90, Waste.Duplicate::wasted),
                                WasteColumns.bar(
                                        texts.text("column.bar"),
                                        100,
                                        Waste.Duplicate::wasted,
                                        this::scale),
                                WasteColumns.text(
                                        texts.text("column.copies"),
                                        70,
                                        "number",
                                        d -> texts.text("count", d.nodes().size())),
                                WasteColumns.size(
                                        texts.text("column.each"), 90, Waste.Duplicate::bytes),
                                WasteColumns.text(
                                        texts.text("column.paths"), 640, "path", this::paths)));
        setRowFactory(table -> {
            TableRow<Waste.Duplicate> row = new TableRow<>();
            row.setOnMouseClicked(e -> {
                if (e.getClickCount() == 2 && row.getItem() != null) {
                    open(row.getItem(), jump);
                }
            });
            return row;
        });
        setOnKeyPressed(e -> {
            Waste.Duplicate chosen = getSelectionModel().getSelectedItem();
            if (e.getCode() == KeyCode.ENTER && chosen != null) {
                open(chosen, jump);
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

    private void open(Waste.Duplicate duplicate, BiConsumer<OptionalInt, String> jump) {
        model.foundProperty()
                .get()
                .ifPresent(f ->
                        jump.accept(
                                OptionalInt.empty(), f.tree().path(duplicate.nodes().getFirst())));
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
