package dev.stagecraft.ui.shell;

import dev.stagecraft.ui.support.Command;
import dev.stagecraft.ui.support.Commands;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Texts;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Every command, found by typing a part of its name.
final class CommandPalette extends VBox {
    private final Overlay overlay;

    /// Kept, because a binding does not keep what it sets.
    private final PaletteViewModel model;

    private final TextField field = new TextField();
    private final ListView<Command> list;

    CommandPalette(Commands commands, Overlay overlay, Texts texts) {
        this.overlay = overlay;
        model = new PaletteViewModel(commands);
        getStyleClass().addAll("overlay-card", "palette");
        field.setPromptText(texts.text("palette.prompt"));
        field.setAccessibleText(texts.text("palette.prompt"));
        field.setId("palette-field");
        model.queryProperty().bind(field.textProperty());
        list = new ListView<>(model.matches());
        list.setAccessibleText(texts.text("palette.list"));
        list.setFocusTraversable(false);
        list.setCellFactory(view -> new CommandCell());
        list.setPlaceholder(new Label(texts.text("palette.none")));
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(field, list);
        field.textProperty().addListener((p, o, text) -> list.getSelectionModel().selectFirst());
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        list.setOnMouseClicked(e -> runSelected());
        list.getSelectionModel().selectFirst();
    }

    void show() {
        overlay.show(this, Pos.TOP_CENTER, field);
    }

    private void keyPressed(KeyEvent e) {
        int at = list.getSelectionModel().getSelectedIndex();
        switch (e.getCode()) {
            case DOWN -> select(at + 1);
            case UP -> select(at - 1);
            case PAGE_DOWN -> select(Math.min(at + 8, list.getItems().size() - 1));
            case PAGE_UP -> select(Math.max(at - 8, 0));
            case ENTER -> runSelected();
            default -> {
                return;
            }
        }
        if (e.getCode() != KeyCode.UNDEFINED) {
            e.consume();
        }
    }

    private void select(int index) {
        int size = list.getItems().size();
        if (size > 0) {
            list.getSelectionModel().select(Math.floorMod(index, size));
            list.scrollTo(Math.max(0, list.getSelectionModel().getSelectedIndex() - 4));
        }
    }

    private void runSelected() {
        Command command = list.getSelectionModel().getSelectedItem();
        if (command != null && command.enabledProperty().get()) {
            overlay.close();
            command.run();
        }
    }

    private static final class CommandCell extends ListCell<Command> {
        private final Label label = new Label();
        private final Label reason = new Label();
        private final Label key = new Label();
        private final HBox row;

        CommandCell() {
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            reason.getStyleClass().addAll("muted", "small");
            reason.setMinWidth(0);
            label.setMinWidth(Region.USE_PREF_SIZE);
            key.getStyleClass().add("key-cap");
            key.setMinWidth(Region.USE_PREF_SIZE);
            row = new HBox(label, reason, gap, key);
            row.getStyleClass().add("palette-row");
            row.setAlignment(Pos.CENTER_LEFT);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Command command, boolean empty) {
            super.updateItem(command, empty);
            if (empty || command == null) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            boolean enabled = command.enabledProperty().get();
            label.setText(command.label());
            label.setGraphic(command.icon().map(icon -> Icons.of(icon, "muted")).orElse(null));
            label.setDisable(!enabled);
            reason.setText(enabled ? "" : command.disabledReason());
            key.setText(command.key().map(k -> k.getDisplayText()).orElse(""));
            key.setVisible(command.key().isPresent());
            setAccessibleText(command.label());
            setGraphic(row);
        }
    }
}
