package dev.stagecraft.ui.compare;

import dev.stagecraft.compare.Change;
import dev.stagecraft.ui.support.Texts;
import java.util.Locale;
import javafx.scene.control.Label;

/// How changes are shown: each has a sign besides its colour.
final class ChangeWords {
    private ChangeWords() {}

    static String sign(Change change) {
        return switch (change) {
            case SAME -> "=";
            case ADDED -> "+";
            case REMOVED -> "−";
            case CHANGED -> "~";
        };
    }

    static String name(Change change, Texts texts) {
        return texts.text("change." + change.name().toLowerCase(Locale.ROOT));
    }

    /// The style class that carries the change's colour.
    static String styleClass(Change change) {
        return switch (change) {
            case SAME -> "state-unchanged";
            case ADDED -> "state-added";
            case REMOVED -> "state-removed";
            case CHANGED -> "state-changed";
        };
    }

    /// A sign on the change's colour, with its name for those who hear it.
    static Label badge(Change change, Texts texts) {
        Label badge = new Label();
        badge.getStyleClass().add("state-badge");
        dress(badge, change, texts);
        return badge;
    }

    static void dress(Label badge, Change change, Texts texts) {
        badge.setText(sign(change));
        badge.setAccessibleText(name(change, texts));
        badge.getStyleClass().removeIf(c -> c.startsWith("state-") && !c.equals("state-badge"));
        badge.getStyleClass().add(styleClass(change));
    }
}
