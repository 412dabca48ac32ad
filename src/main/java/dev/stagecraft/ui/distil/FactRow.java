package dev.stagecraft.ui.distil;

import dev.stagecraft.distil.project.Fact;
import dev.stagecraft.distil.project.Place;
import dev.stagecraft.distil.start.Corrections;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Texts;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// All facts of one subject, each with its place, and the field to correct them in.
final class FactRow extends VBox {
    private static final int LONGEST = 300;

    private final Fact.Subject subject;
    private final WizardModel model;
    private final IntConsumer showLine;
    private final Texts texts = Texts.of(FactRow.class);
    private final Label name;
    private final VBox values = new VBox();
    private final Button edit;
    private final VBox editor = new VBox();
    private final TextField field = new TextField();
    private final Label hint = Parts.text("", "muted", "small");
    private final Button apply;
    private final Button back;
    private Collection<Fact> known = List.of();

    /// @param showLine shows a line of the original
    FactRow(Fact.Subject subject, WizardModel model, IntConsumer showLine) {
        this.subject = subject;
        this.model = model;
        this.showLine = showLine;
        getStyleClass().add("wizard-fact-row");
        String words = texts.text("fact." + subject.name());
        name = new Label(words, Icons.of(icon(subject)));
        name.getStyleClass().add("wizard-fact-name");
        name.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(values, Priority.ALWAYS);
        edit = Parts.icon(Feather.EDIT_2, texts.text("fact.edit", words), this::open);
        edit.setId("edit-" + subject.name());
        field.setId("field-" + subject.name());
        field.setAccessibleText(words);
        apply = Parts.button(texts.text("fact.apply"), Feather.CHECK, this::take);
        apply.setId("apply-" + subject.name());
        back = Parts.button(texts.text("fact.back"), Feather.ROTATE_CCW, this::takeBack);
        back.setId("back-" + subject.name());
        Button cancel = Parts.button(texts.text("fact.cancel"), Feather.X, this::close);
        FlowPane buttons = new FlowPane(apply, cancel, back);
        buttons.getStyleClass().add("wizard-buttons");
        editor.getChildren().setAll(field, hint, buttons);
        editor.getStyleClass().add("wizard-fact-editor");
        editor.setVisible(false);
        editor.managedProperty().bind(editor.visibleProperty());
        back.managedProperty().bind(back.visibleProperty());
        edit.managedProperty().bind(edit.visibleProperty());
        field.textProperty().addListener((p, o, now) -> check());
        field.setOnAction(e -> take());
        editor.addEventHandler(
                KeyEvent.KEY_PRESSED,
                e -> {
                    if (e.getCode() == KeyCode.ESCAPE) {
                        close();
                        e.consume();
                    }
                });
    }

    /// Shows what is known now.
    ///
    /// @param editable whether it can be corrected
    /// @param narrow whether the name stands above the values
    void show(Collection<Fact> facts, boolean editable, boolean narrow) {
        known = facts;
        values.getChildren().clear();
        facts.forEach(f -> values.getChildren().add(value(f)));
        if (facts.isEmpty()) {
            // A project that names no version runs on what its base image has.
            String none = subject == Fact.Subject.VERSION ? "fact.none.version" : "fact.none";
            values.getChildren().add(Parts.text(texts.text(none), "muted"));
        }
        boolean said = model.correction(subject).isPresent();
        if (said) {
            values.getChildren().add(Parts.text(texts.text("fact.said"), "wizard-said", "small"));
        }
        back.setVisible(said);
        edit.setVisible(editable);
        if (!editable) {
            editor.setVisible(false);
        }
        Pane row =
                narrow
                        ? new VBox(grown(new HBox(name, gap(), edit)), values)
                        : new HBox(name, values, edit);
        row.getStyleClass().add("wizard-fact");
        getChildren().setAll(row, editor);
    }

    private static HBox grown(HBox row) {
        row.setMaxWidth(Double.MAX_VALUE);
        return row;
    }

    private static Region gap() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }

    private void open() {
        field.setText(model.correction(subject).orElse(Corrections.written(subject, known)));
        check();
        editor.setVisible(true);
        field.requestFocus();
        field.selectAll();
    }

    private void close() {
        editor.setVisible(false);
        edit.requestFocus();
    }

    /// Says at once whether the text can be meant.
    private void check() {
        boolean meant = Corrections.understands(subject, field.getText());
        boolean wrong = !meant && !field.getText().isBlank();
        apply.setDisable(!meant);
        hint.setText(texts.text((wrong ? "edit.wrong." : "edit.how.") + subject.name()));
        hint.pseudoClassStateChanged(Parts.WRONG, wrong);
    }

    private void take() {
        if (!apply.isDisabled()) {
            close();
            model.correct(subject, Optional.of(field.getText().strip()));
        }
    }

    private void takeBack() {
        close();
        model.correct(subject, Optional.empty());
    }

    private Node value(Fact fact) {
        Label value = Parts.text(DisplayText.escape(fact.value(), LONGEST));
        if (fact.place().equals(Place.PERSON)) {
            return value;
        }
        String where = DisplayText.escape(fact.place().toString(), LONGEST);
        boolean here = fact.place().file().equals("Dockerfile") && fact.place().line() > 0;
        if (!here) {
            return new VBox(value, Parts.text(where, "muted", "small"));
        }
        Hyperlink place = new Hyperlink(where);
        place.getStyleClass().add("small");
        place.setOnAction(e -> showLine.accept(fact.place().line()));
        return new VBox(value, place);
    }

    private static Feather icon(Fact.Subject subject) {
        return switch (subject) {
            case ECOSYSTEM, FRAMEWORK -> Feather.BOX;
            case BUILD_TOOL -> Feather.TOOL;
            case LOCK_FILE -> Feather.LOCK;
            case START -> Feather.PLAY;
            case VERSION -> Feather.TAG;
            case PORT -> Feather.RADIO;
            case USER -> Feather.USER;
            case WRITABLE -> Feather.EDIT_3;
            case HEALTH_CHECK -> Feather.HEART;
            case RUNTIME_PACKAGE, LIBRARY, NATIVE_MODULE -> Feather.PACKAGE;
            case ENVIRONMENT -> Feather.SLIDERS;
            case SERVICE -> Feather.LAYERS;
            case ARTIFACT -> Feather.FILE;
        };
    }
}
