package dev.stagecraft.ui.prove;

import dev.stagecraft.image.DisplayText;
import dev.stagecraft.ui.support.FocusOrder;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.StatePage;
import dev.stagecraft.ui.support.Texts;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;

/// A proof from the agreement to its verdict: a page of its own, or a step of the wizard.
public final class ProveView extends StackPane {
    /// The sheet of this view.
    public static final String STYLESHEET =
            Objects.requireNonNull(ProveView.class.getResource("prove.css")).toExternalForm();

    private final ProveViewModel model;
    private final ProveHost host;
    private final DoubleSupplier em;
    private final Texts texts = Texts.of(ProveView.class);
    private final AgreementView agreement;
    private final LiveView live;
    private final BooleanBinding holdsTheNextStep;
    private Optional<Node> first = Optional.empty();

    /// @param hasEngine whether an engine is connected
    /// @param withdrawable whether other files can be chosen here
    /// @param em the width of a letter in pixels just now
    public ProveView(
            ProveViewModel model,
            ProveHost host,
            ObservableBooleanValue hasEngine,
            boolean withdrawable,
            DoubleSupplier em) {
        this.model = model;
        this.host = host;
        this.em = em;
        getStyleClass().add("prove");
        setMinSize(0, 0);
        agreement = new AgreementView(model, hasEngine, withdrawable, this.em, texts);
        live = new LiveView(model, this.em, texts);
        holdsTheNextStep =
                Bindings.createBooleanBinding(
                        () ->
                                switch (model.stateProperty().get()) {
                                    case ProveViewModel.State.Agreement wanted -> hasEngine.get();
                                    case ProveViewModel.State.Running running -> true;
                                    case ProveViewModel.State.None none -> false;
                                    case ProveViewModel.State.Done done -> false;
                                    case ProveViewModel.State.Failed failed -> true;
                                    case ProveViewModel.State.Cancelled cancelled -> true;
                                },
                        model.stateProperty(),
                        hasEngine);
        model.stateProperty().addListener((p, o, state) -> show(state));
        show(model.stateProperty().get());
    }

    /// Whether what comes next happens in this view: an agreement that can be given, a proof that
    /// runs, or one that has come to nothing. What leads on beside it should then not stand out.
    public ObservableBooleanValue holdsTheNextStep() {
        return holdsTheNextStep;
    }

    /// Puts something in the place of what is shown while nothing is proposed.
    void setFirst(Node node) {
        first = Optional.of(node);
        show(model.stateProperty().get());
    }

    private void show(ProveViewModel.State state) {
        Node page =
                switch (state) {
                    case ProveViewModel.State.None none when first.isPresent() -> first.get();
                    case ProveViewModel.State.None none ->
                            StatePage.of(
                                    Feather.CHECK_SQUARE,
                                    texts.text("none.title"),
                                    texts.text("none.why"));
                    case ProveViewModel.State.Agreement wanted -> agreement;
                    case ProveViewModel.State.Running running -> live;
                    case ProveViewModel.State.Done done ->
                            new ResultView(done.proof(), model, host, em, texts);
                    case ProveViewModel.State.Failed failed ->
                            StatePage.of(
                                            Feather.ALERT_TRIANGLE,
                                            texts.text("failed.title"),
                                            DisplayText.escapeLines(failed.message()))
                                    .with(again());
                    case ProveViewModel.State.Cancelled cancelled ->
                            StatePage.of(
                                            Feather.SLASH,
                                            texts.text("cancelled.title"),
                                            texts.text("cancelled.why"))
                                    .with(again());
                };
        boolean ours = FocusOrder.holds(this);
        getChildren().setAll(page);
        if (ours) {
            // What had the focus is gone; without this, the window's first control would get it.
            Platform.runLater(this::requestFocus);
        }
    }

    /// The keyboard goes to what moves the proof on: never to what stops it.
    @Override
    public void requestFocus() {
        switch (model.stateProperty().get()) {
            case ProveViewModel.State.Agreement wanted -> agreement.requestFocus();
            case ProveViewModel.State.Running running -> live.requestFocus();
            case ProveViewModel.State.None none -> FocusOrder.enter(this);
            case ProveViewModel.State.Done done -> FocusOrder.enter(this);
            case ProveViewModel.State.Failed failed -> FocusOrder.enter(this);
            case ProveViewModel.State.Cancelled cancelled -> FocusOrder.enter(this);
        }
    }

    private Button again() {
        Button again = new Button(texts.text("result.again"), Icons.of(Feather.ROTATE_CCW));
        again.setId("prove-again");
        again.setDefaultButton(true);
        again.setOnAction(e -> model.reconsider());
        return again;
    }
}
