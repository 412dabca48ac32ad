package dev.stagecraft.ui.prove;

import dev.stagecraft.prove.ProofListener.Which;
import dev.stagecraft.ui.support.FocusOrder;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Texts;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/// Both builds and runs as they go.
final class LiveView extends BorderPane {
    private static final Duration TICK = Duration.millis(500);

    private final ProveViewModel model;
    private final Texts texts;
    private final VBox body = new VBox();
    private final Label elapsed = new Label();
    private final ScrollPane scroll = new ScrollPane();
    private final SplitPane split = new SplitPane();
    private final LogPane log;
    private double divider = 0.6;
    private final PairPane columns;
    private final Timeline clock;

    LiveView(ProveViewModel model, DoubleSupplier em, Texts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("prove-live");
        ProgressBar whole = new ProgressBar();
        whole.setId("prove-progress");
        whole.setMaxWidth(Double.MAX_VALUE);
        whole.setAccessibleText(texts.text("live.progress"));
        whole.progressProperty().bind(model.progressProperty());
        HBox.setHgrow(whole, Priority.ALWAYS);
        elapsed.getStyleClass().add("live-elapsed");
        elapsed.setMinWidth(USE_PREF_SIZE);
        Button stop = new Button(texts.text("live.cancel"), Icons.of(Feather.SQUARE));
        stop.setId("prove-cancel");
        stop.setCancelButton(true);
        stop.setMinWidth(USE_PREF_SIZE);
        stop.setOnAction(e -> model.cancel());
        HBox top = new HBox(whole, elapsed, stop);
        top.getStyleClass().add("live-top");
        setTop(top);
        columns =
                new PairPane(
                        new SideColumn(model.side(Which.BEFORE), model, em, texts),
                        new SideColumn(model.side(Which.AFTER), model, em, texts),
                        46,
                        em);
        body.getStyleClass().add("live-body");
        scroll.setContent(body);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("plain-scroll");
        scroll.setFocusTraversable(true);
        scroll.setId("prove-builds");
        scroll.setAccessibleText(texts.text("live.builds"));
        log = new LogPane(model, texts);
        split.getItems().setAll(scroll, log);
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(divider);
        setCenter(split);
        model.questionProperty()
                .addListener((p, o, question) -> {
                    fill();
                    scroll.setVvalue(0);
                });
        model.diagnosisProperty().addListener((p, o, cause) -> fill());
        fill();
        model.elapsedProperty().addListener((p, o, millis) -> showElapsed());
        showElapsed();
        clock = new Timeline(new KeyFrame(TICK, e -> model.tick()));
        clock.setCycleCount(Animation.INDEFINITE);
        model.stateProperty().addListener((p, o, state) -> runClock());
        runClock();
    }

    /// To the repair that waits, else to the builds; not to the button that stops it all.
    @Override
    public void requestFocus() {
        FocusOrder.prepare(this);
        if (model.questionProperty().get().isPresent()) {
            body.getChildren().getFirst().requestFocus();
        } else {
            scroll.requestFocus();
        }
    }

    private void runClock() {
        if (model.stateProperty().get() instanceof ProveViewModel.State.Running) {
            clock.play();
        } else {
            clock.stop();
        }
    }

    private void showElapsed() {
        elapsed.setText(ProveWords.wholeSeconds(model.elapsedProperty().get()));
    }

    private void fill() {
        Optional<RepairCard> card =
                model.questionProperty()
                        .get()
                        .map(question -> RepairCard.asking(question, model, texts))
                        .or(() ->
                                model.diagnosisProperty()
                                        .get()
                                        .map(cause -> RepairCard.searching(cause, texts)));
        boolean asks = model.questionProperty().get().isPresent();
        boolean ours = FocusOrder.holds(this);
        giveRoom(asks);
        body.getChildren().setAll(columns);
        card.ifPresent(body.getChildren()::addFirst);
        if (ours && (asks || !FocusOrder.holds(this))) {
            requestFocus();
        }
    }

    /// A question is to be seen as a whole; nothing is printed while it waits.
    private void giveRoom(boolean asks) {
        if (asks && split.getItems().contains(log)) {
            divider = split.getDividerPositions()[0];
            split.getItems().remove(log);
        } else if (!asks && !split.getItems().contains(log)) {
            split.getItems().add(log);
            split.setDividerPositions(divider);
        }
    }
}
