package dev.stagecraft.ui.prove;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;

/// A line with an image's name in it, which breaks between words and after the separators of names.
/// A label breaks a name that is too long for its line in the midst of a word.
final class BrokenLine extends FlowPane {
    /// @param shown a text that is fit to be shown
    BrokenLine(String shown) {
        setMinWidth(0);
        for (String piece : shown.split("(?<=[ /:@])(?=[^ /:@])")) {
            getChildren().add(new Label(piece));
        }
        setAccessibleRole(AccessibleRole.TEXT);
        setAccessibleText(shown);
    }
}
