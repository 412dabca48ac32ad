package dev.stagecraft.ui.files;

import dev.stagecraft.image.DisplayText;
import dev.stagecraft.ui.support.RunningTask;
import dev.stagecraft.ui.support.StatePage;
import dev.stagecraft.ui.support.Texts;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import org.kordamp.ikonli.feather.Feather;

/// What stands in place of the files while they are not there: being read, failed, cancelled, or
/// none to be had.
final class FilesPages {
    private final FilesModel model;
    private final Texts texts = Texts.of(FilesPages.class);

    FilesPages(FilesModel model) {
        this.model = model;
    }

    /// The page of a state; absent when the files are there.
    Optional<Node> page(FilesModel.State state) {
        return switch (state) {
            case FilesModel.State.Ready ready ->
                    ready.files().tree().layers() == 0
                            ? Optional.of(
                                    StatePage.of(
                                            Feather.INBOX,
                                            texts.text("page.empty"),
                                            texts.text("page.empty.why")))
                            : Optional.empty();
            case FilesModel.State.None none ->
                    Optional.of(StatePage.of(Feather.INBOX, texts.text("page.none"), ""));
            case FilesModel.State.Reading reading -> Optional.of(reading(reading.task()));
            case FilesModel.State.Unavailable unavailable ->
                    Optional.of(
                            StatePage.of(
                                    Feather.ARCHIVE,
                                    texts.text("page.unavailable"),
                                    unavailable.reason()));
            case FilesModel.State.Failed failed ->
                    Optional.of(
                            StatePage.of(
                                            Feather.ALERT_TRIANGLE,
                                            texts.text("page.failed"),
                                            DisplayText.escapeLines(message(failed.failure())))
                                    .with(again("page.again")));
            case FilesModel.State.Cancelled cancelled ->
                    Optional.of(
                            StatePage.of(
                                            Feather.SLASH,
                                            texts.text("page.cancelled"),
                                            texts.text("page.cancelled.why"))
                                    .with(again("page.read")));
        };
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }

    private Node reading(RunningTask task) {
        ProgressBar bar = new ProgressBar();
        bar.getStyleClass().add("files-progress");
        bar.progressProperty().bind(task.fractionProperty());
        bar.setAccessibleText(task.title());
        Label message = new Label();
        message.getStyleClass().add("muted");
        message.textProperty().bind(task.messageProperty());
        Button stop = new Button(texts.text("page.stop"));
        stop.setOnAction(e -> model.cancel());
        return StatePage.busy(task.title()).below(bar).below(message).with(stop);
    }

    private Button again(String key) {
        Button again = new Button(texts.text(key));
        again.setDefaultButton(false);
        again.setOnAction(e -> model.read());
        return again;
    }
}
