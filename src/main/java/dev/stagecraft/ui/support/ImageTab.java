package dev.stagecraft.ui.support;

import java.util.Optional;
import javafx.scene.Node;

/// A view of the image that is open, in a tab of the middle. Made once; its nodes are asked for
/// only when it comes to the front for the first time.
public interface ImageTab {
    /// Its key for good, such as `contents`.
    String id();

    /// What its tab says.
    String title();

    /// What the middle shows.
    Node view();

    /// What the right column shows while this tab is in front; absent for what the stages show
    /// there.
    default Optional<Node> side() {
        return Optional.empty();
    }

    /// The image to show, each time that the tab comes to the front with another image than before
    /// (or with another tree of the same one), and each time that the image changes while it is in
    /// front.
    void show(Opened opened);

    /// Has the next keys typed into what finds something in the tab.
    ///
    /// @return whether there is such a thing just now
    default boolean find() {
        return false;
    }
}
