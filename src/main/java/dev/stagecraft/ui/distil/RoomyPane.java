package dev.stagecraft.ui.distil;

import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
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

    /// The height of what stands below, where there is no room beside.
    private static final double LOWER_EM = 22;

    /// Says how large a letter is here.
    private final Label measure = new Label();

    /// Whether two parts have no room side by side; changes with the window and with the letters.
    private final BooleanBinding narrow =
            Bindings.createBooleanBinding(
                    () -> getWidth() > 0 && getWidth() < NARROW_EM * measure.getFont().getSize(),
                    widthProperty(),
                    measure.fontProperty());

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
        narrow.addListener((p, o, now) -> content.pseudoClassStateChanged(NARROW, now));
        // A skin throws out what was there before it.
        skinProperty()
                .subscribe(skin -> {
                    if (!getChildren().contains(measure)) {
                        getChildren().add(measure);
                    }
                });
        measure.setManaged(false);
        measure.setOpacity(0);
        measure.setMouseTransparent(true);
    }

    /// Two parts side by side, one below the other where there is no room.
    static RoomyPane ofSplit(SplitPane parts, String name) {
        RoomyPane pane = new RoomyPane(parts, name);
        pane.narrow.addListener((p, o, now) ->
                parts.setOrientation(now ? Orientation.VERTICAL : Orientation.HORIZONTAL));
        if (parts.getItems().getFirst() instanceof ScrollPane upper) {
            // Not while the page is being laid out, which it changes.
            Consumer<Object> later = o -> Platform.runLater(() -> pane.fit(parts));
            upper.getContent().layoutBoundsProperty().subscribe(later);
            parts.orientationProperty().subscribe(later);
            pane.viewportBoundsProperty().subscribe(later);
        }
        return pane;
    }

    /// One below the other, the upper part is as high as what stands in it: the page scrolls, and
    /// no second bar stands beside the page's.
    private void fit(SplitPane parts) {
        if (parts.getOrientation() == Orientation.HORIZONTAL
                || !(parts.getItems().getFirst() instanceof ScrollPane upper)) {
            parts.setStyle("");
            return;
        }
        double height = upper.getContent().getLayoutBounds().getHeight() + upper.snapSizeY(1);
        double whole = height + LOWER_EM * measure.getFont().getSize();
        parts.setStyle("-fx-min-height: " + (int) Math.ceil(whole) + "px;");
        parts.setDividerPositions(height / Math.max(whole, getViewportBounds().getHeight()));
    }
}
