package dev.stagecraft.ui.support;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.feather.Feather;

/// What a view shows in place of its content: that there is none, that it is being read, that it
/// could not be read or was cancelled, and what to do next.
public final class StatePage extends VBox {
    private StatePage(Node picture, String title, String explanation) {
        getStyleClass().add("state-page");
        Label head = new Label(title);
        head.getStyleClass().add("title");
        head.setWrapText(true);
        head.setTextAlignment(TextAlignment.CENTER);
        head.setMinHeight(USE_PREF_SIZE);
        getChildren().addAll(picture, head);
        if (!explanation.isEmpty()) {
            Label text = new Label(explanation);
            text.getStyleClass().add("explanation");
            text.setWrapText(true);
            text.setMinHeight(USE_PREF_SIZE);
            getChildren().add(text);
        }
    }

    /// A page with a picture.
    ///
    /// @param explanation why, and what to do; may be empty
    public static StatePage of(Feather picture, String title, String explanation) {
        return new StatePage(Icons.of(picture, "icon-large"), title, explanation);
    }

    /// A page that says that something is under way.
    public static StatePage busy(String title) {
        ProgressIndicator indicator = new ProgressIndicator();
        indicator.getStyleClass().add("waiting");
        indicator.setAccessibleText(title);
        return new StatePage(indicator, title, "");
    }

    /// Adds what can be done, side by side.
    public StatePage with(Node... actions) {
        HBox row = new HBox(actions);
        row.getStyleClass().add("actions");
        row.setAlignment(Pos.CENTER);
        getChildren().add(row);
        return this;
    }

    /// Adds something that takes its own lines.
    public StatePage below(Node node) {
        getChildren().add(node);
        return this;
    }
}
