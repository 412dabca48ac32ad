package dev.stagecraft.ui.distil;

import dev.stagecraft.dockerfile.Finding;
import dev.stagecraft.dockerfile.Problem;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.ui.control.CodeView;
import dev.stagecraft.ui.control.DockerfileHighlighter;
import dev.stagecraft.ui.control.LineMark;
import dev.stagecraft.ui.support.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The second step: what was understood of the project, each fact with the place it was read at,
/// the questions, the wishes, and the original with hints.
final class UnderstandView extends SplitPane {
    private static final int LONGEST = 300;
    private static final double HINTS_PART = 0.27;

    private final WizardModel model;
    private final Texts texts = Texts.of(UnderstandView.class);
    private final CodeView code = new CodeView();
    private final Label codeTitle = new Label();
    private final Label note = Parts.text("", "wizard-note");
    private final Label built = Parts.text("", "muted", "small");
    private final VBox hint = new VBox();

    UnderstandView(WizardModel model) {
        this.model = model;
        getStyleClass().add("wizard-understand");
        code.setHighlighter(new DockerfileHighlighter());
        code.setName(texts.text("understand.code"));
        codeTitle.getStyleClass().add("side-title");
        // The end of a path tells one Dockerfile from another.
        codeTitle.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
        hint.getStyleClass().add("wizard-hint");
        VBox.setVgrow(code, Priority.ALWAYS);
        ScrollPane hints = Parts.scroll(hint, texts.text("understand.hints"));
        hints.getStyleClass().add("wizard-hints");
        VBox right = new VBox(codeTitle, code, hints);
        hints.prefHeightProperty().bind(heightProperty().multiply(HINTS_PART));
        VBox left =
                new VBox(
                        note,
                        Parts.head(texts.text("understand.facts")),
                        built,
                        new FactsPane(model, code::showLine),
                        new OptionsPane(model));
        left.getStyleClass().add("wizard-column");
        note.managedProperty().bind(note.visibleProperty());
        built.managedProperty().bind(built.visibleProperty());
        built.visibleProperty().bind(built.textProperty().isNotEmpty());
        built.textProperty().bind(model.built().stateProperty());
        getItems().addAll(Parts.scroll(left, texts.text("understand.facts")), right);
        setDividerPositions(0.46);
        code.setOnLine(this::showHints);
        model.chosenProperty().addListener((p, o, now) -> show(now));
        model.hintsProperty().addListener((p, o, now) -> mark(now));
        show(model.chosenProperty().get());
        mark(model.hintsProperty().get());
    }

    private void show(Optional<Chosen> chosen) {
        chosen.ifPresent(c -> {
            code.showUntrusted(c.dockerfile().toText());
            codeTitle.setText(
                    DisplayText.escape(c.file().map(Object::toString).orElse(c.name()), LONGEST));
            note.setText(
                    switch (c.origin()) {
                        case FILE ->
                                c.folder().isEmpty() || c.context().paths().size() <= 1
                                        ? texts.text("understand.nocontext")
                                        : "";
                        case SAMPLE -> texts.text("understand.sample");
                        case HISTORY -> texts.text("understand.history");
                    });
            note.setVisible(!note.getText().isEmpty());
        });
    }

    private void mark(List<Finding> findings) {
        List<LineMark> marks = new ArrayList<>();
        for (Finding finding : findings) {
            marks.add(
                    new LineMark(
                            finding.range().startLine(),
                            finding.rule().isBuildCheck()
                                    ? LineMark.Kind.WARNING
                                    : LineMark.Kind.HINT,
                            DisplayText.escape(finding.message(), LONGEST)));
        }
        problems()
                .forEach(p ->
                        marks.add(
                                new LineMark(
                                        p.range().startLine(),
                                        LineMark.Kind.ERROR,
                                        DisplayText.escape(p.message(), LONGEST))));
        code.setMarks(marks);
        showHints(0);
    }

    private List<Problem> problems() {
        return model.chosenProperty().get().map(c -> c.dockerfile().problems()).orElse(List.of());
    }

    /// The hints of a line; of all lines where that one has none.
    private void showHints(int line) {
        List<Finding> all = model.hintsProperty().get();
        List<Finding> here = all.stream().filter(f -> f.range().touchesLine(line)).toList();
        hint.getChildren().clear();
        problems()
                .forEach(p ->
                        hint.getChildren()
                                .add(hint(p.range().startLine(), p.message(), "", "mark-error")));
        if (all.isEmpty() && problems().isEmpty()) {
            hint.getChildren().add(Parts.text(texts.text("understand.nohints"), "muted"));
        }
        for (Finding finding : here.isEmpty() ? all : here) {
            hint.getChildren()
                    .add(
                            hint(
                                    finding.range().startLine(),
                                    finding.message(),
                                    here.isEmpty()
                                            ? ""
                                            : finding.rule().hint()
                                                    + ". "
                                                    + finding.rule().explanation(),
                                    finding.rule().isBuildCheck() ? "mark-warning" : "mark-hint"));
        }
    }

    private HBox hint(int line, String message, String why, String mark) {
        Hyperlink place = new Hyperlink(texts.text("understand.line", String.valueOf(line)));
        place.setMinWidth(Region.USE_PREF_SIZE);
        place.setOnAction(e -> code.showLine(line));
        Label sign = new Label(mark.endsWith("error") ? "×" : mark.endsWith("hint") ? "?" : "!");
        sign.getStyleClass().addAll("line-mark", mark);
        VBox words = new VBox(Parts.text(DisplayText.escape(message, LONGEST)));
        if (!why.isEmpty()) {
            words.getChildren().add(Parts.text(why, "muted", "small"));
        }
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(sign, place, words);
        row.getStyleClass().add("wizard-hint-row");
        return row;
    }
}
