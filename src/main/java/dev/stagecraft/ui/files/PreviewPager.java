package dev.stagecraft.ui.files;

import dev.stagecraft.image.ByteSize;
import dev.stagecraft.ui.control.Hint;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Texts;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Says which bytes of a large file are shown, and goes to others: the next, the last, or those
/// from a number on.
final class PreviewPager extends VBox {
    private final PreviewViewModel model;
    private final Texts texts = Texts.of(PreviewPager.class);
    private final Label where = new Label();
    private final Button stop = new Button(texts.text("page.stop"));
    private final Button first = turner(Feather.CHEVRONS_LEFT, "preview.first");
    private final Button back = turner(Feather.CHEVRON_LEFT, "preview.back");
    private final Button on = turner(Feather.CHEVRON_RIGHT, "preview.on");
    private final Button last = turner(Feather.CHEVRONS_RIGHT, "preview.last");
    private final TextField from = new TextField();

    PreviewPager(PreviewViewModel model) {
        this.model = model;
        getStyleClass().add("preview-pager");
        where.getStyleClass().addAll("small", "muted");
        where.setId("preview-range");
        where.setMinWidth(0);
        stop.setOnAction(e -> model.cancel());
        stop.getStyleClass().add("small");
        stop.visibleProperty().bind(model.turningProperty());
        stop.managedProperty().bind(stop.visibleProperty());
        first.setOnAction(e -> model.goTo(0));
        back.setOnAction(e -> model.turn(-1));
        on.setOnAction(e -> model.turn(1));
        last.setOnAction(e -> model.goTo(Long.MAX_VALUE));
        from.setId("preview-from");
        from.setPromptText(texts.text("preview.from"));
        from.setAccessibleText(texts.text("preview.from"));
        Hint.on(from).setText(texts.text("preview.from.why"));
        from.setOnAction(e -> goTo());
        HBox.setHgrow(from, Priority.ALWAYS);
        HBox line = new HBox(where, stop);
        line.getStyleClass().addAll("preview-buttons", "preview-range");
        HBox buttons = new HBox(first, back, from, on, last);
        buttons.getStyleClass().add("preview-buttons");
        for (HBox row : new HBox[] {line, buttons}) {
            row.setAlignment(Pos.CENTER);
        }
        getChildren().addAll(line, buttons);
        model.previewProperty().addListener((p, old, now) -> refresh());
        model.turningProperty().addListener((p, old, now) -> refresh());
        refresh();
    }

    private Button turner(Feather picture, String key) {
        Button button = new Button();
        button.setGraphic(Icons.of(picture, "icon-small"));
        button.getStyleClass().add("icon-only");
        button.setId(key.replace('.', '-'));
        Hint.name(button, texts.text(key));
        return button;
    }

    private void refresh() {
        boolean turning = model.turningProperty().get();
        long at = model.offsetProperty().get();
        long to = Math.min(model.size(), at + PreviewViewModel.PAGE);
        where.setText(
                turning
                        ? texts.text("preview.loading")
                        : texts.text("preview.range", at, to, ByteSize.format(model.size())));
        // They stay as they are while another page is read: the focus stays with them.
        first.setDisable(!model.hasPrevious());
        back.setDisable(!model.hasPrevious());
        on.setDisable(!model.hasNext());
        last.setDisable(!model.hasNext());
    }

    /// Numbers are decimal, or as the bytes are counted beside them: `0x1f00`.
    private void goTo() {
        try {
            model.goTo(Long.decode(from.getText().strip().replaceAll("[,_ ]|^0+(?=[0-9])", "")));
            from.clear();
        } catch (NumberFormatException e) {
            from.selectAll();
        }
    }
}
