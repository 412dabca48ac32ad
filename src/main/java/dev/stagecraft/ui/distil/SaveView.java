package dev.stagecraft.ui.distil;

import dev.stagecraft.distil.output.SavedFile;
import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.prove.Proof;
import dev.stagecraft.prove.ProofSummary;
import dev.stagecraft.ui.control.CodeView;
import dev.stagecraft.ui.control.DockerfileHighlighter;
import dev.stagecraft.ui.support.FileDialogs;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Texts;
import dev.stagecraft.ui.support.Workbench;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The last step: where the new Dockerfile goes.
final class SaveView extends SplitPane {
    private static final int LONGEST = 400;

    private final WizardModel model;
    private final SaveModel save;
    private final Workbench workbench;
    private final Consumer<String> clipboard;
    private final Texts texts = Texts.of(SaveView.class);
    private final Map<SaveModel.Place, RadioButton> places = new EnumMap<>(SaveModel.Place.class);
    private final Label target = Parts.text("", "mono", "small");
    private final Label backup = Parts.text("", "muted", "small");
    private final Label proven = Parts.text("");
    private final CheckBox comment = new CheckBox();
    private final Button saveButton;
    private final VBox result = new VBox();
    private final VBox ignore = new VBox();
    private final CodeView code = new CodeView();

    SaveView(WizardModel model, SaveModel save, Workbench workbench, Consumer<String> clipboard) {
        this.model = model;
        this.save = save;
        this.workbench = workbench;
        this.clipboard = clipboard;
        getStyleClass().add("wizard-save");
        ToggleGroup group = new ToggleGroup();
        VBox choices = new VBox();
        choices.getStyleClass().add("wizard-section");
        for (SaveModel.Place place : SaveModel.Place.values()) {
            RadioButton button = new RadioButton(texts.text("save.place." + place.name()));
            button.setId("save-" + place.name().toLowerCase(java.util.Locale.ROOT));
            button.setToggleGroup(group);
            button.setWrapText(true);
            // Arrow keys select without an action.
            button.selectedProperty()
                    .addListener((p, o, now) -> {
                        if (now) {
                            save.placeProperty().set(place);
                        }
                    });
            if (place == SaveModel.Place.ELSEWHERE) {
                button.setOnAction(e -> pick());
            }
            places.put(place, button);
            choices.getChildren().add(button);
        }
        saveButton = Parts.main(texts.text("save.save"), Feather.SAVE, this::saveNow);
        saveButton.setId("save-button");
        FlowPane buttons =
                new FlowPane(
                        saveButton,
                        Parts.copy(
                                texts.text("save.copy"),
                                Feather.COPY,
                                () -> model.saved().ifPresent(clipboard)),
                        Parts.button(texts.text("save.patch"), Feather.FILE_PLUS, this::savePatch),
                        Parts.copy(
                                texts.text("save.patch.copy"),
                                Feather.CLIPBOARD,
                                () -> clipboard.accept(save.patch())));
        buttons.getStyleClass().add("wizard-buttons");
        ignore.getStyleClass().add("wizard-section");
        comment.setText(texts.text("save.proof.comment"));
        comment.setWrapText(true);
        comment.setId("save-proof-comment");
        comment.managedProperty().bind(comment.visibleProperty());
        comment.selectedProperty().bindBidirectional(model.proofCommentProperty());
        comment.selectedProperty().addListener((p, o, now) -> show());
        proven.setId("save-proof");
        model.proofProperty().addListener((p, o, now) -> show());
        result.setId("save-result");
        result.getStyleClass().add("wizard-section");
        VBox left =
                new VBox(
                        Parts.text(texts.text("save.title"), "wizard-title"),
                        proven,
                        comment,
                        choices,
                        target,
                        backup,
                        buttons,
                        result,
                        ignore);
        left.getStyleClass().add("wizard-column");
        code.setHighlighter(new DockerfileHighlighter());
        code.setName(texts.text("rewrite.new"));
        Label title = new Label(texts.text("rewrite.new"));
        title.getStyleClass().add("side-title");
        VBox.setVgrow(code, Priority.ALWAYS);
        getItems().addAll(Parts.scroll(left, texts.text("save.title")), new VBox(title, code));
        setDividerPositions(0.46);
        save.placeProperty().addListener((p, o, now) -> show());
        save.elsewhereProperty().addListener((p, o, now) -> show());
        save.resultProperty().addListener((p, o, now) -> show());
        model.outcomeProperty().addListener((p, o, now) -> show());
        show();
    }

    @Override
    public void requestFocus() {
        saveButton.requestFocus();
    }

    /// Shows what is now; the files may have changed since the last time.
    void show() {
        boolean file = model.chosenProperty().get().flatMap(Chosen::file).isPresent();
        places.forEach((place, button) -> {
            button.setSelected(place == save.placeProperty().get());
            button.setDisable(place != SaveModel.Place.ELSEWHERE && !file);
        });
        Optional<Path> path = save.target();
        target.setText(
                path.map(p -> DisplayText.escape(p.toString(), LONGEST))
                        .orElse(texts.text("save.nowhere")));
        backup.setText(
                path.isEmpty()
                        ? ""
                        : texts.text(Files.exists(path.get()) ? "save.backup" : "save.new"));
        String text = model.saved().orElse("");
        if (!code.getText().equals(DisplayText.escapeLines(text))) {
            code.showUntrusted(text);
        }
        showProof();
        showResult();
        showIgnore();
    }

    private void showProof() {
        Optional<ProofSummary> proof = model.proof();
        boolean is = proof.filter(p -> p.verdict() == Proof.Verdict.PROVEN).isPresent();
        comment.setVisible(is);
        proven.setGraphic(
                Icons.of(is ? Feather.CHECK_CIRCLE : Feather.HELP_CIRCLE, is ? "proven" : "muted"));
        String verdict =
                proof.map(p -> texts.text("save.proof." + p.verdict().name()))
                        .orElse(texts.text("save.proof.none"));
        boolean sized =
                proof.filter(p -> p.before().isPresent() && p.after().isPresent()).isPresent();
        proven.setText(
                is && sized
                        ? texts.text(
                                "save.proof.sizes",
                                verdict,
                                ByteSize.format(proof.get().before().getAsLong()),
                                ByteSize.format(proof.get().after().getAsLong()))
                        : verdict);
    }

    /// Saves, and asks for the file before where none is named.
    private void saveNow() {
        if (save.target().isPresent() || pick()) {
            save.save(false);
        }
    }

    /// Asks for a file elsewhere; false when none was chosen.
    private boolean pick() {
        Optional<Path> chosen =
                workbench
                        .dialogs()
                        .save(
                                texts.text("save.place.ELSEWHERE"),
                                "Dockerfile" + SaveModel.SUFFIX,
                                kinds());
        chosen.ifPresent(p -> save.elsewhereProperty().set(Optional.of(p)));
        return chosen.isPresent();
    }

    private List<FileDialogs.Kind> kinds() {
        return List.of(new FileDialogs.Kind(texts.text("kind.all"), List.of("*")));
    }

    private void savePatch() {
        workbench
                .dialogs()
                .save(texts.text("save.patch"), "distroless.patch", kinds())
                .ifPresent(save::savePatch);
    }

    private void showResult() {
        result.getChildren().clear();
        switch (save.resultProperty().get()) {
            case SaveModel.Result.Nothing nothing -> {
                // Nothing to say yet.
            }
            case SaveModel.Result.Saved(SavedFile saved, Optional<String> builds) -> {
                result.getChildren()
                        .add(
                                line(
                                        Feather.CHECK_CIRCLE,
                                        "wizard-good",
                                        texts.text("save.done", saved.file())));
                saved.backup()
                        .ifPresent(b ->
                                result.getChildren()
                                        .add(
                                                Parts.text(
                                                        texts.text("save.kept", b),
                                                        "muted",
                                                        "small")));
                builds.ifPresent(file -> {
                    String command = texts.text("save.command", file);
                    HBox row =
                            new HBox(
                                    Parts.text(command, "mono", "wizard-command"),
                                    Parts.copy(
                                            texts.text("save.copy.command"),
                                            Feather.COPY,
                                            () -> clipboard.accept(command)));
                    row.getStyleClass().add("wizard-command-row");
                    result.getChildren()
                            .addAll(Parts.text(texts.text("save.next"), "muted", "small"), row);
                });
            }
            case SaveModel.Result.Changed(Path file) ->
                    result.getChildren()
                            .addAll(
                                    line(
                                            Feather.ALERT_TRIANGLE,
                                            "wizard-bad",
                                            texts.text("save.changed", file)),
                                    changedButtons());
            case SaveModel.Result.Failed(String words) ->
                    result.getChildren().add(line(Feather.ALERT_TRIANGLE, "wizard-bad", words));
        }
    }

    private FlowPane changedButtons() {
        Button anyway =
                Parts.button(texts.text("save.anyway"), Feather.SAVE, () -> save.save(true));
        anyway.setId("save-anyway");
        FlowPane buttons =
                new FlowPane(
                        Parts.button(
                                texts.text("changed.again"), Feather.REFRESH_CW, model::readAgain),
                        anyway);
        buttons.getStyleClass().add("wizard-buttons");
        return buttons;
    }

    private static Label line(Feather icon, String styleClass, String words) {
        Label label = Parts.text(DisplayText.escape(words, LONGEST), styleClass);
        label.setGraphic(Icons.of(icon));
        return label;
    }

    private void showIgnore() {
        ignore.getChildren().clear();
        save.ignore()
                .ifPresent(i -> {
                    Button button =
                            Parts.button(
                                    texts.text("save.ignore.save"),
                                    Feather.FILE_PLUS,
                                    save::saveIgnore);
                    button.setId("save-ignore");
                    ignore.getChildren()
                            .addAll(
                                    Parts.head(texts.text("save.ignore")),
                                    Parts.text(texts.text("save.ignore.why"), "muted", "small"),
                                    Parts.text(
                                            DisplayText.escapeLines(i.text().strip()),
                                            "mono",
                                            "wizard-command"),
                                    button);
                });
    }
}
