package dev.stagecraft.ui.prove;

import dev.stagecraft.image.DisplayText;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Texts;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Which two Dockerfiles are to be proven.
final class SubjectForm extends VBox {
    private final Texts texts;

    /// @param chooseFile asks the person for a Dockerfile
    /// @param chooseFolder asks the person for a folder
    SubjectForm(
            SubjectViewModel model,
            Supplier<Optional<Path>> chooseFile,
            Supplier<Optional<Path>> chooseFolder,
            Texts texts) {
        this.texts = texts;
        getStyleClass().add("subject-form");
        Label intro = new Label(texts.text("subject.intro"));
        intro.setWrapText(true);
        Node original =
                row(
                        "subject.original",
                        "subject.choose.original",
                        model.originalProperty(),
                        chooseFile,
                        "subject.nothing");
        ToggleGroup how = new ToggleGroup();
        RadioButton made = new RadioButton(texts.text("subject.made"));
        made.setToggleGroup(how);
        made.setSelected(true);
        RadioButton given = new RadioButton(texts.text("subject.given"));
        given.setToggleGroup(how);
        Node file =
                row(
                        "subject.rewritten",
                        "subject.choose.rewritten",
                        model.rewrittenProperty(),
                        chooseFile,
                        "subject.nothing");
        file.disableProperty().bind(given.selectedProperty().not());
        made.setOnAction(e -> model.rewrittenProperty().set(Optional.empty()));
        VBox rewritten = new VBox(made, given, file);
        rewritten.getStyleClass().add("field-group");
        Node context =
                row(
                        "subject.context",
                        "subject.choose.context",
                        model.contextProperty(),
                        chooseFolder,
                        "subject.context.own");
        Label problem = new Label();
        problem.setWrapText(true);
        problem.getStyleClass().add("agreement-problem");
        model.problemProperty()
                .addListener((p, o, text) -> problem.setText(DisplayText.escapeLines(text)));
        Button go = new Button(texts.text("subject.go"), Icons.of(Feather.ARROW_RIGHT));
        go.setDefaultButton(true);
        go.setId("prove-go");
        Runnable able =
                () ->
                        // Not while it reads: the keyboard would go to another control.
                        go.setDisable(
                                model.originalProperty().get().isEmpty()
                                        || (given.isSelected()
                                                && model.rewrittenProperty().get().isEmpty()));
        model.originalProperty().addListener(any -> able.run());
        model.rewrittenProperty().addListener(any -> able.run());
        given.selectedProperty().addListener(any -> able.run());
        able.run();
        go.setOnAction(e -> model.read());
        getChildren().addAll(intro, original, rewritten, context, problem, go);
    }

    private Node row(
            String name,
            String button,
            ObjectProperty<Optional<Path>> value,
            Supplier<Optional<Path>> choose,
            String none) {
        Label label = new Label(texts.text(name));
        label.getStyleClass().add("field-name");
        Label shown = new Label();
        shown.setWrapText(true);
        Runnable show =
                () ->
                        shown.setText(
                                value.get()
                                        .map(p -> DisplayText.escape(p.toString(), 400))
                                        .orElse(texts.text(none)));
        value.addListener(any -> show.run());
        show.run();
        Button pick = new Button(texts.text(button));
        pick.setMinWidth(USE_PREF_SIZE);
        pick.setOnAction(e -> choose.get().ifPresent(p -> value.set(Optional.of(p))));
        HBox line = new HBox(pick, shown);
        line.getStyleClass().add("subject-row");
        VBox box = new VBox(label, line);
        box.getStyleClass().add("field");
        return box;
    }
}
