package dev.stagecraft.ui.prove;

import dev.stagecraft.image.DisplayText;
import dev.stagecraft.prove.Diagnosis;
import dev.stagecraft.prove.Repair;
import dev.stagecraft.ui.control.DockerfileHighlighter;
import dev.stagecraft.ui.control.SideBySideView;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Texts;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What went wrong, what shows it, and the change that may mend it.
final class RepairCard extends VBox {
    private final Texts texts;
    private final ProveWords words = new ProveWords();

    private RepairCard(Texts texts) {
        this.texts = texts;
        getStyleClass().add("repair-card");
    }

    /// A repair that waits for the person's word.
    static RepairCard asking(ProveViewModel.Question question, ProveViewModel model, Texts texts) {
        RepairCard card = new RepairCard(texts);
        card.getStyleClass().add("asking");
        Repair repair = question.repair();
        card.getChildren().addAll(card.cause(repair.diagnosis()), card.change(repair));
        Button apply = new Button(texts.text("repair.apply"), Icons.of(Feather.TOOL));
        apply.setDefaultButton(true);
        apply.setId("repair-apply");
        apply.setOnAction(e -> model.applyRepair(false));
        Button all = new Button(texts.text("repair.all"));
        all.setOnAction(e -> model.applyRepair(true));
        Button skip = new Button(texts.text("repair.skip"));
        skip.setId("repair-skip");
        skip.setOnAction(e -> model.skipRepair());
        HBox buttons = new HBox(apply, all, skip);
        buttons.getStyleClass().add("actions");
        // Before the diff, which may be longer than there is room.
        card.getChildren().addAll(buttons, diff(question.text(), repair.text(), texts));
        return card;
    }

    /// To the button that applies the repair, where there is one.
    @Override
    public void requestFocus() {
        Optional.ofNullable(lookup("#repair-apply")).ifPresent(Node::requestFocus);
    }

    /// A repair that was tried.
    ///
    /// @param before the Dockerfile that it changed
    static RepairCard tried(Repair repair, String before, Texts texts) {
        RepairCard card = new RepairCard(texts);
        card.getChildren()
                .addAll(
                        card.cause(repair.diagnosis()),
                        card.change(repair),
                        diff(before, repair.text(), texts));
        return card;
    }

    /// A cause for which a repair is being looked for.
    static RepairCard searching(Diagnosis diagnosis, Texts texts) {
        RepairCard card = new RepairCard(texts);
        card.getChildren().addAll(card.cause(diagnosis), new Label(texts.text("repair.searching")));
        return card;
    }

    /// A cause for which no repair is known, or whose repair was not wanted.
    static RepairCard unmended(Diagnosis diagnosis, Texts texts) {
        RepairCard card = new RepairCard(texts);
        card.getChildren().add(card.cause(diagnosis));
        return card;
    }

    private Node cause(Diagnosis diagnosis) {
        Label cause = new Label(words.cause(diagnosis.cause()), Icons.of(Feather.ALERT_TRIANGLE));
        cause.getStyleClass().add("repair-cause");
        cause.setWrapText(true);
        Label evidence = new Label(DisplayText.escape(diagnosis.evidence(), 400));
        evidence.getStyleClass().addAll("evidence-line", "mono");
        evidence.setWrapText(true);
        return new VBox(cause, evidence);
    }

    private Node change(Repair repair) {
        Label change =
                new Label(
                        texts.text("repair.change", DisplayText.escape(repair.change(), 400)),
                        Icons.of(Feather.TOOL));
        change.setWrapText(true);
        change.getStyleClass().add("repair-change");
        return change;
    }

    private static SideBySideView diff(String before, String after, Texts texts) {
        SideBySideView diff = new SideBySideView();
        diff.getStyleClass().add("repair-diff");
        diff.setHighlighter(new DockerfileHighlighter());
        diff.setTitles(texts.text("repair.before"), texts.text("repair.after"));
        diff.setTexts(DisplayText.escapeLines(before), DisplayText.escapeLines(after));
        return diff;
    }
}
