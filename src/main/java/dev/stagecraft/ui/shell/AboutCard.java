package dev.stagecraft.ui.shell;

import dev.stagecraft.ui.support.Texts;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// What this program is.
final class AboutCard extends VBox {
    private final Button close;

    AboutCard(Optional<Image> icon, String version, Overlay overlay, Texts texts) {
        getStyleClass().addAll("overlay-card", "about");
        setAlignment(Pos.CENTER);
        icon.ifPresent(picture -> {
            ImageView view = new ImageView(picture);
            view.setFitWidth(96);
            view.setFitHeight(96);
            view.setAccessibleText(texts.text("app.name"));
            getChildren().add(view);
        });
        Label name = new Label(texts.text("app.name"));
        name.getStyleClass().add("page-title");
        Label text = new Label(texts.text("about.text"));
        text.setWrapText(true);
        text.getStyleClass().add("about-text");
        Label versions =
                new Label(
                        texts.text(
                                "about.version",
                                version,
                                Runtime.version().toString(),
                                System.getProperty("javafx.version", "?")));
        versions.getStyleClass().addAll("muted", "small");
        Label licence = new Label(texts.text("about.licence"));
        licence.getStyleClass().addAll("muted", "small");
        close = new Button(texts.text("overlay.close"));
        close.setOnAction(e -> overlay.close());
        HBox foot = new HBox(close);
        foot.setAlignment(Pos.CENTER);
        getChildren().addAll(name, text, versions, licence, foot);
    }

    /// What gets the focus first.
    Button close() {
        return close;
    }
}
