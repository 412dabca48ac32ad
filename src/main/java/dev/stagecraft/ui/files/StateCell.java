package dev.stagecraft.ui.files;

import dev.stagecraft.image.FileState;
import dev.stagecraft.ui.support.Texts;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/// What happened to a file: a sign on the state's colour, and a word.
final class StateCell extends TableCell<FileRow, FileRow> {
    private final Texts texts;
    private final Label badge = new Label();

    StateCell(Texts texts) {
        this.texts = texts;
        getStyleClass().add("cell-state");
        badge.getStyleClass().add("state-badge");
    }

    @Override
    protected void updateItem(@Nullable FileRow row, boolean empty) {
        super.updateItem(row, empty);
        if (empty || row == null) {
            setGraphic(null);
            setText(null);
            return;
        }
        FileState state = row.state();
        if (state == FileState.UNCHANGED || state == FileState.ABSENT) {
            setGraphic(null);
            setText(null);
            return;
        }
        badge.setText(StateWords.sign(state));
        if (!badge.getStyleClass().contains(StateWords.styleClass(state))) {
            badge.getStyleClass().setAll("label", "state-badge", StateWords.styleClass(state));
        }
        setGraphic(badge);
        setText(StateWords.name(state, texts));
    }
}
