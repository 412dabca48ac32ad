package dev.stagecraft.ui.distil;

import dev.stagecraft.distil.Outcome;
import dev.stagecraft.distil.plan.LineSpan;
import dev.stagecraft.distil.plan.Refusal;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.ui.control.CodeView;
import dev.stagecraft.ui.control.DockerfileHighlighter;
import dev.stagecraft.ui.control.LineMark;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Texts;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Why there is no rewrite: the reason, the line that stands in the way, and what to do instead.
final class RefusalView extends SplitPane {
    private static final int LONGEST = 1200;

    private final Texts texts = Texts.of(RefusalView.class);

    RefusalView(WizardModel model, Outcome.Refused refused, Consumer<String> clipboard) {
        getStyleClass().add("wizard-refusal");
        Refusal refusal = refused.refusal();
        String what = refused.ecosystem() + refused.framework().map(f -> "  ·  " + f).orElse("");
        Label title =
                Parts.text(
                        refused.ecosystem().isEmpty()
                                ? texts.text("refusal.title.unknown")
                                : texts.text("refusal.title", DisplayText.escape(what, LONGEST)),
                        "wizard-title");
        title.setId("refusal-title");
        Label reason = Parts.text(DisplayText.escape(refusal.reason(), LONGEST), "wizard-reason");
        reason.setId("refusal-reason");
        Label advice = Parts.text(DisplayText.escape(refusal.advice(), LONGEST));
        advice.setId("refusal-advice");
        advice.setGraphic(Icons.of(Feather.COMPASS));
        advice.getStyleClass().add("wizard-advice");
        Optional<LineSpan> span = refusal.source();
        String copied =
                span.map(s -> texts.text("refusal.copied.line", refusal.reason(), s))
                                .orElse(refusal.reason())
                        + "\n"
                        + refusal.advice();
        Button another =
                Parts.main(
                        texts.text("refusal.another"),
                        Feather.FILE_TEXT,
                        () -> model.go(WizardStep.CHOOSE));
        another.setId("refusal-another");
        Button copy =
                Parts.copy(
                        texts.text("refusal.copy"), Feather.COPY, () -> clipboard.accept(copied));
        copy.setId("refusal-copy");
        FlowPane buttons =
                new FlowPane(
                        another,
                        Parts.button(
                                texts.text("refusal.answers"),
                                Feather.SLIDERS,
                                () -> model.go(WizardStep.UNDERSTAND)),
                        copy);
        buttons.getStyleClass().add("wizard-buttons");
        VBox words =
                new VBox(
                        Icons.of(Feather.SHIELD, "icon-large", "wizard-refused"),
                        title,
                        reason,
                        Parts.head(texts.text("refusal.next")),
                        advice,
                        Parts.text(texts.text("refusal.why"), "muted", "small"),
                        buttons);
        words.getStyleClass().add("wizard-refusal-words");
        CodeView code = new CodeView();
        code.setHighlighter(new DockerfileHighlighter());
        code.setName(texts.text("understand.code"));
        code.showUntrusted(
                model.chosenProperty().get().map(c -> c.dockerfile().toText()).orElse(""));
        Label place =
                new Label(
                        span.map(s -> texts.text("refusal.line", s))
                                .orElse(texts.text("refusal.whole")));
        place.getStyleClass().add("side-title");
        span.ifPresent(s -> {
            code.setMarks(List.of(new LineMark(s.first(), LineMark.Kind.ERROR, reason.getText())));
            code.showLine(s.first());
        });
        VBox.setVgrow(code, Priority.ALWAYS);
        VBox right = new VBox(place, code);
        getItems().addAll(Parts.scroll(words, title.getText()), right);
        setDividerPositions(0.52);
    }
}
