package dev.stagecraft.ui.files;

import dev.stagecraft.ui.support.Texts;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import javafx.scene.control.Label;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;

/// The instructions that made bytes dead, the worst first.
final class BlameTable extends TableView<WasteViewModel.Blame> {
    /// @param open what a double click or Enter on a layer does
    BlameTable(WasteViewModel model, IntConsumer open) {
        Texts texts = Texts.of(BlameTable.class);
        setId("blames");
        getStyleClass().add("file-table");
        setAccessibleText(texts.text("waste.by-instruction"));
        setPlaceholder(new Label(texts.text("waste.no-dead")));
        getColumns()
                .setAll(
                        List.of(
                                WasteColumns.layer(
                                        texts.text("column.instruction"),
                                        430,
                                        texts,
                                        WasteViewModel.Blame::layer,
                                        model::fact),
                                WasteColumns.size(
                                        texts.text("column.killed"),
                                        90,
                                        WasteViewModel.Blame::bytes),
                                WasteColumns.bar(
                                        texts.text("column.bar"),
                                        110,
                                        WasteViewModel.Blame::bytes,
                                        () ->
                                                model.foundProperty()
                                                        .get()
                                                        .map(f -> f.waste().bytes())
                                                        .orElse(1L)),
                                WasteColumns.text(
                                        texts.text("column.files"),
                                        70,
                                        "number",
                                        b -> texts.text("count", b.files())),
                                WasteColumns.text(
                                        texts.text("column.mostly"),
                                        170,
                                        "plain",
                                        b ->
                                                texts.text(
                                                        "cause."
                                                                + b.cause()
                                                                        .name()
                                                                        .toLowerCase(
                                                                                Locale.ROOT)))));
        setRowFactory(table -> {
            TableRow<WasteViewModel.Blame> row = new TableRow<>();
            row.setOnMouseClicked(e -> {
                if (e.getClickCount() == 2 && row.getItem() != null) {
                    open.accept(row.getItem().layer());
                }
            });
            return row;
        });
        setOnKeyPressed(e -> {
            WasteViewModel.Blame chosen = getSelectionModel().getSelectedItem();
            if (e.getCode() == KeyCode.ENTER && chosen != null) {
                open.accept(chosen.layer());
                e.consume();
            }
        });
        model.foundProperty()
                .addListener((p, old, now) ->
                        getItems()
                                .setAll(now.map(WasteViewModel.Found::byLayer).orElse(List.of())));
        model.foundProperty().get().ifPresent(f -> getItems().setAll(f.byLayer()));
    }
}
