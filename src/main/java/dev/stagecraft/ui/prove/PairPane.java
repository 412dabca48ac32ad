package dev.stagecraft.ui.prove;

import java.util.function.DoubleSupplier;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/// Two things beside each other where there is room, else one below the other.
final class PairPane extends GridPane {
    private final Node first;
    private final Node second;
    private final double fromEm;
    private final DoubleSupplier em;
    private int columns;

    /// @param fromEm from which width in letters they stand beside each other
    /// @param em the width of a letter in pixels just now
    PairPane(Node first, Node second, double fromEm, DoubleSupplier em) {
        this.first = first;
        this.second = second;
        this.fromEm = fromEm;
        this.em = em;
        getStyleClass().add("pair");
        setMinWidth(0);
        GridPane.setHgrow(first, Priority.ALWAYS);
        GridPane.setHgrow(second, Priority.ALWAYS);
        widthProperty().addListener((p, o, width) -> arrange(width.doubleValue()));
        arrange(Double.MAX_VALUE);
    }

    private void arrange(double width) {
        int wanted = width >= fromEm * em.getAsDouble() ? 2 : 1;
        if (wanted == columns) {
            return;
        }
        columns = wanted;
        getChildren().clear();
        getColumnConstraints().clear();
        for (int i = 0; i < wanted; i++) {
            ColumnConstraints half = new ColumnConstraints();
            half.setPercentWidth(100.0 / wanted);
            half.setMinWidth(0);
            getColumnConstraints().add(half);
        }
        add(first, 0, 0);
        add(second, wanted == 2 ? 1 : 0, wanted == 2 ? 0 : 1);
    }
}
