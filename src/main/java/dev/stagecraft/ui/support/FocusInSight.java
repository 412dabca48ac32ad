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
    /// A fifth of a second: as long as a person does not yet scroll away from what came in.
    private static final int PULSES = 12;

    private FocusInSight() {}

    /// Watches a region with scroll panes in it.
    public static void in(Region region) {
        region.heightProperty().subscribe(() -> later(region));
        region.sceneProperty()
                .flatMap(Scene::focusOwnerProperty)
                .addListener((p, o, owner) -> later(region));
    }

    /// What moved or came in is laid out first. A page that is new finds its sizes over some
    /// pulses, with its style and with what follows from its width: it is looked at after each.
    private static void later(Region region) {
        Platform.runLater(() -> {
            Scene scene = region.getScene();
            if (scene != null && scene.getFocusOwner() != null) {
                region.layout();
                reveal(scene.getFocusOwner(), region);
                follow(scene, region, scene.getFocusOwner());
            }
        });
    }

    private static void follow(Scene scene, Region region, Node owner) {
        Runnable look =
                new Runnable() {
                    private int left = PULSES;

                    @Override
                    public void run() {
                        boolean still = owner.equals(scene.getFocusOwner());
                        if (still) {
                            reveal(owner, region);
                        }
                        if (still && --left > 0) {
                            Platform.requestNextPulse();
                        } else {
                            scene.removePostLayoutPulseListener(this);
                        }
                    }
                };
        scene.addPostLayoutPulseListener(look);
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
