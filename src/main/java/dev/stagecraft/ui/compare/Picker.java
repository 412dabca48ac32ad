package dev.stagecraft.ui.compare;

import atlantafx.base.theme.Styles;
import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Texts;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.textfield.CustomTextField;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// A card in which one image is searched and chosen.
final class Picker extends VBox {
    private final Texts texts = Texts.of(Picker.class);
    private final CustomTextField search = new CustomTextField();
    private final ListView<Candidate> list = new ListView<>();
    private final Consumer<Candidate> choose;

    /// @param find the candidates that fit a query
    /// @param choose takes what was chosen
    /// @param openFile asks for a file
    /// @param close leaves all as it is
    Picker(
            Place place,
            Function<String, List<Candidate>> find,
            Consumer<Candidate> choose,
            Runnable openFile,
            Runnable close) {
        this.choose = choose;
        setId("compare-picker");
        getStyleClass().addAll("overlay-card", "compare-picker");
        Label title =
                new Label(texts.text(place == Place.BEFORE ? "picker.before" : "picker.after"));
        title.getStyleClass().add("heading");
        search.setId("picker-search");
        search.setLeft(Icons.of(Feather.SEARCH, "icon-small", "muted"));
        search.setPromptText(texts.text("picker.search"));
        search.setAccessibleText(texts.text("picker.search"));
        search.textProperty().addListener((p, o, query) -> fill(find.apply(query)));
        list.setId("picker-list");
        list.setAccessibleText(texts.text("picker.list"));
        list.setCellFactory(view -> new Cell());
        list.setPlaceholder(new Label(texts.text("picker.nothing")));
        VBox.setVgrow(list, Priority.ALWAYS);
        Button file = new Button(texts.text("picker.file"), Icons.of(Feather.FOLDER, "icon-small"));
        file.setId("picker-file");
        file.setOnAction(e -> openFile.run());
        Button cancel = new Button(texts.text("picker.cancel"));
        cancel.setOnAction(e -> close.run());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox actions = new HBox(file, gap, cancel);
        actions.getStyleClass().add("actions");
        getChildren().addAll(title, search, list, actions);
        addEventFilter(
                KeyEvent.KEY_PRESSED,
                e -> {
                    switch (e.getCode()) {
                        case ESCAPE -> close.run();
                        case ENTER -> {
                            if (!search.isFocused() && !list.isFocused()) {
                                return;
                            }
                            take();
                        }
                        case DOWN, UP -> {
                            if (list.isFocused()) {
                                return;
                            }
                            move(e.getCode() == KeyCode.DOWN ? 1 : -1);
                        }
                        default -> {
                            return;
                        }
                    }
                    e.consume();
                });
        fill(find.apply(""));
    }

    /// Gives the search the focus.
    void focus() {
        search.requestFocus();
    }

    private void fill(List<Candidate> some) {
        list.getItems().setAll(some);
        if (!some.isEmpty()) {
            list.getSelectionModel().select(0);
        }
    }

    private void move(int by) {
        int next = list.getSelectionModel().getSelectedIndex() + by;
        if (next >= 0 && next < list.getItems().size()) {
            list.getSelectionModel().clearAndSelect(next);
            list.scrollTo(Math.max(0, next - 3));
        }
    }

    private void take() {
        Candidate selected = list.getSelectionModel().getSelectedItem();
        if (selected != null) {
            choose.accept(selected);
        }
    }

    private final class Cell extends ListCell<Candidate> {
        private final Label name = new Label();
        private final Label size = new Label();
        private final HBox box;

        Cell() {
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            name.setMinWidth(0);
            size.setMinWidth(Region.USE_PREF_SIZE);
            size.getStyleClass().add("muted");
            box = new HBox(name, gap, size);
            box.getStyleClass().add("row-line");
            getStyleClass().add(Styles.DENSE);
            setPrefWidth(0);
            setOnMouseClicked(e -> {
                if (getItem() != null) {
                    choose.accept(getItem());
                }
            });
        }

        @Override
        protected void updateItem(@Nullable Candidate candidate, boolean empty) {
            super.updateItem(candidate, empty);
            if (empty || candidate == null) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            name.setText(DisplayText.escape(candidate.name(), 200));
            name.setGraphic(Icons.of(picture(candidate.kind()), "icon-small", "muted"));
            size.setText(
                    candidate.size().isPresent()
                            ? ByteSize.format(candidate.size().getAsLong())
                            : "");
            setGraphic(box);
            setAccessibleText(name.getText() + " " + size.getText());
        }
    }

    static Feather picture(Candidate.Kind kind) {
        return switch (kind) {
            case IMAGE -> Feather.LAYERS;
            case FILE -> Feather.ARCHIVE;
            case SAMPLE -> Feather.BOOK_OPEN;
        };
    }
}
