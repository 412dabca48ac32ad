package dev.stagecraft.ui.prove;

import dev.stagecraft.dockerfile.Dockerfile;
import dev.stagecraft.dockerfile.Instruction;
import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.ui.support.FocusOrder;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What will be built and run, under which limits; nothing happens before the person agrees.
final class AgreementView extends BorderPane {
    private final ProveViewModel model;
    private final AgreementViewModel agreement;
    private final Texts texts;
    private final VBox sentences = new VBox();
    private final Label problem = new Label();
    private final Button start = new Button();

    /// @param withdrawable whether other files can be chosen here
    AgreementView(
            ProveViewModel model,
            ObservableBooleanValue hasEngine,
            boolean withdrawable,
            DoubleSupplier em,
            Texts texts) {
        this.model = model;
        this.agreement = model.agreement();
        this.texts = texts;
        getStyleClass().add("agreement");
        sentences.getStyleClass().add("agreement-sentences");
        Label what = heading("agreement.what");
        VBox left = new VBox(what, sentences);
        left.getStyleClass().add("agreement-what");
        VBox right = new VBox(heading("agreement.how"), new AgreementForm(model, texts));
        right.getStyleClass().add("agreement-how");
        PairPane pair = new PairPane(left, right, 50, em);
        ScrollPane scroll = new ScrollPane(pair);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(true);
        scroll.setAccessibleText(texts.text("agreement.what"));
        scroll.getStyleClass().add("plain-scroll");
        setCenter(scroll);
        setBottom(bottom(hasEngine, withdrawable));
        InvalidationListener say = any -> say();
        model.subjectProperty().addListener(say);
        agreement.probeProperty().addListener(say);
        agreement.portProperty().addListener(say);
        agreement.pathProperty().addListener(say);
        agreement.commandProperty().addListener(say);
        agreement.memoryMegabytesProperty().addListener(say);
        agreement.processesProperty().addListener(say);
        agreement.secondsProperty().addListener(say);
        agreement.readOnlyRootProperty().addListener(say);
        agreement.networkProperty().addListener(say);
        agreement.repairsProperty().addListener(say);
        agreement.askBeforeRepairProperty().addListener(say);
        agreement.parallelProperty().addListener(say);
        model.keepImagesProperty().addListener(say);
        agreement.problemProperty().addListener((p, o, now) -> showProblem(now));
        say();
    }

    private Label heading(String key) {
        Label label = new Label(texts.text(key));
        label.getStyleClass().add("heading");
        return label;
    }

    private Node bottom(ObservableBooleanValue hasEngine, boolean withdrawable) {
        start.setText(texts.text("agreement.start"));
        start.setGraphic(Icons.of(Feather.PLAY));
        start.setId("prove-start");
        start.setDefaultButton(true);
        start.setMinWidth(USE_PREF_SIZE);
        start.disableProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () ->
                                        !hasEngine.get()
                                                || agreement.problemProperty().get().isPresent(),
                                hasEngine,
                                agreement.problemProperty()));
        start.setOnAction(e -> model.start());
        problem.setId("prove-problem");
        problem.getStyleClass().add("agreement-problem");
        problem.setWrapText(true);
        problem.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(problem, Priority.ALWAYS);
        Label engine = new Label(texts.text("agreement.noengine"));
        engine.getStyleClass().add("agreement-problem");
        engine.visibleProperty().bind(Bindings.not(hasEngine));
        engine.managedProperty().bind(engine.visibleProperty());
        Button others = new Button(texts.text("agreement.others"));
        others.setMinWidth(USE_PREF_SIZE);
        others.setOnAction(e -> model.withdraw());
        others.setVisible(withdrawable);
        others.setManaged(withdrawable);
        HBox bar = new HBox(others, problem, engine, start);
        bar.getStyleClass().add("agreement-bar");
        return bar;
    }

    @Override
    public void requestFocus() {
        if (start.isDisabled()) {
            FocusOrder.enter(this);
        } else {
            start.requestFocus();
        }
    }

    private void showProblem(Optional<AgreementViewModel.Problem> now) {
        problem.setText(
                now.map(p ->
                                texts.text(
                                        "problem." + p.kind(),
                                        DisplayText.escape(p.text().strip(), 80)))
                        .orElse(""));
    }

    private void say() {
        List<Node> all = new ArrayList<>();
        Optional<ProofSubject> subject = model.subjectProperty().get();
        if (subject.isPresent()) {
            ProofSubject s = subject.get();
            all.add(
                    sentence(
                            Feather.PACKAGE,
                            texts.text(
                                    agreement.parallelProperty().get()
                                            ? "agree.build.parallel"
                                            : "agree.build",
                                    DisplayText.escape(s.context().toString(), 200))));
            all.add(file("side.BEFORE", s.dockerfileName(), s.before()));
            all.add(
                    file(
                            "side.AFTER",
                            texts.text(s.rewritten() ? "agree.rewritten" : "agree.given"),
                            s.after()));
        }
        all.add(sentence(Feather.DOWNLOAD_CLOUD, texts.text("agree.network.build")));
        all.add(
                sentence(
                        Feather.PLAY,
                        texts.text(
                                "agree.run",
                                ByteSize.format(
                                        agreement.memoryMegabytesProperty().get() * 1_000_000L),
                                String.valueOf(agreement.processesProperty().get()),
                                ProveWords.seconds(agreement.secondsProperty().get() * 1_000L))));
        all.add(
                sentence(
                        Feather.LOCK,
                        texts.text(
                                        agreement.networkProperty().get()
                                                ? "agree.network"
                                                : "agree.nonetwork")
                                + (agreement.readOnlyRootProperty().get()
                                        ? " " + texts.text("agree.readonly")
                                        : "")));
        all.add(sentence(Feather.HELP_CIRCLE, probeSentence()));
        int repairs = agreement.repairsProperty().get();
        all.add(
                sentence(
                        Feather.TOOL,
                        repairs == 0
                                ? texts.text("agree.norepair")
                                : texts.text(
                                        agreement.askBeforeRepairProperty().get()
                                                ? "agree.repair.ask"
                                                : "agree.repair",
                                        repairs)));
        all.add(
                sentence(
                        Feather.TRASH_2,
                        texts.text(
                                model.keepImagesProperty().get() ? "agree.keep" : "agree.remove")));
        sentences.getChildren().setAll(all);
    }

    private String probeSentence() {
        return switch (agreement.probeProperty().get()) {
            case AUTOMATIC -> texts.text("agree.probe.AUTOMATIC");
            case HTTP ->
                    agreement.portProperty().get().isBlank()
                            ? texts.text(
                                    "agree.probe.HTTP",
                                    DisplayText.escape(agreement.pathProperty().get(), 80))
                            : texts.text(
                                    "agree.probe.HTTP.port",
                                    DisplayText.escape(agreement.pathProperty().get(), 80),
                                    DisplayText.escape(agreement.portProperty().get(), 8));
            case EXIT -> texts.text("agree.probe.EXIT");
            case COMMAND ->
                    texts.text(
                            "agree.probe.COMMAND",
                            DisplayText.escape(agreement.commandProperty().get(), 120));
        };
    }

    private Node file(String side, String name, String text) {
        List<Instruction.From> stages =
                Dockerfile.parse(text).instructions().stream()
                        .filter(Instruction.From.class::isInstance)
                        .map(Instruction.From.class::cast)
                        .toList();
        String base = stages.isEmpty() ? "" : stages.getLast().image().text();
        Label head = new Label(texts.text(side));
        head.getStyleClass().add("strong");
        BrokenLine facts =
                new BrokenLine(
                        texts.text(
                                "agree.file",
                                DisplayText.escape(name, 80),
                                stages.size(),
                                DisplayText.escape(base, 80)));
        HBox.setHgrow(facts, Priority.ALWAYS);
        HBox box = new HBox(head, facts);
        box.getStyleClass().add("agreement-file");
        return box;
    }

    private Node sentence(Feather icon, String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        HBox.setHgrow(label, Priority.ALWAYS);
        HBox box = new HBox(Icons.of(icon, "muted"), label);
        box.getStyleClass().add("agreement-sentence");
        return box;
    }
}
