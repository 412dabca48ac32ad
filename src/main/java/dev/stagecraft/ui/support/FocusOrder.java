package dev.stagecraft.ui.support;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;

/// Where the keyboard goes within a view.
public final class FocusOrder {
    private FocusOrder() {}

    /// Gives the focus to the first control of a view that takes it, unless one of its controls has
    /// it already. Nothing happens when none takes it.
    public static void enter(Parent view) {
        if (!holds(view) && prepare(view)) {
            first(view).ifPresent(Node::requestFocus);
        }
    }

    /// Lays a view out, because what stands in split and scroll panes is in the scene only then.
    ///
    /// @return whether it could be done; not where the view is in no window that is open, for which
    ///   there are no colours
    public static boolean prepare(Parent view) {
        Scene scene = view.getScene();
        if (scene == null || scene.getWindow() == null || !scene.getWindow().isShowing()) {
            return false;
        }
        view.applyCss();
        view.layout();
        return true;
    }

    /// Whether a control of a view has the focus.
    public static boolean holds(Node view) {
        Node owner = view.getScene() == null ? null : view.getScene().getFocusOwner();
        for (Node at = owner; at != null; at = at.getParent()) {
            if (at.equals(view)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Node> first(Node node) {
        if (!node.isVisible() || node.isDisabled()) {
            return Optional.empty();
        }
        if (node.isFocusTraversable()) {
            return Optional.of(node);
        }
        return node instanceof Parent parent
                ? parent.getChildrenUnmodifiable().stream()
                        .flatMap(child -> first(child).stream())
                        .findFirst()
                : Optional.empty();
    }
}
