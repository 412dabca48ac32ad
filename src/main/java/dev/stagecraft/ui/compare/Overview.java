package dev.stagecraft.ui.compare;

import dev.stagecraft.compare.Comparison;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Texts;
import java.util.function.Consumer;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The facts that people ask first, each a card that leads to the tab which tells more.
final class Overview extends FlowPane {
    private final Texts texts = Texts.of(Overview.class);

    /// @param open brings a tab to the front
    Overview(Comparison comparison, Consumer<String> open) {
        getStyleClass().add("fact-cards");
        setRowValignment(VPos.TOP);
        for (Fact fact : Fact.of(comparison, texts)) {
            getChildren().add(card(fact, open));
        }
    }

    private Node card(Fact fact, Consumer<String> open) {
        Label title = new Label(fact.title());
        title.getStyleClass().add("fact-title");
        fact.good().ifPresent(good -> title.setGraphic(verdict(good)));
        Label before = new Label(fact.before());
        before.getStyleClass().add(fact.after().isPresent() ? "fact-before" : "fact-after");
        before.setWrapText(true);
        VBox lines = new VBox(title, before);
        lines.getStyleClass().add("fact-lines");
        fact.after()
                .ifPresent(text -> {
                    Label after = new Label(text, Icons.of(Feather.ARROW_RIGHT, "icon-small"));
                    after.getStyleClass().add("fact-after");
                    after.setWrapText(true);
                    lines.getChildren().add(after);
                });
        if (!fact.note().isEmpty()) {
            Label note = new Label(fact.note());
            note.getStyleClass().addAll("fact-note", "muted");
            note.setWrapText(true);
            lines.getChildren().add(note);
        }
        Button card = new Button();
        card.setGraphic(lines);
        card.setId("fact-" + fact.tab() + "-" + getChildren().size());
        card.getStyleClass().add("fact-card");
        card.setAccessibleText(
                fact.after()
                        .map(after -> texts.text("fact.spoken", fact.title(), fact.before(), after))
                        .orElse(fact.title() + ": " + fact.before()));
        card.setOnAction(e -> open.accept(fact.tab()));
        return card;
    }

    private FontIcon verdict(boolean good) {
        FontIcon icon =
                Icons.of(
                        good ? Feather.CHECK_CIRCLE : Feather.ALERT_TRIANGLE,
                        "icon-small",
                        good ? "fact-good" : "fact-bad");
        icon.setAccessibleText(texts.text(good ? "fact.better" : "fact.worse"));
        return icon;
    }
}
