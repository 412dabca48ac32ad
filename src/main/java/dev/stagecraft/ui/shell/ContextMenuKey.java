package dev.stagecraft.ui.shell;

import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Window;

/// Asks for the context menu of what has the focus by Shift+F10 or the menu key, where the platform
/// does not do so itself: on Windows it does.
final class ContextMenuKey {
    private ContextMenuKey() {}

    /// Listens in the scene.
    static void listen(Scene scene) {
        scene.addEventHandler(
                KeyEvent.KEY_PRESSED,
                e -> {
                    boolean asked =
                            e.getCode() == KeyCode.CONTEXT_MENU
                                    || (e.getCode() == KeyCode.F10 && e.isShiftDown());
                    Node focused = scene.getFocusOwner();
                    if (asked && focused != null && !isMenuOpen()) {
                        e.consume();
                        Event.fireEvent(focused, request(focused));
                    }
                });
    }

    private static boolean isMenuOpen() {
        return Window.getWindows().stream().anyMatch(ContextMenu.class::isInstance);
    }

    private static ContextMenuEvent request(Node focused) {
        Bounds bounds = focused.getLayoutBounds();
        Point2D inScene = focused.localToScene(bounds.getCenterX(), bounds.getCenterY());
        Point2D onScreen = focused.localToScreen(bounds.getCenterX(), bounds.getCenterY());
        return new ContextMenuEvent(
                ContextMenuEvent.CONTEXT_MENU_REQUESTED,
                inScene.getX(),
                inScene.getY(),
                onScreen.getX(),
                onScreen.getY(),
                true,
                null);
    }
}
