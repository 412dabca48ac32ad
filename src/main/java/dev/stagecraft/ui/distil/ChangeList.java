package dev.stagecraft.ui.distil;

import dev.stagecraft.distil.Outcome;
import dev.stagecraft.distil.plan.Change;
import dev.stagecraft.distil.plan.LineSpan;
import dev.stagecraft.distil.plan.Warning;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Texts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What to know first, then every change with its reason and what it teaches.
final class ChangeList extends VBox {
    private static final int LONGEST = 600;
    private static final PseudoClass LIT = PseudoClass.getPseudoClass("lit");

    private final Consumer<Change> onChange;
    private final Consumer<LineSpan> onSource;
    private final Texts texts = Texts.of(ChangeList.class);
    private final Map<Change, ChangeRow> rows = new LinkedHashMap<>();

    /// @param onChange is told of a change that was chosen
    /// @param onSource is told of lines of the original that were chosen
    ChangeList(Consumer<Change> onChange, Consumer<LineSpan> onSource) {
        this.onChange = onChange;
        this.onSource = onSource;
        getStyleClass().add("wizard-changes");
    }

    void show(Outcome.Rewritten made) {
        getChildren().clear();
        rows.clear();
        if (!made.warnings().isEmpty()) {
            getChildren().add(Parts.head(texts.text("rewrite.warnings")));
            made.warnings().forEach(w -> getChildren().add(warning(w)));
        }
        getChildren().add(Parts.head(texts.text("rewrite.changes")));
        for (Change change : made.changes()) {
            ChangeRow row = row(change);
            rows.put(change, row);
            getChildren().add(row);
        }
        if (made.changes().isEmpty()) {
            getChildren().add(Parts.text(texts.text("rewrite.nochanges"), "muted"));
        }
    }

    /// Marks the rows of changes.
    void light(Set<Change> changes) {
        rows.forEach((change, row) -> row.pseudoClassStateChanged(LIT, changes.contains(change)));
    }

    private ChangeRow warning(Warning warning) {
        Label text = Parts.text(DisplayText.escape(warning.text(), LONGEST));
        ChangeRow row = rowOf(Feather.ALERT_TRIANGLE, new VBox(text), where(warning));
        row.getStyleClass().add("wizard-warning");
        row.setAccessibleText(texts.text("rewrite.warning.name", text.getText()));
        row.setOnAction(() -> warning.source().ifPresent(onSource));
        return row;
    }

    private String where(Warning warning) {
        return warning.source().map(s -> texts.text("lines.old", s)).orElse("");
    }

    private ChangeRow row(Change change) {
        Label reason = Parts.text(DisplayText.escape(change.reason().text(), LONGEST), "strong");
        VBox words = new VBox(reason);
        change.reason()
                .behaviour()
                .ifPresent(b -> {
                    Label label =
                            Parts.text(
                                    DisplayText.escape(texts.text("rewrite.behaviour", b), LONGEST),
                                    "wizard-behaviour");
                    words.getChildren().add(label);
                });
        Label lesson =
                Parts.text(
                        change.reason().lesson().title()
                                + "  —  "
                                + change.reason().lesson().text(),
                        "muted",
                        "small");
        words.getChildren().add(lesson);
        Feather icon =
                change.output().isEmpty()
                        ? Feather.MINUS_CIRCLE
                        : change.source().isEmpty() ? Feather.PLUS_CIRCLE : Feather.EDIT_2;
        ChangeRow row = rowOf(icon, words, where(change));
        row.setAccessibleText(reason.getText());
        row.setOnAction(() -> {
            light(Set.of(change));
            onChange.accept(change);
        });
        return row;
    }

    private String where(Change change) {
        String from =
                change.source().stream().map(LineSpan::toString).collect(Collectors.joining(", "));
        if (change.output().isEmpty()) {
            return texts.text("lines.old", from);
        }
        return from.isEmpty()
                ? texts.text("lines.new", change.output().get())
                : texts.text("lines.both", from, change.output().get());
    }

    private static ChangeRow rowOf(Feather icon, VBox words, String where) {
        Label place = new Label(where);
        place.getStyleClass().addAll("muted", "small", "mono");
        place.setMinWidth(Region.USE_PREF_SIZE);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        return new ChangeRow(Icons.of(icon), words, place);
    }
}
