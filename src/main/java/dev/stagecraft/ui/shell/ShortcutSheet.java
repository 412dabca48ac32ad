package dev.stagecraft.ui.shell;

import dev.stagecraft.ui.support.Command;
import dev.stagecraft.ui.support.Commands;
import dev.stagecraft.ui.support.Texts;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// All keys, by group.
final class ShortcutSheet extends VBox {
    private final Button close;

    ShortcutSheet(Commands commands, Overlay overlay, Texts texts) {
        getStyleClass().addAll("overlay-card", "shortcut-sheet");
        Label title = new Label(texts.text("shortcuts.title"));
        title.getStyleClass().add("page-title");
        HBox columns = new HBox();
        columns.getStyleClass().add("columns");
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
        getChildren().addAll(title, columns, foot);
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
            grid.addRow(row++, new Label(command.label()), key);
        }
        VBox box = new VBox(head, grid);
        box.getStyleClass().add("group");
        return box;
    }
}
