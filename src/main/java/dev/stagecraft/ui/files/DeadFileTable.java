package dev.stagecraft.ui.files;

import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.Waste;
import dev.stagecraft.ui.files.FittingColumns.Fit;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Texts;
import dev.stagecraft.ui.support.Workbench;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableListBase;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

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
        // What is said of a row takes its room from the rows.
        heightProperty()
                .addListener((p, old, now) -> {
                    if (now.doubleValue() < old.doubleValue()) {
                        Platform.runLater(this::keepSelectedInSight);
                    }
                });
        refreshRows();
    }

    private void keepSelectedInSight() {
        int at = getSelectionModel().getSelectedIndex();
        double end = localToScene(getLayoutBounds()).getMaxY();
        boolean seen =
                lookupAll(".table-row-cell").stream()
                        .anyMatch(n ->
                                n instanceof TableRow<?> row
                                        && row.getIndex() == at
                                        && row.isVisible()
                                        && row.localToScene(row.getLayoutBounds()).getMaxY()
                                                <= end);
        if (at >= 0 && !seen) {
            scrollTo(Math.max(0, at - 1));
        }
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
        VBox hint = new VBox();
        hint.getStyleClass().add("hint-box");
        model.selectedProperty()
                .addListener((p, old, now) -> {
                    hint.getChildren().clear();
                    now.ifPresent(dead -> hint(hint, dead, jump));
                });
        VBox.setVgrow(this, Priority.ALWAYS);
        VBox box = new VBox(this, hint);
        box.getStyleClass().add("with-hint");
        return box;
    }

    private void hint(VBox box, Waste.DeadFile dead, BiConsumer<OptionalInt, String> jump) {
        Optional<WasteViewModel.Found> found = model.foundProperty().get();
        if (found.isEmpty()) {
            return;
        }
        String path = found.get().tree().path(dead.node());
        Label why =
                new Label(
                        texts.text(
                                "waste.why",
                                "/" + DisplayText.escape(path, 300),
                                cause(dead),
                                dead.diedIn() + 1,
                                model.fact(dead.diedIn()).map(LayerFact::instruction).orElse("")));
        Label how =
                new Label(
                        texts.text(WasteViewModel.hint(dead, path)),
                        Icons.of(Feather.ZAP, "icon-small"));
        why.setWrapText(true);
        how.setWrapText(true);
        why.setMinHeight(USE_PREF_SIZE);
        how.setMinHeight(USE_PREF_SIZE);
        how.setId("waste-hint");
        how.getStyleClass().add("strong");
        Button born = new Button(texts.text("waste.show-born", dead.bornIn() + 1));
        born.setOnAction(e -> jump.accept(OptionalInt.of(dead.bornIn()), path));
        Button died = new Button(texts.text("waste.show-died", dead.diedIn() + 1));
        died.setOnAction(e -> jump.accept(OptionalInt.of(dead.diedIn()), path));
        FlowPane buttons = new FlowPane(born, died);
        buttons.getStyleClass().add("scope-bar");
        box.getChildren().addAll(why, how, buttons);
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
