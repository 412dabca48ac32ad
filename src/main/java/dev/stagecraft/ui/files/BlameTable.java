package dev.stagecraft.ui.files;

import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.Waste;
import dev.stagecraft.ui.files.FittingColumns.Fit;
import dev.stagecraft.ui.support.Texts;
import dev.stagecraft.ui.support.Workbench;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;

/// The instructions that made bytes dead, the worst first.
final class BlameTable extends TableView<WasteViewModel.Blame> {
    private final WasteViewModel model;
    private final IntConsumer open;
    private final Texts texts = Texts.of(BlameTable.class);

    /// @param open shows what a layer made dead
    BlameTable(WasteViewModel model, Workbench workbench, IntConsumer open) {
        this.model = model;
        this.open = open;
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
                                        texts.text("column.mostly"), "plain", this::cause),
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

    private String cause(WasteViewModel.Blame blame) {
        return texts.text("cause." + blame.cause().name().toLowerCase(Locale.ROOT));
    }

    /// The table with what there is to say of the selected instruction below it.
    ///
    /// @param jump shows a path in the contents of a layer
    Node withHint(BiConsumer<OptionalInt, String> jump) {
        return new TableWithHint<>(
                this,
                blame ->
                        model.foundProperty()
                                .get()
                                .map(found -> hint(found, blame, jump))
                                .orElse(List.of()));
    }

    private List<Node> hint(
            WasteViewModel.Found found,
            WasteViewModel.Blame blame,
            BiConsumer<OptionalInt, String> jump) {
        Waste.DeadFile worst = found.worstOf(blame);
        String path = found.tree().path(worst.node());
        Button files = new Button(texts.text("waste.show-files"));
        files.setId("waste-show-files");
        files.setOnAction(e -> open.accept(blame.layer()));
        Button layer = new Button(texts.text("waste.show-layer", blame.layer() + 1));
        layer.setId("waste-show-layer");
        layer.setOnAction(e -> jump.accept(OptionalInt.of(blame.layer()), path));
        return List.of(
                TableWithHint.why(
                        texts.text(
                                "waste.blame",
                                model.fact(blame.layer()).map(LayerFact::instruction).orElse(""),
                                ByteSize.format(blame.bytes()),
                                blame.files(),
                                cause(blame))),
                TableWithHint.how("blame-hint", texts.text(WasteViewModel.hint(worst, path))),
                TableWithHint.ways(List.of(files, layer)));
    }
}
