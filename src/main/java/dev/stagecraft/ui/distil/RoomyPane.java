package dev.stagecraft.ui.distil;

import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Region;

/// A page that fills the window as long as it can be read there; in a lower window it keeps its
/// height and scrolls.
final class RoomyPane extends ScrollPane {
    private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");
    private static final double NARROW_EM = 44;

    /// Says how large a letter is here.
    private final Label measure = new Label();

    /// @param name what a screen reader calls it
    RoomyPane(Region content, String name) {
        super(content);
        setFitToWidth(true);
        setFitToHeight(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setAccessibleText(name);
        setMinHeight(0);
        getStyleClass().add("wizard-scroll");
        content.getStyleClass().add("wizard-tall");
        widthProperty()
                .addListener((p, o, width) ->
                        content.pseudoClassStateChanged(NARROW, isNarrow(width.doubleValue())));
        getChildren().add(measure);
        measure.setManaged(false);
        measure.setVisible(false);
    }

    /// Two parts side by side, one below the other where there is no room.
    static RoomyPane ofSplit(SplitPane parts, String name) {
        RoomyPane pane = new RoomyPane(parts, name);
        pane.widthProperty()
                .addListener((p, o, width) ->
                        parts.setOrientation(
                                pane.isNarrow(width.doubleValue())
                                        ? Orientation.VERTICAL
                                        : Orientation.HORIZONTAL));
        return pane;
    }

    private boolean isNarrow(double width) {
        return width < NARROW_EM * measure.getFont().getSize();
    }
}
