package dev.stagecraft.ui.compare;

import dev.stagecraft.compare.Change;
import dev.stagecraft.compare.FileComparison;
import dev.stagecraft.image.ByteSize;
import dev.stagecraft.ui.control.Hint;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Settings;
import dev.stagecraft.ui.support.Texts;
import dev.stagecraft.ui.support.Theme;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.controlsfx.control.textfield.CustomTextField;
import org.kordamp.ikonli.feather.Feather;

/// The tree of changed files under its filters.
final class FilesPane extends VBox {
    private static final List<Change> ORDER =
            List.of(Change.REMOVED, Change.ADDED, Change.CHANGED, Change.SAME);

    private final ChangesViewModel model;
    private final Texts texts = Texts.of(FilesPane.class);
    private final Map<Change, ToggleButton> buttons = new EnumMap<>(Change.class);
    private final Label status = new Label();
    private final Label problem = new Label();

    FilesPane(ChangesViewModel model, Theme theme, Settings settings) {
        this.model = model;
        getStyleClass().add("compare-body");
        FlowPane filters = new FlowPane(field(), toggles(), expansion(), order(), problem);
        filters.getStyleClass().add("filter-bar");
        ChangeTable table = new ChangeTable(model, theme, settings);
        VBox.setVgrow(table, Priority.ALWAYS);
        status.getStyleClass().add("muted");
        status.setId("files-status");
        status.setWrapText(true);
        problem.getStyleClass().add("filter-problem");
        problem.textProperty().bind(model.problemProperty());
        getChildren().addAll(filters, table, status);
        model.shownProperty().addListener(o -> count());
        count();
    }

    private CustomTextField field() {
        CustomTextField field = new CustomTextField();
        field.setId("change-filter");
        field.setLeft(Icons.of(Feather.FILTER, "icon-small", "muted"));
        field.getStyleClass().add("file-filter");
        field.setPromptText(texts.text("files.prompt"));
        field.setAccessibleText(texts.text("files.prompt"));
        field.textProperty().bindBidirectional(model.textProperty());
        field.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ESCAPE && !field.getText().isEmpty()) {
                field.clear();
                e.consume();
            }
        });
        return field;
    }

    private HBox toggles() {
        HBox box = new HBox();
        box.getStyleClass().add("state-buttons");
        for (Change change : ORDER) {
            ToggleButton button = new ToggleButton();
            button.setId("show-" + ChangeWords.styleClass(change));
            button.getStyleClass().addAll("state-toggle", ChangeWords.styleClass(change));
            button.setSelected(model.changesProperty().get().contains(change));
            button.selectedProperty().addListener((p, o, on) -> model.toggle(change, on));
            Hint.on(button).setText(ChangeWords.name(change, texts));
            buttons.put(change, button);
            box.getChildren().add(button);
        }
        return box;
    }

    private HBox expansion() {
        HBox box =
                new HBox(
                        button(Feather.CHEVRONS_DOWN, "files.open", true),
                        button(Feather.CHEVRONS_UP, "files.close", false));
        return box;
    }

    private Button button(Feather icon, String key, boolean open) {
        Button button = new Button();
        button.setGraphic(Icons.of(icon, "icon-small"));
        button.getStyleClass().addAll("icon-only", "flat");
        Hint.name(button, texts.text(key));
        button.setOnAction(e -> model.setAllOpen(open));
        return button;
    }

    private CheckBox order() {
        CheckBox largest = new CheckBox(texts.text("files.largest"));
        largest.selectedProperty().bindBidirectional(model.largestProperty());
        return largest;
    }

    private void count() {
        model.files()
                .ifPresent(files ->
                        buttons.forEach((change, button) -> {
                            String sign = ChangeWords.sign(change);
                            button.setText(sign + " " + texts.text("number", files.files(change)));
                            button.setAccessibleText(
                                    texts.text(
                                            "files.toggle",
                                            ChangeWords.name(change, texts),
                                            files.files(change)));
                        }));
        model.shownProperty()
                .get()
                .ifPresent(shown -> {
                    FileComparison files = shown.selection().files();
                    String notRead =
                            files.notRead() == 0
                                    ? ""
                                    : texts.text("files.notread", files.notRead());
                    status.setText(
                            texts.text(
                                            "files.status",
                                            shown.selection().matchingFiles(),
                                            ByteSize.format(shown.selection().bytesBefore()),
                                            ByteSize.format(shown.selection().bytesAfter()))
                                    + notRead);
                });
    }
}
