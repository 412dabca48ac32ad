package dev.stagecraft.ui.shell;

import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// A card above the window, one at a time: what lies below is dimmed and out of reach. Escape or a
/// click beside it closes it and gives the focus back.
final class Overlay extends StackPane {
    private final Region scrim = new Region();
    private @Nullable Node focused;
    private @Nullable Node first;

    Overlay() {
        scrim.getStyleClass().add("scrim");
        scrim.setOnMousePressed(e -> close());
        setVisible(false);
        addEventFilter(
                KeyEvent.KEY_PRESSED,
                e -> {
                    if (e.getCode() == KeyCode.ESCAPE) {
                        close();
                        e.consume();
                    }
                });
    }

    /// Shows a card, in place of another one.
    ///
    /// @param first what gets the focus
    void show(Region card, Pos where, Node first) {
        if (!isVisible() && getScene() != null) {
            focused = getScene().getFocusOwner();
        }
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        StackPane.setAlignment(card, where);
        getChildren().setAll(scrim, card);
        setVisible(true);
        this.first = first;
        first.requestFocus();
    }

    /// Keeps the focus on the card: Tab must not lead to what is dimmed.
    void focusMoved(@Nullable Node owner) {
        Node back = first;
        if (isVisible() && back != null && owner != null && !isWithin(owner)) {
            Platform.runLater(() -> {
                if (isVisible()) {
                    back.requestFocus();
                }
            });
        }
    }

    private boolean isWithin(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at == this) {
                return true;
            }
        }
        return false;
    }

    /// Closes the card that is shown, if one is.
    void close() {
        if (!isVisible()) {
            return;
        }
        setVisible(false);
        getChildren().clear();
        first = null;
        if (focused != null) {
            focused.requestFocus();
            focused = null;
        }
    }
}
