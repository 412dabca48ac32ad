package dev.stagecraft.ui.compare;

import atlantafx.base.theme.Styles;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.ui.control.Hint;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Source;
import dev.stagecraft.ui.support.Texts;
import java.io.File;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/// The two places, which take what is dropped on them, and what can be done with the answer.
final class CompareHead extends FlowPane {
    private static final PseudoClass TARGET = PseudoClass.getPseudoClass("drop-target");

    private final CompareViewModel model;
    private final Texts texts = Texts.of(CompareHead.class);

    /// What a person can do with the answer.
    interface Actions {
        void pick(Place place);

        void copyMarkdown();

        void saveHtml();

        void savePicture();
    }

    CompareHead(CompareViewModel model, Actions actions) {
        this.model = model;
        getStyleClass().add("compare-head");
        Button swap = new Button();
        swap.setId("compare-swap");
        swap.setGraphic(Icons.of(Feather.REPEAT));
        swap.getStyleClass().addAll("icon-only", Styles.FLAT);
        Hint.name(swap, texts.text("swap"));
        swap.setOnAction(e -> model.swap());
        HBox places =
                new HBox(slot(Place.BEFORE, actions::pick), swap, slot(Place.AFTER, actions::pick));
        places.setAlignment(Pos.CENTER_LEFT);
        places.getStyleClass().add("compare-places");
        // A flow gives its parts the width that they prefer: long names would push the page out of
        // a narrow window.
        setMinWidth(0);
        places.maxWidthProperty()
                .bind(
                        Bindings.createDoubleBinding(
                                () -> getWidth() - getInsets().getLeft() - getInsets().getRight(),
                                widthProperty(),
                                insetsProperty()));
        Button copy = new Button(texts.text("copy"), Icons.of(Feather.COPY, "icon-small"));
        copy.setId("compare-copy");
        copy.setOnAction(e -> actions.copyMarkdown());
        MenuItem html = new MenuItem(texts.text("save.html"));
        html.setId("compare-html");
        html.setOnAction(e -> actions.saveHtml());
        MenuItem picture = new MenuItem(texts.text("save.picture"));
        picture.setId("compare-picture");
        picture.setOnAction(e -> actions.savePicture());
        MenuButton save =
                new MenuButton(
                        texts.text("save"), Icons.of(Feather.SAVE, "icon-small"), html, picture);
        save.setId("compare-save");
        model.stateProperty().addListener(o -> enable(copy, save));
        enable(copy, save);
        HBox after = new HBox(copy, save);
        after.getStyleClass().add("compare-places");
        getChildren().addAll(places, after);
    }

    /// Gives a place the focus.
    void focus(Place place) {
        lookup("#" + id(place)).requestFocus();
    }

    private static String id(Place place) {
        return place == Place.BEFORE ? "choose-before" : "choose-after";
    }

    private void enable(Button copy, MenuButton save) {
        boolean none = model.comparison().isEmpty();
        copy.setDisable(none);
        save.setDisable(none);
    }

    private Button slot(Place place, Consumer<Place> pick) {
        Button slot = new Button();
        slot.setId(id(place));
        slot.getStyleClass().add("compare-slot");
        slot.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        slot.setMnemonicParsing(false);
        slot.setOnAction(e -> pick.accept(place));
        Hint.showName(slot);
        Runnable show =
                () -> {
                    Optional<Candidate> candidate = model.chosenProperty(place).get();
                    String word = texts.text(place == Place.BEFORE ? "side.before" : "side.after");
                    String name =
                            candidate
                                    .map(c -> DisplayText.escape(c.name(), 200))
                                    .orElse(
                                            texts.text(
                                                    place == Place.BEFORE
                                                            ? "choose.before"
                                                            : "choose.after"));
                    slot.setText(name);
                    slot.setAccessibleText(texts.text("slot", word, name));
                    slot.setGraphic(
                            Icons.of(
                                    candidate
                                            .map(c -> Picker.picture(c.kind()))
                                            .orElse(Feather.PLUS),
                                    "icon-small",
                                    "muted"));
                };
        model.chosenProperty(place).addListener(o -> show.run());
        show.run();
        takeDrops(slot, place);
        return slot;
    }

    private void takeDrops(Button slot, Place place) {
        slot.setOnDragOver(e -> {
            if (dropped(e.getDragboard()).isPresent()) {
                e.acceptTransferModes(TransferMode.COPY);
                slot.pseudoClassStateChanged(TARGET, true);
                e.consume();
            }
        });
        slot.setOnDragExited(e -> slot.pseudoClassStateChanged(TARGET, false));
        slot.setOnDragDropped((DragEvent e) -> {
            Optional<Candidate> candidate = dropped(e.getDragboard());
            candidate.ifPresent(c -> model.choose(place, c));
            e.setDropCompleted(candidate.isPresent());
            e.consume();
        });
    }

    /// A row of the list, by its key, or a file.
    private Optional<Candidate> dropped(Dragboard board) {
        if (board.hasFiles()) {
            return board.getFiles().stream().findFirst().map(File::toPath).map(Candidate::ofFile);
        }
        return board.getContent(Source.DRAGGED) instanceof String key
                ? model.find(key)
                : Optional.empty();
    }
}
