package dev.stagecraft.ui.prove;

import dev.stagecraft.ui.prove.AgreementViewModel.ProbeKind;
import dev.stagecraft.ui.support.Texts;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// How both are run: what they are asked, under which limits, and what is done about failures.
final class AgreementForm extends VBox {
    private final ProveViewModel model;
    private final AgreementViewModel agreement;
    private final Texts texts;

    AgreementForm(ProveViewModel model, Texts texts) {
        this.model = model;
        this.agreement = model.agreement();
        this.texts = texts;
        getStyleClass().add("agreement-form");
        getChildren().addAll(probe(), limits(), repairs(), more());
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

    private CheckBox check(String key, BooleanProperty value) {
        CheckBox box = new CheckBox(texts.text(key));
        box.setWrapText(true);
        box.selectedProperty().bindBidirectional(value);
        return box;
    }
}
