package dev.stagecraft.ui.explore;

import dev.stagecraft.stage.Stage;
import dev.stagecraft.ui.control.Hint;
import dev.stagecraft.ui.control.StagePalette;
import dev.stagecraft.ui.support.Texts;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TreeTableCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// What a stage or a step is: a stage with its letter and name, a step with its instruction.
final class InstructionCell extends TreeTableCell<StageRow, StageRow> {
    private static final int LONGEST_HINT = 2000;

    private final StageWords words;
    private final Texts texts;
    private final Label badge = new Label();
    private final Label head = new Label();
    private final Label rest = new Label();
    private final Label mark = new Label();
    private final HBox box = new HBox();
    private final Hint hint = Hint.on(this, "instruction-tooltip");

    InstructionCell(StageWords words, Texts texts) {
        this.words = words;
        this.texts = texts;
        badge.getStyleClass().add("stage-badge");
        badge.setMinWidth(Region.USE_PREF_SIZE);
        mark.setMinWidth(Region.USE_PREF_SIZE);
        rest.setMinWidth(0);
        rest.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(rest, Priority.SOMETIMES);
        mark.getStyleClass().add("pill");
        box.getStyleClass().add("instruction");
        box.setAlignment(Pos.CENTER_LEFT);
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable StageRow row, boolean empty) {
        super.updateItem(row, empty);
        if (empty || row == null) {
            setGraphic(null);
            hint.setText("");
            return;
        }
        box.getChildren().clear();
        head.setMinWidth(Region.USE_PREF_SIZE);
        head.getStyleClass().setAll("label", "head");
        rest.getStyleClass().setAll("label", "rest");
        switch (row) {
            case StageRow.OfStage s -> stage(s);
            case StageRow.OfStep s -> step(s);
            case StageRow.OfSettings s -> {
                rest.setText(words.settings(s.steps()));
                rest.getStyleClass().add("muted");
                rest.setPrefWidth(USE_COMPUTED_SIZE);
                box.getChildren().add(rest);
                hint.setText("");
            }
        }
        setGraphic(box);
    }

    private void stage(StageRow.OfStage row) {
        StagePalette.apply(badge, row.colour());
        badge.setText(StagePalette.letter(row.colour()));
        head.setText(words.name(row.stage()));
        // What it is made from gives way to the name, and the name to the mark that says that
        // nothing of it is shipped.
        head.setMinWidth(0);
        // Names of one registry differ at their ends.
        head.setTextOverrun(
                head.getText().indexOf('/') >= 0
                        ? OverrunStyle.LEADING_ELLIPSIS
                        : OverrunStyle.CENTER_ELLIPSIS);
        rest.setPrefWidth(0);
        head.getStyleClass().add("stage-name");
        // What a base was made from stands above it already.
        rest.setText(row.stage().kind() == Stage.Kind.BASE ? "" : words.from(row.stage()));
        rest.getStyleClass().add("muted");
        box.getChildren().addAll(badge, head, rest);
        if (!row.stage().shipped()) {
            mark.setText(texts.text("stage.notshipped"));
            box.getChildren().add(2, mark);
        }
        hint.setText((head.getText() + "\n" + words.from(row.stage())).strip());
    }

    private void step(StageRow.OfStep row) {
        head.setText(words.keyword(row.step()));
        head.getStyleClass().add("keyword");
        rest.setText(words.arguments(row.step()));
        rest.getStyleClass().add("mono");
        rest.setPrefWidth(USE_COMPUTED_SIZE);
        if (!head.getText().isEmpty()) {
            box.getChildren().add(head);
        }
        box.getChildren().add(rest);
        String full = words.instruction(row.step());
        hint.setText(full.length() > LONGEST_HINT ? full.substring(0, LONGEST_HINT) + "…" : full);
    }
}
