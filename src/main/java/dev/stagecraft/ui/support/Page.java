package dev.stagecraft.ui.support;

import javafx.scene.Node;

/// A view that takes the whole middle and right, such as the wizard or a comparison; the list of
/// images stays.
public interface Page {
    /// Its key for good, such as `compare`.
    String id();

    /// What its head says.
    String title();

    /// What it shows.
    Node view();

    /// Asked before it is left; false keeps it (a question about unsaved work is open).
    default boolean mayClose() {
        return true;
    }
}
