package dev.stagecraft.ui.files;

import dev.stagecraft.ui.files.FittingColumns.Fit;
import dev.stagecraft.ui.support.Texts;
import dev.stagecraft.ui.support.Workbench;
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
    BlameTable(WasteViewModel model, Workbench workbench, IntConsumer open) {
        Texts texts = Texts.of(BlameTable.class);
        setId("blames");
        getStyleClass().add("file-table");
        setAccessibleText(texts.text("waste.by-instruction"));
        setPlaceholder(new Label(texts.text("waste.no-dead")));
        FittingColumns.of(
                this,
                workbench,
                List.of(
                        new Fit<>(
                                WasteColumns.layer(
                                        texts.text("column.instruction"),
                                        texts,
                                        WasteViewModel.Blame::layer,
                                        model::fact),
                                14,
                                1,
                                0),
                        new Fit<>(
                                WasteColumns.size(
                                        texts.text("column.killed"), WasteViewModel.Blame::bytes),
                                7.6,
                                0,
                                0),
                        new Fit<>(
                                WasteColumns.bar(
                                        texts.text("column.bar"),
                                        WasteViewModel.Blame::bytes,
                                        () ->
                                                model.foundProperty()
                                                        .get()
                                                        .map(f -> f.waste().bytes())
                                                        .orElse(1L)),
                                8,
                                0,
                                2),
                        new Fit<>(
                                WasteColumns.text(
                                        texts.text("column.files"),
                                        "number",
                                        b -> texts.text("count", b.files())),
                                5.5,
                                0,
                                3),
                        new Fit<>(
                                WasteColumns.text(
                                        texts.text("column.mostly"),
                                        "plain",
                                        b ->
                                                texts.text(
                                                        "cause."
                                                                + b.cause()
                                                                        .name()
                                                                        .toLowerCase(Locale.ROOT))),
                                12.5,
                                0,
                                1)));
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
