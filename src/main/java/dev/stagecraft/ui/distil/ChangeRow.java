package dev.stagecraft.ui.distil;

import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;

/// A row that can be chosen like a button, and whose words wrap at the width of the list, which a
/// button's do not.
final class ChangeRow extends HBox {
    private Runnable action = () -> {};

    ChangeRow(Node... parts) {
        super(parts);
        getStyleClass().addAll("wizard-change", "wizard-change-box");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.BUTTON);
        setOnMouseClicked(e -> {
            requestFocus();
            action.run();
        });
        setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ENTER || e.getCode() == KeyCode.SPACE) {
                action.run();
                e.consume();
            }
        });
    }

    void setOnAction(Runnable now) {
        action = now;
    }

    @Override
    public void executeAccessibleAction(AccessibleAction wanted, Object... parameters) {
        if (wanted == AccessibleAction.FIRE) {
            action.run();
        } else {
            super.executeAccessibleAction(wanted, parameters);
        }
    }
}
