package dev.stagecraft.ui.prove;

import dev.stagecraft.engine.build.BuildStep;
import dev.stagecraft.engine.build.BuildStep.State;
import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.ui.control.Hint;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Texts;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;

/// A step on one line: how it is, what it does, how large it grew and how long it took.
final class StepLine extends ToggleButton {
    private static final int LONGEST = 300;

    private final StepRow row;
    private final Texts texts;
    private final StackPane icon = new StackPane();
    private final Label keyword = new Label();
    private final Label rest = new Label();
    private final Label size = new Label();
    private final Label time = new Label();
    private State shown = State.WAITING;

    StepLine(StepRow row, Consumer<StepRow> select, Texts texts) {
        this.row = row;
        this.texts = texts;
        getStyleClass().setAll("step-line");
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setMaxWidth(Double.MAX_VALUE);
        setMinWidth(0);
        setAlignment(Pos.CENTER_LEFT);
        keyword.getStyleClass().add("keyword");
        keyword.setMinWidth(USE_PREF_SIZE);
        rest.getStyleClass().add("rest");
        rest.setMinWidth(0);
        rest.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(rest, Priority.ALWAYS);
        size.getStyleClass().add("step-size");
        size.setMinWidth(USE_PREF_SIZE);
        time.getStyleClass().add("step-time");
        time.setMinWidth(USE_PREF_SIZE);
        icon.getStyleClass().add("step-icon");
        HBox box = new HBox(icon, keyword, rest, size, time);
        box.getStyleClass().add("step-parts");
        box.setAlignment(Pos.CENTER_LEFT);
        box.prefWidthProperty().bind(widthProperty().subtract(12));
        setGraphic(box);
        String text = DisplayText.escape(row.step().text().strip(), LONGEST);
        int space = text.indexOf(' ');
        boolean instruction = row.step().isInstruction() && space > 0;
        keyword.setText(instruction ? text.substring(0, space) : "");
        keyword.setManaged(instruction);
        rest.setText(instruction ? text.substring(space + 1) : text);
        Hint.on(this, "instruction-tooltip").setText(text);
        setOnAction(e -> select.accept(row));
        row.stepProperty().addListener((p, o, step) -> show(step));
        row.millisProperty().addListener((p, o, millis) -> showTime());
        icon.getChildren().setAll(Icons.of(icon(shown), "icon-small"));
        show(row.step());
        showTime();
    }

    StepRow row() {
        return row;
    }

    private void show(BuildStep step) {
        if (step.state() != shown) {
            shown = step.state();
            icon.getChildren().setAll(Icons.of(icon(shown), "icon-small"));
        }
        for (State state : State.values()) {
            pseudoClassStateChanged(
                    PseudoClass.getPseudoClass(state.name().toLowerCase(Locale.ROOT)),
                    state == shown);
        }
        size.setText(size(step));
        setAccessibleText(
                texts.text(
                        "step.says",
                        texts.text("state." + shown),
                        DisplayText.escape(step.text(), LONGEST)));
        showTime();
    }

    private String size(BuildStep step) {
        String cached = shown == State.CACHED ? texts.text("state.CACHED") : "";
        if (step.bytes().isEmpty() || step.bytes().getAsLong() == 0) {
            return cached;
        }
        String bytes = ByteSize.format(step.bytes().getAsLong());
        if (!cached.isEmpty()) {
            return texts.text("step.cached", cached, bytes);
        }
        return step.totalBytes().isPresent() && !shown.ended()
                ? texts.text("step.of", bytes, ByteSize.format(step.totalBytes().getAsLong()))
                : bytes;
    }

    private void showTime() {
        long millis = row.millisProperty().get();
        time.setText(
                millis <= 0 || shown == State.CACHED || shown == State.WAITING
                        ? ""
                        : ProveWords.seconds(millis));
    }

    private static Feather icon(State state) {
        return switch (state) {
            case WAITING -> Feather.CIRCLE;
            case RUNNING -> Feather.LOADER;
            case DONE -> Feather.CHECK;
            case CACHED -> Feather.ZAP;
            case FAILED -> Feather.X_CIRCLE;
            case CANCELLED -> Feather.SLASH;
        };
    }
}
