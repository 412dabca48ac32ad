package dev.stagecraft.ui.explore;

import dev.stagecraft.stage.Ambiguity;
import dev.stagecraft.stage.Evidence;
import dev.stagecraft.stage.Known;
import dev.stagecraft.ui.control.Hint;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Texts;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TreeTableCell;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// How a stage or step is known, and on hover why that may be said and what else it could be.
final class EvidenceCell extends TreeTableCell<StageRow, StageRow> {
    private final StageWords words;
    private final Texts texts;
    private final boolean inWords;
    private final Label label = new Label();
    private final Label doubt = new Label();
    private final HBox box = new HBox(label);
    private final Hint hint = Hint.on(this).soon();

    /// @param inWords whether there is room to say a stage's evidence in words
    EvidenceCell(StageWords words, Texts texts, boolean inWords) {
        this.inWords = inWords;
        this.words = words;
        this.texts = texts;
        label.getStyleClass().add("evidence");
        doubt.getStyleClass().add("doubt");
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("evidence-box");
    }

    /// The picture of a kind of evidence.
    static Feather picture(Evidence evidence) {
        return switch (evidence) {
            case OBSERVED -> Feather.EYE;
            case RECORDED -> Feather.BOOK_OPEN;
            case INFERRED -> Feather.GIT_MERGE;
        };
    }

    @Override
    protected void updateItem(@Nullable StageRow row, boolean empty) {
        super.updateItem(row, empty);
        if (empty || row == null) {
            setGraphic(null);
            hint.setText("");
            return;
        }
        switch (row) {
            case StageRow.OfStage s -> show(s.stage().known(), s.stage().ambiguity(), true);
            case StageRow.OfStep s -> show(s.step().known(), s.step().ambiguity(), false);
            case StageRow.OfSettings s -> {
                setGraphic(null);
                hint.setText("");
            }
        }
    }

    private void show(Known known, Optional<Ambiguity> ambiguity, boolean ofStage) {
        String word = words.evidence(known);
        label.setGraphic(Icons.of(picture(known.evidence()), "icon-small", "muted"));
        label.setText(ofStage && inWords ? word : "");
        box.getChildren().setAll(label);
        String text = words.explanation(known);
        if (ambiguity.isPresent()) {
            doubt.setGraphic(Icons.of(Feather.HELP_CIRCLE, "icon-small"));
            box.getChildren().add(doubt);
            text += "\n\n" + texts.text("evidence.doubt") + " " + words.doubt(ambiguity.get());
        }
        hint.setText(text);
        setAccessibleText(word + ". " + text);
        setGraphic(box);
    }
}
