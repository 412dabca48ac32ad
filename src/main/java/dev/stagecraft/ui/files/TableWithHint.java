package dev.stagecraft.ui.files;

import dev.stagecraft.ui.support.Icons;
import java.util.List;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// A table with what there is to say of the selected row below it.
final class TableWithHint<T> extends VBox {
    private final TableView<T> table;

    /// @param saying what is said of a row
    TableWithHint(TableView<T> table, Function<T, List<Node>> saying) {
        this.table = table;
        VBox hint = new VBox();
        hint.getStyleClass().add("hint-box");
        getStyleClass().add("with-hint");
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(table, hint);
        table.getSelectionModel()
                .selectedItemProperty()
                .addListener((p, old, now) ->
                        hint.getChildren().setAll(now == null ? List.of() : saying.apply(now)));
        // What is said of a row takes its room from the rows.
        table.heightProperty()
                .addListener((p, old, now) -> {
                    if (now.doubleValue() < old.doubleValue()) {
                        Platform.runLater(this::keepSelectedInSight);
                    }
                });
    }

    private void keepSelectedInSight() {
        int at = table.getSelectionModel().getSelectedIndex();
        double end = table.localToScene(table.getLayoutBounds()).getMaxY();
        boolean seen =
                table.lookupAll(".table-row-cell").stream()
                        .anyMatch(n ->
                                n instanceof TableRow<?> row
                                        && row.getIndex() == at
                                        && row.isVisible()
                                        && row.localToScene(row.getLayoutBounds()).getMaxY()
                                                <= end);
        if (at >= 0 && !seen) {
            table.scrollTo(Math.max(0, at - 1));
        }
    }

    /// What happened to the row.
    static Label why(String text) {
        Label why = new Label(text);
        why.setWrapText(true);
        why.setMinHeight(USE_PREF_SIZE);
        return why;
    }

    /// What would avoid it.
    ///
    /// @param id of the label: the tables of one window have their own
    static Label how(String id, String text) {
        Label how = why(text);
        how.setGraphic(Icons.of(Feather.ZAP, "icon-small"));
        how.setId(id);
        how.getStyleClass().add("strong");
        return how;
    }

    /// Where to go from here.
    static FlowPane ways(List<? extends Node> ways) {
        FlowPane pane = new FlowPane();
        pane.getChildren().addAll(ways);
        pane.getStyleClass().add("scope-bar");
        return pane;
    }
}
