package dev.stagecraft.ui.prove;

import dev.stagecraft.dockerfile.Dockerfile;
import dev.stagecraft.dockerfile.Instruction;
import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.ui.prove.AgreementViewModel.ProbeKind;
import dev.stagecraft.ui.support.FocusOrder;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
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
        VBox right = new VBox(heading("agreement.how"), probe(), limits(), repairs(), more());
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

    private Node probe() {
        ChoiceBox<ProbeKind> kind = new ChoiceBox<>();
        kind.setId("prove-probe");
        kind.setAccessibleText(texts.text("probe.title"));
        kind.getItems().setAll(ProbeKind.values());
        kind.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(ProbeKind value) {
                        return value == null ? "" : texts.text("probe.kind." + value);
                    }

                    @Override
                    public ProbeKind fromString(String text) {
                        return ProbeKind.AUTOMATIC;
                    }
                });
        kind.valueProperty().bindBidirectional(agreement.probeProperty());
        kind.setMaxWidth(Double.MAX_VALUE);
        VBox box = new VBox(named("probe.title", kind));
        TextField port = field("probe.port", agreement.portProperty(), "probe.port.prompt");
        port.setPrefColumnCount(8);
        HBox http =
                new HBox(
                        named("probe.port", port),
                        named(
                                "probe.path",
                                field(
                                        "probe.path",
                                        agreement.pathProperty(),
                                        "probe.path.prompt")));
        http.getStyleClass().add("field-row");
        HBox.setHgrow(http.getChildren().getLast(), Priority.ALWAYS);
        Node command =
                named(
                        "probe.words",
                        field("probe.words", agreement.commandProperty(), "probe.words.prompt"));
        showFor(http, ProbeKind.HTTP);
        showFor(command, ProbeKind.COMMAND);
        box.getChildren().addAll(http, command);
        box.getStyleClass().add("field-group");
        return box;
    }

    private void showFor(Node node, ProbeKind kind) {
        node.visibleProperty().bind(agreement.probeProperty().isEqualTo(kind));
        node.managedProperty().bind(node.visibleProperty());
    }

    private Node limits() {
        HBox numbers =
                new HBox(
                        named(
                                "limit.memory",
                                number(
                                        "limit.memory",
                                        agreement.memoryMegabytesProperty(),
                                        16,
                                        64_000,
                                        100)),
                        named(
                                "limit.processes",
                                number(
                                        "limit.processes",
                                        agreement.processesProperty(),
                                        1,
                                        32_000,
                                        64)),
                        named(
                                "limit.time",
                                number("limit.time", agreement.secondsProperty(), 1, 3_600, 10)));
        numbers.getStyleClass().add("field-row");
        return group(
                numbers,
                check("limit.network", agreement.networkProperty()),
                check("limit.readonly", agreement.readOnlyRootProperty()));
    }

    private Node repairs() {
        HBox row =
                new HBox(
                        named(
                                "repairs.number",
                                number("repairs.number", agreement.repairsProperty(), 0, 50, 1)));
        row.getStyleClass().add("field-row");
        return group(
                row,
                check("repairs.ask", agreement.askBeforeRepairProperty()),
                check("parallel", agreement.parallelProperty()),
                check("keep", model.keepImagesProperty()));
    }

    private Node more() {
        VBox box =
                new VBox(
                        named(
                                "more.environment",
                                area(
                                        "more.environment",
                                        agreement.environmentProperty(),
                                        "more.environment.prompt")),
                        named(
                                "more.arguments",
                                field(
                                        "more.arguments",
                                        agreement.argumentsProperty(),
                                        "more.arguments.prompt")),
                        named(
                                "more.mounts",
                                area(
                                        "more.mounts",
                                        agreement.mountsProperty(),
                                        "more.mounts.prompt")));
        box.getStyleClass().add("field-group");
        TitledPane pane = new TitledPane(texts.text("more.title"), box);
        pane.setExpanded(false);
        pane.setAnimated(false);
        return pane;
    }

    private static Node group(Node... nodes) {
        VBox box = new VBox(nodes);
        box.getStyleClass().add("field-group");
        return box;
    }

    private Node named(String key, Node field) {
        Label label = new Label(texts.text(key));
        label.getStyleClass().add("field-name");
        label.setLabelFor(field);
        VBox box = new VBox(label, field);
        box.getStyleClass().add("field");
        return box;
    }

    private TextField field(String key, StringProperty value, String prompt) {
        TextField field = new TextField();
        field.setPromptText(texts.text(prompt));
        return bound(field, key, value);
    }

    private TextArea area(String key, StringProperty value, String prompt) {
        TextArea area = new TextArea();
        area.setPromptText(texts.text(prompt));
        area.setPrefRowCount(2);
        return bound(area, key, value);
    }

    private <T extends TextInputControl> T bound(T field, String key, StringProperty value) {
        field.setAccessibleText(texts.text(key));
        field.textProperty().bindBidirectional(value);
        return field;
    }

    private Spinner<Integer> number(
            String key, IntegerProperty value, int least, int most, int step) {
        Spinner<Integer> spinner = new Spinner<>(least, most, value.get(), step);
        spinner.setEditable(true);
        spinner.setAccessibleText(texts.text(key));
        spinner.getEditor().setAccessibleText(texts.text(key));
        spinner.valueProperty()
                .addListener((p, o, now) -> {
                    if (now != null) {
                        value.set(now);
                    }
                });
        return spinner;
    }

    private CheckBox check(String key, javafx.beans.property.BooleanProperty value) {
        CheckBox box = new CheckBox(texts.text(key));
        box.setWrapText(true);
        box.selectedProperty().bindBidirectional(value);
        return box;
    }
}
