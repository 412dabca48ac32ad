package dev.stagecraft.ui.shell;

import atlantafx.base.theme.Styles;
import dev.stagecraft.ui.control.Hint;
import dev.stagecraft.ui.support.FocusOrder;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Page;
import dev.stagecraft.ui.support.Texts;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/// A page with its head: the way back and its title.
final class PagePane extends BorderPane {
    PagePane(Page page, Runnable back, Texts texts) {
        getStyleClass().add("page");
        setId("page-" + page.id());
        Button button = new Button();
        button.setGraphic(Icons.of(Feather.ARROW_LEFT));
        button.getStyleClass().addAll("icon-only", Styles.FLAT);
        Hint.name(button, texts.text("page.back"));
        button.setOnAction(e -> back.run());
        Label title = new Label(page.title());
        title.getStyleClass().add("page-title");
        HBox head = new HBox(button, title);
        head.getStyleClass().add("page-head");
        setTop(head);
        // Whatever is in it, the list beside keeps its width.
        setMinWidth(0);
        setCenter(page.view());
    }

    /// The keyboard goes to what the page shows.
    void enter() {
        if (getCenter() instanceof Parent view) {
            FocusOrder.enter(view);
        }
    }
}
