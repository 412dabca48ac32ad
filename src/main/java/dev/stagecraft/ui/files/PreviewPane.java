package dev.stagecraft.ui.files;

import dev.stagecraft.ui.control.CodeView;
import dev.stagecraft.ui.control.DockerfileHighlighter;
import dev.stagecraft.ui.control.Highlighter;
import dev.stagecraft.ui.control.Hint;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Texts;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Shows a preview: a page of text or bytes with the way to the others, or a picture.
final class PreviewPane extends VBox {
    private static final int PICTURE = 640;

    private final PreviewViewModel model;
    private final Texts texts = Texts.of(PreviewPane.class);
    private final CodeView code = new CodeView();
    private final PreviewPager pager;

    PreviewPane(PreviewViewModel model) {
        this.model = model;
        getStyleClass().add("preview");
        setId("preview");
        code.getStyleClass().add("preview-code");
        code.setName(texts.text("card.preview"));
        model.previewProperty().addListener((p, old, now) -> refresh());
        pager = new PreviewPager(model);
        refresh();
    }

    private void refresh() {
        getChildren().clear();
        switch (model.previewProperty().get()) {
            case Preview.None none -> note(texts.text("preview.none"));
            case Preview.Empty empty -> note(texts.text("preview.empty"));
            case Preview.NoContents absent -> note(texts.text("card.no-contents"));
            case Preview.Waiting waiting -> {
                note(texts.text("preview.waiting"));
                Button load = new Button(texts.text("preview.load"), Icons.of(Feather.EYE));
                load.setId("preview-load");
                load.setOnAction(e -> model.load());
                getChildren().add(load);
            }
            case Preview.Loading loading -> {
                ProgressIndicator busy = new ProgressIndicator();
                busy.setMaxSize(32, 32);
                busy.setAccessibleText(texts.text("preview.loading"));
                Button stop = new Button(texts.text("page.stop"));
                stop.setOnAction(e -> model.cancel());
                HBox row = new HBox(busy, new Label(texts.text("preview.loading")), stop);
                row.getStyleClass().add("card-buttons");
                row.setAlignment(Pos.CENTER_LEFT);
                getChildren().add(row);
            }
            case Preview.Text text -> text(text);
            case Preview.Hex hex -> {
                note(
                        hex.tooLarge()
                                .map(size ->
                                        texts.text(
                                                "preview.picture.large",
                                                size.width(),
                                                size.height()))
                                .orElse(texts.text("preview.bytes")));
                code.setHighlighter(Highlighter.PLAIN);
                code.setUnnumbered(hex.shown());
                showCode();
            }
            case Preview.Picture picture -> picture(picture);
            case Preview.Failed failed -> {
                note(texts.text("preview.failed", failed.message()));
                Button again = new Button(texts.text("page.again"));
                again.setOnAction(e -> model.load());
                getChildren().add(again);
            }
        }
    }

    private void note(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().addAll("muted", "small");
        getChildren().add(label);
    }

    private void text(Preview.Text text) {
        note(texts.text("preview.text", text.encoding()));
        Highlighter colours =
                model.path().matches("(?i).*/(.*\\.)?(Dockerfile|Containerfile)(\\..*)?")
                        ? new DockerfileHighlighter()
                        : Highlighter.PLAIN;
        if (text.hidden() > 0) {
            ToggleButton reveal =
                    new ToggleButton(
                            texts.text("preview.hidden", text.hidden()), Icons.of(Feather.EYE_OFF));
            reveal.setId("preview-reveal");
            Hint.on(reveal).setText(texts.text("preview.hidden.why"));
            reveal.selectedProperty()
                    .addListener((p, old, now) -> {
                        code.setText(now ? text.whole() : text.shown());
                        reveal.setText(
                                texts.text(
                                        now ? "preview.revealed" : "preview.hidden",
                                        text.hidden()));
                        reveal.setGraphic(Icons.of(now ? Feather.EYE : Feather.EYE_OFF));
                    });
            getChildren().add(reveal);
        }
        show(text.shown(), colours);
    }

    private void show(String text, Highlighter colours) {
        code.setHighlighter(colours);
        code.setText(text);
        showCode();
    }

    private void showCode() {
        VBox.setVgrow(code, Priority.ALWAYS);
        getChildren().add(code);
        if (model.hasNext() || model.hasPrevious()) {
            getChildren().add(pager);
        }
    }

    /// Decoding may take as long as a person takes to look up, so it is done in the background.
    private void picture(Preview.Picture picture) {
        note(texts.text("preview.picture", picture.width(), picture.height()));
        int width = Math.min(PICTURE, picture.width());
        Thread.ofVirtual()
                .name("picture")
                .start(() -> {
                    Image image = new Image(picture.open(), width, PICTURE, true, true);
                    Platform.runLater(() -> {
                        if (model.previewProperty().get() == picture) {
                            show(image);
                        }
                    });
                });
    }

    private void show(Image image) {
        if (image.isError()) {
            note(texts.text("preview.picture.broken"));
            return;
        }
        ImageView view = new ImageView(image);
        view.setId("preview-picture");
        view.setPreserveRatio(true);
        view.setAccessibleText(texts.text("card.preview"));
        view.fitWidthProperty()
                .bind(
                        widthProperty()
                                .subtract(8)
                                .map(w -> Math.min(w.doubleValue(), image.getWidth())));
        getChildren().add(view);
    }
}
