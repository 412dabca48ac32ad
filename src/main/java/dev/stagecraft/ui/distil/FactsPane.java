package dev.stagecraft.ui.distil;

import dev.stagecraft.distil.Outcome;
import dev.stagecraft.distil.other.AlreadyDistroless;
import dev.stagecraft.distil.project.Fact;
import dev.stagecraft.distil.start.Corrections;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.ui.support.Texts;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import javafx.application.Platform;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// What was understood of the project, by subject. What decides the rewrite can be corrected.
final class FactsPane extends VBox {
    private static final int LONGEST = 300;
    private static final double NARROW_EM = 24;

    private final Texts texts = Texts.of(FactsPane.class);
    private final Label what = Parts.text("", "wizard-ecosystem");
    private final Map<Fact.Subject, FactRow> rows = new EnumMap<>(Fact.Subject.class);
    private boolean narrow;

    /// @param showLine shows a line of the original
    FactsPane(WizardModel model, IntConsumer showLine) {
        getStyleClass().add("wizard-facts");
        what.setId("understood");
        for (Fact.Subject subject : Fact.Subject.values()) {
            rows.put(subject, new FactRow(subject, model, showLine));
        }
        widthProperty()
                .addListener((p, o, width) -> {
                    double em = what.getFont().getSize() / 1.45;
                    boolean now = width.doubleValue() < NARROW_EM * em;
                    if (now != narrow) {
                        narrow = now;
                        Platform.runLater(() -> show(model.outcomeProperty().get()));
                    }
                });
        model.outcomeProperty().addListener((p, o, now) -> show(now));
        show(model.outcomeProperty().get());
    }

    private void show(Optional<Outcome> outcome) {
        if (outcome.isEmpty()) {
            getChildren().setAll(Parts.text(texts.text("understand.reading"), "muted"));
            return;
        }
        Outcome of = outcome.get();
        getChildren().clear();
        if (!of.ecosystem().isEmpty()) {
            what.setText(
                    DisplayText.escape(
                            of.ecosystem() + of.framework().map(f -> "  ·  " + f).orElse(""),
                            LONGEST));
            getChildren().add(what);
        }
        if (of.facts().isEmpty()) {
            getChildren().add(Parts.text(texts.text("understand.nofacts"), "muted"));
            return;
        }
        boolean onlyRead = false;
        Map<Fact.Subject, Set<Fact>> bySubject = new EnumMap<>(Fact.Subject.class);
        of.facts()
                .forEach(f ->
                        bySubject.computeIfAbsent(f.subject(), s -> new LinkedHashSet<>()).add(f));
        for (Map.Entry<Fact.Subject, FactRow> row : rows.entrySet()) {
            Set<Fact> all = bySubject.getOrDefault(row.getKey(), Set.of());
            boolean editable = editable(of, row.getKey());
            onlyRead |= !editable && !all.isEmpty();
            if (editable || !all.isEmpty()) {
                row.getValue().show(all, editable, narrow);
                getChildren().add(row.getValue());
            }
        }
        if (onlyRead) {
            getChildren().add(Parts.text(texts.text("fact.asread"), "muted", "small"));
        }
    }

    /// Whether another value would change the result.
    private static boolean editable(Outcome of, Fact.Subject subject) {
        if (of instanceof Outcome.AlreadyDistroless) {
            return AlreadyDistroless.SUBJECTS.contains(subject);
        }
        return Corrections.SUBJECTS.contains(subject)
                && (subject != Fact.Subject.VERSION || Corrections.chooseVersion(of.ecosystem()));
    }
}
