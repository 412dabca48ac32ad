package dev.stagecraft.ui.shell;

import atlantafx.base.theme.Styles;
import dev.stagecraft.ui.control.Hint;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.RunningTask;
import dev.stagecraft.ui.support.Tasks;
import dev.stagecraft.ui.support.Texts;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableStringValue;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The window's last line: what is being done, how far it is and how to stop it, and how the engine
/// is.
final class StatusBar extends HBox {
    private final Tasks tasks;
    private final Texts texts;
    private final Label task = new Label();
    private final Label more = new Label();
    private final ProgressBar bar = new ProgressBar();
    private final Button cancel = new Button();
    private final Label engine = new Label();
    private final Region dot = new Region();
    private final InvalidationListener refresh = this::refresh;
    private @Nullable RunningTask shown;

    StatusBar(Tasks tasks, Texts texts) {
        this.tasks = tasks;
        this.texts = texts;
        getStyleClass().add("status-bar");
        task.setId("status-task");
        task.setMinWidth(0);
        more.getStyleClass().add("muted");
        cancel.setGraphic(Icons.of(Feather.X, "icon-small"));
        cancel.getStyleClass().addAll("icon-only", "quiet", Styles.FLAT);
        Hint.name(cancel, texts.text("status.cancel"));
        cancel.setOnAction(e -> {
            if (shown != null) {
                shown.cancel();
            }
        });
        bar.setAccessibleText(texts.text("status.progress"));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        dot.getStyleClass().add("state-dot");
        engine.setId("status-engine");
        getChildren().addAll(task, bar, more, cancel, gap, dot, engine);
        tasks.running().addListener(refresh);
        refresh(tasks.running());
    }

    /// Says how the engine is.
    void showEngine(ObservableStringValue text) {
        engine.textProperty().bind(text);
    }

    /// Marks the dot with the engine's state.
    void markEngine(String state) {
        for (String each : TopBar.STATES) {
            dot.pseudoClassStateChanged(PseudoClass.getPseudoClass(each), each.equals(state));
        }
    }

    private void refresh(Observable running) {
        int count = tasks.running().size();
        RunningTask latest = count == 0 ? null : tasks.running().getLast();
        boolean any = latest != null;
        bar.setVisible(any);
        cancel.setVisible(any);
        more.setVisible(count > 1);
        more.setText(count > 1 ? texts.text("status.more", count - 1) : "");
        if (latest == shown && any) {
            return;
        }
        shown = latest;
        task.textProperty().unbind();
        bar.progressProperty().unbind();
        if (latest == null) {
            task.setText("");
            bar.setProgress(0);
            return;
        }
        task.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> {
                                    String message = latest.messageProperty().get();
                                    return message.isEmpty()
                                            ? latest.title()
                                            : latest.title() + " · " + message;
                                },
                                latest.messageProperty()));
        bar.progressProperty().bind(latest.fractionProperty());
    }
}
