package dev.stagecraft.ui.prove;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;

/// Scrolls as little as needed for something to be seen.
final class InView {
    private InView() {}

    /// @param content what the pane scrolls
    /// @param node something in it
    /// @param air how much is to be seen around it, in pixels
    static void bring(ScrollPane pane, Region content, Node node, double air) {
        pane.layout();
        Bounds at = content.sceneToLocal(node.localToScene(node.getLayoutBounds()));
        double room = pane.getViewportBounds().getHeight();
        double hidden = content.getHeight() - room;
        if (hidden > 0) {
            double top = pane.getVvalue() * hidden;
            top = Math.max(top, at.getMaxY() + air - room);
            top = Math.min(top, at.getMinY() - air);
            pane.setVvalue(Math.clamp(top / hidden, 0.0, 1.0));
        }
    }
}
