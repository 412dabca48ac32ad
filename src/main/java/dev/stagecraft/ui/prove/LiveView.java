package dev.stagecraft.ui.prove;

import dev.stagecraft.prove.ProofListener.Which;
import dev.stagecraft.ui.support.FocusOrder;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.InView;
import dev.stagecraft.ui.support.Texts;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/// Both builds and runs as they go.
final class LiveView extends BorderPane {
    private static final Duration TICK = Duration.millis(500);

    /// The height in letters below which steps and log do not both have room.
    private static final double LOW_EM = 24;

    private final ProveViewModel model;
    private final Texts texts;
    private final VBox body = new VBox();
    private final Label elapsed = new Label();
    private final ScrollPane scroll = new ScrollPane();
    private final SplitPane split = new SplitPane();
    private final LogPane log;
    private final ToggleButton logInstead;
    private final DoubleSupplier em;
    private double divider = 0.6;
    private final SideColumn before;
    private final SideColumn after;
    private final PairPane columns;
    private final Timeline clock;

    LiveView(ProveViewModel model, DoubleSupplier em, Texts texts) {
        this.model = model;
        this.texts = texts;
        this.em = em;
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
        logInstead = new ToggleButton(texts.text("log.show"), Icons.of(Feather.TERMINAL));
        logInstead.setId("prove-log");
        logInstead.setMinWidth(USE_PREF_SIZE);
        logInstead.managedProperty().bind(logInstead.visibleProperty());
        logInstead.setVisible(false);
        logInstead.setOnAction(e -> giveRoom());
        HBox top = new HBox(whole, elapsed, logInstead, stop);
        top.getStyleClass().add("live-top");
        setTop(top);
        before = new SideColumn(model.side(Which.BEFORE), model, em, texts);
        after = new SideColumn(model.side(Which.AFTER), model, em, texts);
        columns = new PairPane(before, after, 46, em);
        body.getStyleClass().add("live-body");
        scroll.setContent(body);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("plain-scroll");
        scroll.setFocusTraversable(true);
        scroll.setId("prove-builds");
        scroll.setAccessibleText(texts.text("live.builds"));
        log = new LogPane(model, texts);
        split.getItems().setAll(List.of(scroll, log));
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(divider);
        setCenter(split);
        // Changes with the window and, as the bar above it does, with the letters.
        split.heightProperty().addListener(any -> Platform.runLater(this::giveRoom));
        model.selectedProperty().addListener(any -> Platform.runLater(this::reveal));
        // Where it was brought to is elsewhere once more or less of the builds can be seen.
        scroll.viewportBoundsProperty().addListener(any -> Platform.runLater(this::reveal));
        body.heightProperty().addListener(any -> Platform.runLater(this::reveal));
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
        giveRoom();
        body.getChildren().setAll(columns);
        card.ifPresent(body.getChildren()::addFirst);
        if (ours && (asks || !FocusOrder.holds(this))) {
            requestFocus();
        }
    }

    /// A question is to be seen as a whole; nothing is printed while it waits. In a low window the
    /// log takes the place of the steps when it is wanted.
    private void giveRoom() {
        boolean asks = model.questionProperty().get().isPresent();
        boolean low = getHeight() < LOW_EM * em.getAsDouble();
        logInstead.setVisible(low && !asks);
        List<Node> parts = List.of(scroll, log);
        if (asks) {
            parts = List.of(scroll);
        } else if (low) {
            parts = List.of(logInstead.isSelected() ? log : scroll);
        }
        if (!split.getItems().equals(parts)) {
            if (split.getItems().size() > 1) {
                divider = split.getDividerPositions()[0];
            }
            split.getItems().setAll(parts);
            split.setDividerPositions(divider);
        }
    }

    /// What is followed comes into view.
    private void reveal() {
        if (!model.followingProperty().get() || model.selectedProperty().get().isEmpty()) {
            return;
        }
        LogSource source = model.selectedProperty().get().get();
        before.place(source)
                .or(() -> after.place(source))
                .ifPresent(place -> InView.bring(scroll, place, em.getAsDouble()));
    }
}
