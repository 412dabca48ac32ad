package dev.stagecraft.ui.support;

import atlantafx.base.theme.Styles;
import dev.stagecraft.ui.control.Hint;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Named values under each other, each of which can be copied.
public final class ValueList extends VBox {
    private final Consumer<String> clipboard;
    private final Texts texts = Texts.of(ValueList.class);

    /// @param clipboard where copied values go
    public ValueList(Consumer<String> clipboard) {
        this.clipboard = clipboard;
        getStyleClass().add("value-list");
    }

    /// Begins a section.
    public ValueList section(String title) {
        Label head = new Label(title);
        head.getStyleClass().add("section-title");
        getChildren().add(head);
        return this;
    }

    /// A value in the common letters.
    ///
    /// @param shown what is shown, escaped
    /// @param copied what is copied: the value itself
    public ValueList value(String name, String shown, String copied) {
        return add(name, shown, copied, false);
    }

    /// A value in letters of one width, such as a digest or a command.
    public ValueList code(String name, String shown, String copied) {
        return add(name, shown, copied, true);
    }

    /// Several values under one name.
    public ValueList codes(String name, List<String> shown, List<String> copied) {
        for (int i = 0; i < shown.size(); i++) {
            add(i == 0 ? name : "", shown.get(i), copied.get(i), true);
        }
        return this;
    }

    /// A sentence that stands for itself.
    public ValueList note(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().add("value-note");
        getChildren().add(label);
        return this;
    }

    private ValueList add(String name, String shown, String copied, boolean code) {
        Label value = new Label(shown);
        value.setWrapText(true);
        value.getStyleClass().add("value");
        if (code) {
            value.getStyleClass().add("mono");
        }
        HBox.setHgrow(value, Priority.ALWAYS);
        value.setMaxWidth(Double.MAX_VALUE);
        Button copy = new Button();
        copy.setGraphic(Icons.of(Feather.COPY, "icon-small", "muted"));
        copy.getStyleClass().addAll("icon-only", "copy-button", Styles.FLAT);
        String what = texts.text("value.copy", name.isEmpty() ? shown : name);
        Hint.name(copy, what);
        copy.setOnAction(e -> clipboard.accept(copied));
        HBox line = new HBox(value, copy);
        line.getStyleClass().add("value-line");
        VBox row = new VBox();
        row.getStyleClass().add("value-row");
        if (!name.isEmpty()) {
            Label label = new Label(name);
            label.getStyleClass().add("value-name");
            row.getChildren().add(label);
        }
        row.getChildren().add(line);
        getChildren().add(row);
        return this;
    }
}
