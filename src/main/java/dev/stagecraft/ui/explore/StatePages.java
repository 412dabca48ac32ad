package dev.stagecraft.ui.explore;

import atlantafx.base.theme.Styles;
import dev.stagecraft.engine.EngineCandidate;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.ui.support.EngineConnection;
import dev.stagecraft.ui.support.StatePage;
import dev.stagecraft.ui.support.Texts;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What the middle shows while no image is: why, and what to do next.
public final class StatePages {
    private final EngineConnection connection;
    private final OpenImageViewModel model;
    private final Runnable openArchive;
    private final Consumer<String> clipboard;
    private final Texts texts = Texts.of(StatePages.class);

    /// @param openArchive asks for an archive to open
    /// @param clipboard where details go when they are copied
    public StatePages(
            EngineConnection connection,
            OpenImageViewModel model,
            Runnable openArchive,
            Consumer<String> clipboard) {
        this.connection = connection;
        this.model = model;
        this.openArchive = openArchive;
        this.clipboard = clipboard;
    }

    /// The page for a state in which no image is shown.
    public Node page(OpenImageViewModel.State state) {
        return switch (state) {
            case OpenImageViewModel.State.Shown shown -> new Region();
            case OpenImageViewModel.State.None none -> empty();
            case OpenImageViewModel.State.Loading loading ->
                    StatePage.busy(
                            texts.text("state.loading", DisplayText.escape(loading.name(), 100)));
            case OpenImageViewModel.State.Cancelled cancelled ->
                    StatePage.of(
                                    Feather.SLASH,
                                    texts.text(
                                            "state.cancelled",
                                            DisplayText.escape(cancelled.name(), 100)),
                                    texts.text("state.cancelled.advice"))
                            .with(
                                    button(
                                            "state.again",
                                            true,
                                            () ->
                                                    model.open(
                                                            cancelled.source(), cancelled.name())));
            case OpenImageViewModel.State.Failed failed -> failed(failed);
            case OpenImageViewModel.State.Choice choice -> choice(choice);
        };
    }

    private Node failed(OpenImageViewModel.State.Failed failed) {
        TextArea trace = new TextArea(failed.details());
        trace.setEditable(false);
        trace.getStyleClass().add("mono");
        trace.setAccessibleText(texts.text("state.details"));
        TitledPane details = new TitledPane(texts.text("state.details"), trace);
        details.setExpanded(false);
        details.getStyleClass().add("failure-details");
        String why =
                failed.advice().isEmpty()
                        ? failed.message()
                        : failed.message() + "\n" + failed.advice();
        return StatePage.of(
                        Feather.ALERT_OCTAGON,
                        texts.text("state.failed", DisplayText.escape(failed.name(), 100)),
                        why)
                .with(
                        button(
                                "state.again",
                                true,
                                () -> model.open(failed.source(), failed.name())),
                        button("state.copy", false, () -> clipboard.accept(failed.details())))
                .below(details);
    }

    private Node choice(OpenImageViewModel.State.Choice choice) {
        VBox list = new VBox();
        list.getStyleClass().add("choices");
        for (ChoiceNeededException.Option option : choice.options()) {
            Button button = new Button(option.label());
            button.setMnemonicParsing(false);
            button.setMaxWidth(Double.MAX_VALUE);
            button.setDisable(option.absence().isPresent());
            button.setOnAction(e -> model.open(option.source(), option.label()));
            list.getChildren().add(button);
            option.absence()
                    .ifPresent(why -> {
                        Label reason = new Label(why);
                        reason.getStyleClass().addAll("muted", "small");
                        reason.setWrapText(true);
                        list.getChildren().add(reason);
                    });
        }
        list.getChildren().stream()
                .filter(node -> node instanceof Button && !node.isDisabled())
                .findFirst()
                .ifPresent(StatePages::focusOnceShown);
        return StatePage.of(
                        Feather.ARCHIVE,
                        texts.text(
                                choice.ofPlatforms() ? "state.platforms" : "state.several",
                                DisplayText.escape(choice.name(), 100)),
                        texts.text("state.several.advice"))
                .below(list);
    }

    /// Who opened a file goes on with the answer to what is asked of it.
    private static void focusOnceShown(Node node) {
        node.sceneProperty()
                .addListener((p, o, scene) -> {
                    if (scene != null) {
                        Platform.runLater(node::requestFocus);
                    }
                });
    }

    private Node empty() {
        return switch (connection.stateProperty().get()) {
            case SEARCHING -> StatePage.busy(texts.text("state.searching"));
            case CONNECTED, LOST ->
                    StatePage.of(
                                    Feather.LAYERS,
                                    texts.text("state.choose"),
                                    texts.text("state.choose.advice"))
                            .with(button("state.open", false, openArchive));
            case NONE -> noEngine();
        };
    }

    private Node noEngine() {
        VBox places = new VBox();
        places.getStyleClass().add("engine-places");
        for (EngineCandidate candidate : connection.candidates()) {
            places.getChildren().add(place(candidate));
        }
        StatePage page =
                StatePage.of(
                                Feather.SERVER,
                                texts.text("state.noengine"),
                                texts.text("state.noengine.advice"))
                        .with(
                                button("state.open", true, openArchive),
                                button("state.search", false, connection::searchAgain));
        if (!places.getChildren().isEmpty()) {
            Label head = new Label(texts.text("state.places"));
            head.getStyleClass().add("section-title");
            places.getChildren().addFirst(head);
            page.below(places);
        }
        ScrollPane scroll = new ScrollPane(page);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setAccessibleText(texts.text("state.noengine"));
        return scroll;
    }

    private Node place(EngineCandidate candidate) {
        boolean usable = candidate.state() != EngineCandidate.State.UNAVAILABLE;
        Region dot = new Region();
        dot.getStyleClass().add("state-dot");
        dot.pseudoClassStateChanged(
                PseudoClass.getPseudoClass(usable ? "connected" : "lost"), true);
        Label name = new Label(DisplayText.escape(candidate.name(), 60));
        name.getStyleClass().add("strong");
        HBox head = new HBox(dot, name);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("engine-head");
        candidate
                .address()
                .ifPresent(where -> {
                    Label address = new Label(DisplayText.escape(where.url(), 120));
                    address.getStyleClass().addAll("muted", "small", "mono");
                    head.getChildren().add(address);
                });
        VBox box = new VBox(head);
        box.getStyleClass().add("engine-place");
        if (usable) {
            head.getChildren().add(button("state.use", false, () -> connection.use(candidate)));
        }
        candidate
                .problem()
                .ifPresent(problem -> {
                    Label why = new Label(problem.getMessage());
                    why.setWrapText(true);
                    box.getChildren().add(why);
                    if (!problem.advice().isEmpty()) {
                        Label advice = new Label(problem.advice());
                        advice.setWrapText(true);
                        advice.getStyleClass().add("muted");
                        box.getChildren().add(advice);
                    }
                });
        return box;
    }

    private Button button(String key, boolean first, Runnable action) {
        Button button = new Button(texts.text(key));
        button.setId(key.replace('.', '-'));
        if (first) {
            button.getStyleClass().add(Styles.ACCENT);
        }
        button.setOnAction(e -> action.run());
        return button;
    }
}
