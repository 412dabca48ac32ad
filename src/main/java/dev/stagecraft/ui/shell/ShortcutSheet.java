package dev.stagecraft.ui.shell;

import dev.stagecraft.ui.support.Command;
import dev.stagecraft.ui.support.Commands;
import dev.stagecraft.ui.support.Texts;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// All keys, by group.
final class ShortcutSheet extends VBox {
    private final Button close;

    ShortcutSheet(Commands commands, Overlay overlay, Texts texts) {
        getStyleClass().addAll("overlay-card", "shortcut-sheet");
        Label title = new Label(texts.text("shortcuts.title"));
        title.getStyleClass().add("page-title");
        FlowPane columns = new FlowPane();
        columns.getStyleClass().add("columns");
        columns.setRowValignment(VPos.TOP);
        VBox column = new VBox();
        int rows = 0;
        for (Command.Group group : Command.Group.values()) {
            List<Command> keyed =
                    commands.of(group).stream().filter(c -> c.key().isPresent()).toList();
            if (keyed.isEmpty()) {
                continue;
            }
            if (rows > 8) {
                columns.getChildren().add(column);
                column = new VBox();
                rows = 0;
            }
            column.getStyleClass().setAll("column");
            column.getChildren().add(group(group, keyed, texts));
            rows += keyed.size() + 2;
        }
        columns.getChildren().add(column);
        close = new Button(texts.text("overlay.close"));
        close.setOnAction(e -> overlay.close());
        close.setDefaultButton(false);
        HBox foot = new HBox(close);
        foot.setAlignment(Pos.CENTER_RIGHT);
        ScrollPane scroll = new WrappingPane(columns);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(title, scroll, foot);
    }

    /// What gets the focus first.
    Button close() {
        return close;
    }

    private static VBox group(Command.Group group, List<Command> commands, Texts texts) {
        String menu = texts.text("menu." + group.name().toLowerCase(Locale.ROOT));
        // Without the mark before the letter that opens the menu.
        Label head = new Label(menu.replace("_", ""));
        head.getStyleClass().add("heading");
        GridPane grid = new GridPane();
        grid.getStyleClass().add("keys");
        int row = 0;
        for (Command command : commands) {
            Label key = new Label(command.key().orElseThrow().getDisplayText());
            key.getStyleClass().add("key-cap");
            key.setMinWidth(USE_PREF_SIZE);
            Label name = new Label(command.label());
            name.setWrapText(true);
            grid.addRow(row++, name, key);
        }
        VBox box = new VBox(head, grid);
        box.getStyleClass().add("group");
        return box;
    }

    /// As wide as its columns side by side and as high as they need in the width there is; it
    /// scrolls where that is too much.
    private static final class WrappingPane extends ScrollPane {
        private final FlowPane columns;

        WrappingPane(FlowPane columns) {
            super(columns);
            this.columns = columns;
            getStyleClass().add("edge-to-edge");
            setFitToWidth(true);
            setHbarPolicy(ScrollBarPolicy.NEVER);
        }

        @Override
        public Orientation getContentBias() {
            return Orientation.HORIZONTAL;
        }

        @Override
        protected double computePrefWidth(double height) {
            double width = snappedLeftInset() + snappedRightInset() + 1;
            for (Node column : columns.getChildren()) {
                width += snapSizeX(column.prefWidth(-1)) + columns.getHgap();
            }
            return width - columns.getHgap();
        }

        @Override
        protected double computePrefHeight(double width) {
            return columns.prefHeight(width < 0 ? width : width - 1)
                    + snappedTopInset()
                    + snappedBottomInset()
                    + 1;
        }
    }
}
