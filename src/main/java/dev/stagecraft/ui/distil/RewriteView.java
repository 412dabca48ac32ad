package dev.stagecraft.ui.distil;

import dev.stagecraft.distil.Outcome;
import dev.stagecraft.distil.plan.Change;
import dev.stagecraft.distil.plan.LineSpan;
import dev.stagecraft.distil.plan.Warning;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.ui.control.DockerfileHighlighter;
import dev.stagecraft.ui.control.LineMark;
import dev.stagecraft.ui.control.SideBySideView;
import dev.stagecraft.ui.control.SideBySideView.Side;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.StatePage;
import dev.stagecraft.ui.support.Texts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The third step: the old and the new Dockerfile side by side, what to know first, and every
/// change with its reason and what it teaches. A refusal has a page of its own.
final class RewriteView extends StackPane {
    private static final int LONGEST = 400;

    private final WizardModel model;
    private final Consumer<String> clipboard;
    private final Texts texts = Texts.of(RewriteView.class);
    private final SideBySideView code = new SideBySideView();
    private final Label headline = Parts.text("", "wizard-headline");
    private final Label base = Parts.text("", "muted");
    private final ChangeList changes;
    private final SplitPane whole = new SplitPane();
    private final RoomyPane content;

    RewriteView(WizardModel model, Consumer<String> clipboard) {
        this.model = model;
        this.clipboard = clipboard;
        changes = new ChangeList(this::showChange, this::showSource);
        code.setHighlighter(new DockerfileHighlighter());
        code.setTitles(texts.text("rewrite.old"), texts.text("rewrite.new"));
        code.setOnLine(this::follow);
        headline.setId("rewrite-headline");
        base.setId("rewrite-base");
        ProgressIndicator working = new ProgressIndicator();
        working.getStyleClass().add("wizard-working");
        working.visibleProperty().bind(model.workingProperty());
        working.setAccessibleText(texts.text("task.rewriting"));
        VBox words = new VBox(headline, base);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox head =
                new HBox(
                        Icons.of(Feather.CHECK_CIRCLE, "wizard-done", "icon-large"),
                        words,
                        working);
        head.getStyleClass().add("wizard-head");
        SplitPane below =
                new SplitPane(
                        Parts.scroll(changes, texts.text("rewrite.changes")),
                        Parts.scroll(new OptionsPane(model), texts.text("options.title")));
        below.setDividerPositions(0.64);
        whole.setOrientation(Orientation.VERTICAL);
        whole.getItems().addAll(code, below);
        whole.setDividerPositions(0.56);
        VBox.setVgrow(whole, Priority.ALWAYS);
        content = new RoomyPane(new VBox(head, whole), texts.text("step.REWRITE"));
        model.outcomeProperty().addListener((p, o, now) -> show(now));
        model.problemProperty().addListener((p, o, now) -> show(model.outcomeProperty().get()));
        show(model.outcomeProperty().get());
    }

    private void show(Optional<Outcome> outcome) {
        if (outcome.isEmpty()) {
            getChildren()
                    .setAll(
                            model.problemProperty()
                                    .get()
                                    .map(p ->
                                            StatePage.of(
                                                    Feather.ALERT_TRIANGLE,
                                                    texts.text("rewrite.failed"),
                                                    p))
                                    .orElseGet(() -> StatePage.busy(texts.text("task.rewriting"))));
            return;
        }
        switch (outcome.get()) {
            case Outcome.Refused refused ->
                    getChildren()
                            .setAll(
                                    RoomyPane.ofSplit(
                                            new RefusalView(model, refused, clipboard),
                                            texts.text("step.REWRITE")));
            case Outcome.Rewritten rewritten -> {
                show(rewritten);
                if (!getChildren().equals(List.of(content))) {
                    getChildren().setAll(content);
                }
            }
        }
    }

    private void show(Outcome.Rewritten made) {
        boolean already = made instanceof Outcome.AlreadyDistroless;
        String what = made.ecosystem() + made.framework().map(f -> "  ·  " + f).orElse("");
        headline.setText(
                already
                        ? texts.text(made.changes().isEmpty() ? "rewrite.fine" : "rewrite.better")
                        : texts.text("rewrite.done", DisplayText.escape(what, LONGEST)));
        base.setText(
                texts.text(
                        "rewrite.base",
                        DisplayText.escape(made.base(), LONGEST),
                        made.changes().size(),
                        made.warnings().size()));
        String old = model.chosenProperty().get().map(c -> c.dockerfile().toText()).orElse("");
        code.setTexts(DisplayText.escapeLines(old), DisplayText.escapeLines(made.text()));
        code.setLinks(links(made));
        code.setMarks(Side.NEW, marks(made));
        code.setMarks(Side.OLD, warnings(made));
        changes.show(made);
    }

    /// The source lines of every line of the result.
    static Map<Integer, Set<Integer>> links(Outcome.Rewritten made) {
        Map<Integer, Set<Integer>> links = new TreeMap<>();
        made.matches()
                .forEach((source, output) -> {
                    for (int line = output.first(); line <= output.last(); line++) {
                        links.computeIfAbsent(line, l -> new TreeSet<>()).add(source);
                    }
                });
        for (Change change : made.changes()) {
            change.output()
                    .ifPresent(output -> {
                        for (LineSpan source : change.source()) {
                            for (int from = source.first(); from <= source.last(); from++) {
                                for (int to = output.first(); to <= output.last(); to++) {
                                    links.computeIfAbsent(to, l -> new TreeSet<>()).add(from);
                                }
                            }
                        }
                    });
        }
        return links;
    }

    private static List<LineMark> marks(Outcome.Rewritten made) {
        List<LineMark> marks = new ArrayList<>();
        for (Change change : made.changes()) {
            change.output()
                    .ifPresent(o ->
                            marks.add(
                                    new LineMark(
                                            o.first(),
                                            change.reason().behaviour().isPresent()
                                                    ? LineMark.Kind.WARNING
                                                    : LineMark.Kind.NOTE,
                                            DisplayText.escape(change.reason().text(), LONGEST))));
        }
        return marks;
    }

    private static List<LineMark> warnings(Outcome.Rewritten made) {
        List<LineMark> marks = new ArrayList<>();
        for (Warning warning : made.warnings()) {
            warning.source()
                    .ifPresent(s ->
                            marks.add(
                                    new LineMark(
                                            s.first(),
                                            LineMark.Kind.WARNING,
                                            DisplayText.escape(warning.text(), LONGEST))));
        }
        return marks;
    }

    private void showChange(Change change) {
        change.output().ifPresent(o -> code.showLine(Side.NEW, o.first()));
        if (change.output().isEmpty() && !change.source().isEmpty()) {
            code.showLine(Side.OLD, change.source().getFirst().first());
        }
    }

    private void showSource(LineSpan source) {
        code.showLine(Side.OLD, source.first());
    }

    /// Marks the changes that the line under the caret is part of.
    private void follow(Side side, int line) {
        Set<Change> here = new HashSet<>();
        model.rewritten()
                .ifPresent(made ->
                        made.changes().stream()
                                .filter(c ->
                                        side == Side.NEW
                                                ? c.output().filter(o -> has(o, line)).isPresent()
                                                : c.source().stream().anyMatch(s -> has(s, line)))
                                .forEach(here::add));
        changes.light(here);
    }

    private static boolean has(LineSpan span, int line) {
        return line >= span.first() && line <= span.last();
    }
}
