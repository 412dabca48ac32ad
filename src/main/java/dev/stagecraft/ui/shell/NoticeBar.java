package dev.stagecraft.ui.shell;

import atlantafx.base.theme.Styles;
import dev.stagecraft.ui.control.Hint;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Notice;
import dev.stagecraft.ui.support.Texts;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What a person has to know, above the status bar, until it is dismissed or something newer comes:
/// what happened, what to do next, and the details behind a button.
final class NoticeBar extends VBox {
    private final Consumer<String> clipboard;
    private final Texts texts;

    NoticeBar(Consumer<String> clipboard, Texts texts) {
        this.clipboard = clipboard;
        this.texts = texts;
        setVisible(false);
        setManaged(false);
    }

    /// Shows a notice in place of the last one.
    void show(Notice notice) {
        Label title = new Label(notice.title());
        title.getStyleClass().add("strong");
        title.setWrapText(true);
        title.setMinHeight(USE_PREF_SIZE);
        Label advice = new Label(notice.advice());
        advice.setWrapText(true);
        advice.setMinHeight(USE_PREF_SIZE);
        VBox words = new VBox(title);
        if (!notice.advice().isEmpty()) {
            words.getChildren().add(advice);
        }
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(Icons.of(picture(notice.kind())), words);
        String kind = notice.kind().name().toLowerCase(Locale.ROOT);
        row.getStyleClass().addAll("notice", kind);
        getChildren().setAll(row);
        if (!notice.details().isEmpty()) {
            addDetails(row, notice.details());
        }
        words.setMinHeight(USE_PREF_SIZE);
        Button dismiss = new Button();
        dismiss.setGraphic(Icons.of(Feather.X, "icon-small"));
        dismiss.getStyleClass().addAll("icon-only", Styles.FLAT);
        Hint.name(dismiss, texts.text("notice.dismiss"));
        dismiss.setOnAction(e -> dismiss());
        row.getChildren().add(dismiss);
        setVisible(true);
        setManaged(true);
    }

    /// Takes the notice away.
    void dismiss() {
        getChildren().clear();
        setVisible(false);
        setManaged(false);
    }

    private void addDetails(HBox row, String details) {
        TextArea area = new TextArea(details);
        area.setEditable(false);
        area.setPrefRowCount(8);
        area.getStyleClass().add("mono");
        area.setAccessibleText(texts.text("notice.details"));
        ToggleButton toggle = new ToggleButton(texts.text("notice.details"));
        toggle.setOnAction(e -> {
            getChildren().remove(area);
            if (toggle.isSelected()) {
                getChildren().add(area);
            }
        });
        Button copy = new Button(texts.text("notice.copy"));
        copy.setOnAction(e -> clipboard.accept(details));
        toggle.setMinWidth(USE_PREF_SIZE);
        copy.setMinWidth(USE_PREF_SIZE);
        row.getChildren().addAll(toggle, copy);
    }

    private static Feather picture(Notice.Kind kind) {
        return switch (kind) {
            case INFORMATION -> Feather.INFO;
            case SUCCESS -> Feather.CHECK_CIRCLE;
            case WARNING -> Feather.ALERT_TRIANGLE;
            case FAILURE -> Feather.ALERT_OCTAGON;
        };
    }
}
