package dev.stagecraft.ui.support;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;

/// Keeps what has the focus in sight. Scroll panes follow the Tab key by themselves, but neither
/// the focus that the program gives nor their own shrinking, as when a notice comes in.
public final class FocusInSight {
    private FocusInSight() {}

    /// Watches a region with scroll panes in it.
    public static void in(Region region) {
        region.heightProperty().subscribe(() -> later(region));
        region.sceneProperty()
                .flatMap(Scene::focusOwnerProperty)
                .addListener((p, o, owner) -> later(region));
    }

    /// What moved or came in is laid out first. What is new has its style, and so its size, only
    /// with the next pulse, after which it is looked at once more.
    private static void later(Region region) {
        Platform.runLater(() -> {
            Scene scene = region.getScene();
            if (scene != null && scene.getFocusOwner() != null) {
                region.layout();
                reveal(scene.getFocusOwner(), region);
                afterNextPulse(scene, region);
            }
        });
    }

    private static void afterNextPulse(Scene scene, Region region) {
        Node owner = scene.getFocusOwner();
        Runnable once =
                new Runnable() {
                    @Override
                    public void run() {
                        scene.removePostLayoutPulseListener(this);
                        if (owner.equals(scene.getFocusOwner())) {
                            reveal(owner, region);
                        }
                    }
                };
        scene.addPostLayoutPulseListener(once);
        Platform.requestNextPulse();
    }

    /// From the innermost scroll pane outwards.
    private static void reveal(Node owner, Region within) {
        for (Parent up = owner.getParent(); up != null && !within.equals(up); up = up.getParent()) {
            // What is higher than the pane is looked at where the person is.
            if (up instanceof ScrollPane pane
                    && owner.getLayoutBounds().getHeight()
                            <= pane.getViewportBounds().getHeight()) {
                InView.bring(pane, owner, 0);
            }
        }
    }
}
