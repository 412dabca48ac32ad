package dev.stagecraft.ui.files;

import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.Waste;
import dev.stagecraft.ui.files.FittingColumns.Fit;
import dev.stagecraft.ui.support.Texts;
import dev.stagecraft.ui.support.Workbench;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableListBase;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;

/// The dead files, the largest first, with the cause, the instruction to blame, and how to avoid
/// it.
final class DeadFileTable extends TableView<Waste.DeadFile> {
    private final WasteViewModel model;
    private final Texts texts = Texts.of(DeadFileTable.class);

    DeadFileTable(WasteViewModel model, Workbench workbench) {
        this.model = model;
        setId("dead-files");
        getStyleClass().add("file-table");
        setAccessibleText(texts.text("waste.by-file"));
        setPlaceholder(new Label(texts.text("waste.no-dead")));
        FittingColumns.of(
                this,
                workbench,
                List.of(
                        new Fit<>(
                                WasteColumns.text(texts.text("column.path"), "path", this::path),
                                13,
                                3,
                                0),
                        new Fit<>(
                                WasteColumns.size(texts.text("column.size"), Waste.DeadFile::bytes),
                                6,
                                0,
                                0),
                        new Fit<>(
                                WasteColumns.bar(
                                        texts.text("column.bar"),
                                        Waste.DeadFile::bytes,
                                        this::scale),
                                6.5,
                                0,
                                2),
                        new Fit<>(
                                WasteColumns.text(texts.text("column.cause"), "plain", this::cause),
                                11.5,
                                0,
                                1),
                        new Fit<>(
                                WasteColumns.layer(
                                        texts.text("column.killed-by"),
                                        texts,
                                        Waste.DeadFile::diedIn,
                                        model::fact),
                                13,
                                2,
                                3),
                        new Fit<>(
                                WasteColumns.layer(
                                        texts.text("column.born-in"),
                                        texts,
                                        Waste.DeadFile::bornIn,
                                        model::fact),
                                13,
                                2,
                                4)));
        getSelectionModel()
                .selectedItemProperty()
                .addListener(
                        (p, old, now) -> model.selectedProperty().set(Optional.ofNullable(now)));
        model.ranksProperty().addListener((p, old, now) -> refreshRows());
        refreshRows();
    }

    private String path(Waste.DeadFile dead) {
        return model.foundProperty()
                .get()
                .map(f -> "/" + DisplayText.escape(f.tree().path(dead.node()), 400))
                .orElse("");
    }

    private String cause(Waste.DeadFile dead) {
        return texts.text("cause." + dead.cause().name().toLowerCase(Locale.ROOT));
    }

    private long scale() {
        return model.foundProperty()
                .get()
                .filter(f -> f.waste().count() > 0)
                .map(f -> f.waste().get(0).bytes())
                .orElse(1L);
    }

    private void refreshRows() {
        model.foundProperty()
                .get()
                .ifPresentOrElse(
                        f -> setItems(new Rows(f.waste(), model.ranksProperty().get())),
                        () -> setItems(FXCollections.observableArrayList()));
    }

    /// The table with what there is to say of the selected file below it.
    Node withHint(BiConsumer<OptionalInt, String> jump) {
        return new TableWithHint<>(this, dead -> hint(dead, jump));
    }

    private List<Node> hint(Waste.DeadFile dead, BiConsumer<OptionalInt, String> jump) {
        Optional<WasteViewModel.Found> found = model.foundProperty().get();
        if (found.isEmpty()) {
            return List.of();
        }
        String path = found.get().tree().path(dead.node());
        Button born = new Button(texts.text("waste.show-born", dead.bornIn() + 1));
        born.setOnAction(e -> jump.accept(OptionalInt.of(dead.bornIn()), path));
        Button died = new Button(texts.text("waste.show-died", dead.diedIn() + 1));
        died.setOnAction(e -> jump.accept(OptionalInt.of(dead.diedIn()), path));
        return List.of(
                TableWithHint.why(
                        texts.text(
                                "waste.why",
                                "/" + DisplayText.escape(path, 300),
                                cause(dead),
                                dead.diedIn() + 1,
                                model.fact(dead.diedIn()).map(LayerFact::instruction).orElse(""))),
                TableWithHint.how("dead-hint", texts.text(WasteViewModel.hint(dead, path))),
                TableWithHint.ways(List.of(born, died)));
    }

    /// The rows, made as they come on screen.
    private static final class Rows extends ObservableListBase<Waste.DeadFile> {
        private final Waste waste;
        private final int[] ranks;

        Rows(Waste waste, int[] ranks) {
            this.waste = waste;
            this.ranks = ranks;
        }

        @Override
        public Waste.DeadFile get(int index) {
            return waste.get(ranks[index]);
        }

        @Override
        public int size() {
            return ranks.length;
        }
    }
}
