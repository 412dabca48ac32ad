package dev.stagecraft.ui.control;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// What a node says while the pointer rests on it. JavaFX makes a window and a scene with every
/// [Tooltip], of which the first look at an image would need a hundred that nobody ever sees: so
/// the tooltip is made when the pointer first comes.
///
/// The text is the node's accessible help or, for what has no words of its own, its accessible
/// text: a screen reader says what the tooltip shows. An empty text shows nothing.
public final class Hint {
    private static final double WIDEST_EM = 40;
    private static final Duration SOON = Duration.millis(250);
    private static final Duration LONG = Duration.seconds(60);

    private final Node node;
    private final ObservableValue<? extends @Nullable String> text;
    private final String[] styleClasses;
    private boolean soon;
    private boolean begun;
    private @Nullable Tooltip tooltip;

    private Hint(
            Node node, ObservableValue<? extends @Nullable String> text, String... styleClasses) {
        this.node = node;
        this.text = text;
        this.styleClasses = styleClasses;
        node.addEventHandler(MouseEvent.MOUSE_ENTERED, e -> begin());
    }

    /// A hint with no text yet.
    ///
    /// @param styleClasses of the tooltip
    public static Hint on(Node node, String... styleClasses) {
        return new Hint(node, node.accessibleHelpProperty(), styleClasses);
    }

    /// Names a node that shows only a picture: the name is its accessible text and its hint.
    public static void name(Node node, String name) {
        node.setAccessibleText(name);
        showName(node);
    }

    /// Shows what a node is called, as it changes.
    public static Hint showName(Node node) {
        return new Hint(node, node.accessibleTextProperty());
    }

    /// Comes sooner than others and stays: for explanations that are to be read.
    public Hint soon() {
        soon = true;
        return this;
    }

    /// Sets what is said from now on; empty for nothing.
    public void setText(String words) {
        node.setAccessibleHelp(words);
    }

    private void begin() {
        if (!begun) {
            begun = true;
            text.addListener((p, o, words) -> install());
            install();
        }
    }

    private Tooltip make() {
        Tooltip made = new Tooltip();
        made.textProperty().bind(text);
        made.setWrapText(true);
        // A stylesheet sets a tooltip's font, and not how wide it may be.
        made.maxWidthProperty().bind(made.fontProperty().map(font -> WIDEST_EM * font.getSize()));
        made.getStyleClass().addAll(styleClasses);
        if (soon) {
            made.setShowDelay(SOON);
            made.setShowDuration(LONG);
        }
        return made;
    }

    /// An empty tooltip would be shown as an empty box.
    private void install() {
        if (!isEmpty()) {
            if (tooltip == null) {
                tooltip = make();
            }
            Tooltip.install(node, tooltip);
        } else if (tooltip != null) {
            Tooltip.uninstall(node, tooltip);
        }
    }

    private boolean isEmpty() {
        String words = text.getValue();
        return words == null || words.isEmpty();
    }
}
