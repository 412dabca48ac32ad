package dev.stagecraft.ui.prove;

import dev.stagecraft.image.DisplayText;
import dev.stagecraft.prove.ProofListener.Which;
import dev.stagecraft.ui.control.CodeView;
import dev.stagecraft.ui.control.DockerfileHighlighter;
import dev.stagecraft.ui.control.LineMark;
import dev.stagecraft.ui.support.Texts;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/// What the selected step or container printed, beside the Dockerfile that it stands in.
final class LogPane extends BorderPane {
    private final ProveViewModel model;
    private final Texts texts;
    private final Label title = new Label();
    private final Hyperlink line = new Hyperlink();
    private final ListView<String> log = new ListView<>();
    private final CodeView code = new CodeView();
    private final ListChangeListener<String> follower = change -> followSoon();
    private @Nullable LogSource shown;
    private String shownText = "";
    private boolean followingSoon;

    LogPane(ProveViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("log-pane");
        title.getStyleClass().add("log-title");
        title.setMinWidth(0);
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        line.setMinWidth(USE_PREF_SIZE);
        line.setOnAction(e -> showLine());
        ToggleButton follow = new ToggleButton(texts.text("log.follow"));
        follow.selectedProperty().bindBidirectional(model.followingProperty());
        follow.getStyleClass().add("small-button");
        follow.setMinWidth(USE_PREF_SIZE);
        HBox head = new HBox(title, line, follow);
        head.getStyleClass().add("log-head");
        log.getStyleClass().add("log-lines");
        log.setAccessibleText(texts.text("log.name"));
        log.setPlaceholder(new Label(texts.text("log.empty")));
        log.setCellFactory(list -> new LineCell());
        code.setHighlighter(new DockerfileHighlighter());
        code.setName(texts.text("log.code"));
        SplitPane split = new SplitPane(log, code);
        split.setDividerPositions(0.58);
        setTop(head);
        setCenter(split);
        model.selectedProperty().addListener((p, o, row) -> show(row));
        show(model.selectedProperty().get());
    }

    private void show(Optional<LogSource> source) {
        LogSource old = shown;
        if (old != null) {
            old.log().removeListener(follower);
        }
        shown = source.orElse(null);
        line.setVisible(false);
        if (source.isEmpty()) {
            title.setText(texts.text("log.none"));
            log.setItems(FXCollections.observableArrayList());
            showCode(Which.AFTER);
            return;
        }
        LogSource now = source.get();
        title.setText(texts.text("log.title", texts.text("side." + now.side()), name(now)));
        if (now instanceof StepRow row && row.step().line().isPresent()) {
            int number = row.step().line().getAsInt();
            line.setText(texts.text("log.line", String.valueOf(number)));
            line.setVisible(true);
        }
        log.setItems(now.log());
        now.log().addListener(follower);
        scrollToEnd();
        showCode(now.side());
        showLine();
    }

    private String name(LogSource source) {
        return switch (source) {
            case StepRow row -> DisplayText.escape(row.step().text(), 200);
            case RunRow run -> texts.text("log.container");
        };
    }

    private void showCode(Which which) {
        String text = model.dockerfile(which);
        if (!text.equals(shownText)) {
            shownText = text;
            code.showUntrusted(text);
        }
    }

    private void showLine() {
        code.setMarks(List.of());
        if (shown instanceof StepRow row && row.step().line().isPresent()) {
            int number = row.step().line().getAsInt();
            LineMark.Kind kind =
                    row.step().state() == dev.stagecraft.engine.build.BuildStep.State.FAILED
                            ? LineMark.Kind.ERROR
                            : LineMark.Kind.NOTE;
            code.setMarks(
                    List.of(new LineMark(number, kind, texts.text("state." + row.step().state()))));
            code.showLine(number);
        }
    }

    /// Once for all the lines that come together, and when the list knows of them.
    private void followSoon() {
        if (!followingSoon) {
            followingSoon = true;
            Platform.runLater(() -> {
                followingSoon = false;
                scrollToEnd();
            });
        }
    }

    private void scrollToEnd() {
        if (!log.getItems().isEmpty()) {
            log.scrollTo(log.getItems().size() - 1);
        }
    }

    /// Lines come from strangers.
    private static final class LineCell extends ListCell<String> {
        @Override
        protected void updateItem(String item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty || item == null ? null : DisplayText.escape(item, 2_000));
        }
    }
}
