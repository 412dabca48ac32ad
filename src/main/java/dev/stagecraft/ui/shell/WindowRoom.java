package dev.stagecraft.ui.shell;

import dev.stagecraft.ui.support.Settings;
import dev.stagecraft.ui.support.Theme;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.css.PseudoClass;
import javafx.scene.layout.Region;

/// How much room a window has, counted in letters, so that a large zoom leaves little. What stands
/// above an image's stages then takes less, by the pseudo-classes `low` and `narrow` of the root.
final class WindowRoom {
    private static final double LOW_EM = 40;
    private static final double NARROW_EM = 64;
    private static final PseudoClass LOW = PseudoClass.getPseudoClass("low");
    private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");

    private final Region root;
    private final Theme theme;
    private final ReadOnlyBooleanWrapper low = new ReadOnlyBooleanWrapper();

    WindowRoom(Region root, Settings settings, Theme theme) {
        this.root = root;
        this.theme = theme;
        InvalidationListener measure = any -> measure();
        root.widthProperty().addListener(measure);
        root.heightProperty().addListener(measure);
        settings.zoomProperty().addListener(measure);
    }

    /// Whether lines have to be saved.
    ReadOnlyBooleanProperty lowProperty() {
        return low.getReadOnlyProperty();
    }

    private void measure() {
        if (root.getWidth() <= 0 || root.getHeight() <= 0) {
            return;
        }
        low.set(root.getHeight() < LOW_EM * theme.em());
        root.pseudoClassStateChanged(LOW, low.get());
        root.pseudoClassStateChanged(NARROW, root.getWidth() < NARROW_EM * theme.em());
    }
}
