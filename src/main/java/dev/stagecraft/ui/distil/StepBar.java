package dev.stagecraft.ui.distil;

import dev.stagecraft.ui.support.Texts;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// The steps in a row: which one is shown, which are done, and which can be gone to.
final class StepBar extends HBox {
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
    private static final PseudoClass DONE = PseudoClass.getPseudoClass("done");

    private static final double NAME_EM = 10.5;

    private final WizardModel model;
    private final Texts texts = Texts.of(StepBar.class);
    private final Map<WizardStep, Button> buttons = new EnumMap<>(WizardStep.class);
    private final Map<WizardStep, Label> numbers = new EnumMap<>(WizardStep.class);

    StepBar(WizardModel model) {
        this.model = model;
        getStyleClass().add("wizard-steps");
        List<WizardStep> steps = model.steps();
        for (WizardStep step : steps) {
            if (!getChildren().isEmpty()) {
                Region line = new Region();
                line.getStyleClass().add("wizard-step-line");
                HBox.setHgrow(line, Priority.ALWAYS);
                getChildren().add(line);
            }
            Label number = new Label();
            number.getStyleClass().add("wizard-step-number");
            number.setMinWidth(Region.USE_PREF_SIZE);
            Button button = new Button(texts.text("step." + step.name()), number);
            button.setId("step-" + step.name().toLowerCase(java.util.Locale.ROOT));
            button.getStyleClass().add("wizard-step");
            button.setOnAction(e -> model.go(step));
            button.setMinWidth(Region.USE_PREF_SIZE);
            buttons.put(step, button);
            numbers.put(step, number);
            getChildren().add(button);
        }
        widthProperty().addListener((p, o, now) -> show());
        show();
    }

    /// Whether there is no room for the names of all steps.
    private boolean isNarrow() {
        double em = numbers.values().iterator().next().getFont().getSize();
        return getWidth() > 0 && getWidth() < NAME_EM * em * model.steps().size();
    }

    /// Shows what is now.
    void show() {
        List<WizardStep> steps = model.steps();
        WizardStep at = model.stepProperty().get();
        buttons.forEach((step, button) -> {
            boolean done = step.compareTo(at) < 0 && model.isDone(step);
            button.pseudoClassStateChanged(CURRENT, step == at);
            button.pseudoClassStateChanged(DONE, done);
            button.setDisable(!model.canGo(step));
            button.setText(step != at && isNarrow() ? "" : texts.text("step." + step.name()));
            Label number = numbers.get(step);
            if (number != null) {
                number.setText(done ? "✓" : String.valueOf(steps.indexOf(step) + 1));
            }
            button.setAccessibleText(
                    texts.text(
                            step == at ? "step.current" : "step.other",
                            steps.indexOf(step) + 1,
                            texts.text("step." + step.name())));
        });
    }
}
