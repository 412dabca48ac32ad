package dev.stagecraft.ui.distil;

import atlantafx.base.theme.Styles;
import dev.stagecraft.ui.control.Hint;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Texts;
import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/// What the steps of the wizard are built from.
final class Parts {
    /// A text that cannot be meant.
    static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private Parts() {}

    /// A text that takes as many lines as it needs.
    static Label text(String words, String... styleClasses) {
        Label label = new Label(words);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setMaxWidth(Double.MAX_VALUE);
        label.getStyleClass().addAll(styleClasses);
        return label;
    }

    /// The head of a part.
    static Label head(String words) {
        return text(words, "section-title");
    }

    static Button button(String words, Feather icon, Runnable action) {
        Button button = new Button(words, Icons.of(icon, "icon-small"));
        // Names of images and files have underscores.
        button.setMnemonicParsing(false);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(e -> action.run());
        return button;
    }

    /// A button that copies, and says for a moment that it did.
    static Button copy(String words, Feather icon, Runnable action) {
        Texts texts = Texts.of(Parts.class);
        Button button = button(words, icon, action);
        PauseTransition moment = new PauseTransition(Duration.seconds(2));
        moment.setOnFinished(e -> {
            button.setText(words);
            button.setGraphic(Icons.of(icon, "icon-small"));
        });
        button.addEventHandler(
                ActionEvent.ACTION,
                e -> {
                    // Nothing moves: the words stay as wide as they were.
                    button.setMinWidth(button.getWidth());
                    button.setText(texts.text("copied"));
                    button.setGraphic(Icons.of(Feather.CHECK, "icon-small"));
                    moment.playFromStart();
                });
        return button;
    }

    /// A button that shows only a picture.
    static Button icon(Feather icon, String name, Runnable action) {
        Button button = new Button("", Icons.of(icon, "icon-small"));
        button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
        button.setMinWidth(Region.USE_PREF_SIZE);
        Hint.name(button, name);
        button.setOnAction(e -> action.run());
        return button;
    }

    /// A button that is what most people will want.
    static Button main(String words, Feather icon, Runnable action) {
        Button button = button(words, icon, action);
        button.getStyleClass().add(Styles.ACCENT);
        return button;
    }

    /// Whether a button is the one that most people will want just now; a page has one at most.
    static void standOut(Button button, boolean so) {
        button.getStyleClass().remove(Styles.ACCENT);
        if (so) {
            button.getStyleClass().add(Styles.ACCENT);
        }
    }

    /// A pane that scrolls down only.
    static ScrollPane scroll(Node content, String name) {
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setAccessibleText(name);
        scroll.setMinHeight(0);
        scroll.getStyleClass().add("wizard-scroll");
        return scroll;
    }
}
