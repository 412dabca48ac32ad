package dev.stagecraft.ui.prove;

import dev.stagecraft.image.Image;

/// What the result of a proof asks of the window around it.
public interface ProveHost {
    /// Shows an image stage by stage.
    void open(Image image);

    /// Shows two images beside each other.
    void compare(Image before, Image after);

    /// Puts a text into the clipboard.
    void copy(String text);
}
