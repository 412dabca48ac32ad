package dev.stagecraft.ui.support;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;

/// Scrolls as little as needed for something to be seen.
public final class InView {
    private InView() {}

    /// Brings a node into view; its beginning where there is no room for all of it.
    ///
    /// @param pane scrolls from 0 to 1, as panes do unless told otherwise
    /// @param node something in it
    /// @param air how much is to be seen around it, in pixels
    public static void bring(ScrollPane pane, Node node, double air) {
        pane.layout();
        Node content = pane.getContent();
        Bounds at = content.sceneToLocal(node.localToScene(node.getLayoutBounds()));
        double room = pane.getViewportBounds().getHeight();
        double hidden = content.getLayoutBounds().getHeight() - room;
        if (hidden > 0) {
            double top = pane.getVvalue() * hidden;
            top = Math.max(top, at.getMaxY() + air - room);
            top = Math.min(top, at.getMinY() - air);
            pane.setVvalue(Math.clamp(top / hidden, 0.0, 1.0));
        }
    }
}
