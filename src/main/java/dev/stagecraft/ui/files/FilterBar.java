package dev.stagecraft.ui.files;

import atlantafx.base.controls.CustomTextField;
import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.FileState;
import dev.stagecraft.ui.control.Hint;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Texts;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import org.kordamp.ikonli.feather.Feather;

/// Filters the files as a person types: by path, by state and by size.
final class FilterBar extends FlowPane {
    private static final List<Long> SIZES =
            List.of(0L, 1_000L, 10_000L, 100_000L, 1_000_000L, 10_000_000L, 100_000_000L);

    private final ContentsViewModel model;
    private final Texts texts = Texts.of(FilterBar.class);
    private final Map<FileState, ToggleButton> states = new EnumMap<>(FileState.class);
    private final CustomTextField text = new CustomTextField();
    private final Label problem = new Label();
    private final HBox stateBox = new HBox();
    private Runnable onEnter = () -> {};

    FilterBar(ContentsViewModel model) {
        this.model = model;
        getStyleClass().add("filter-bar");
        setMinWidth(0);
        for (Region wide : new Region[] {text, problem}) {
            wide.maxWidthProperty().bind(widthProperty());
        }
        getChildren().addAll(field(), mode(), sizes());
        makeStates();
        problem.getStyleClass().add("filter-problem");
        problem.setId("filter-problem");
        problem.managedProperty().bind(problem.visibleProperty());
        stateBox.getStyleClass().add("state-buttons");
        model.filter().problemProperty().addListener((p, old, now) -> showProblem(now));
        showProblem("");
        model.shownProperty().addListener((p, old, now) -> showCounts());
        model.filter().statesProperty().addListener((p, old, now) -> showCounts());
        showCounts();
    }

    private CustomTextField field() {
        text.setId("file-filter");
        text.setLeft(Icons.of(Feather.FILTER, "icon-small", "muted"));
        text.setAccessibleText(texts.text("filter.name"));
        text.getStyleClass().add("file-filter");
        text.textProperty().bindBidirectional(model.filter().textProperty());
        text.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ESCAPE && !text.getText().isEmpty()) {
                text.clear();
                e.consume();
            } else if (e.getCode() == KeyCode.DOWN || e.getCode() == KeyCode.ENTER) {
                onEnter.run();
                e.consume();
            }
        });
        Button clear = new Button();
        clear.setGraphic(Icons.of(Feather.X, "icon-small"));
        clear.getStyleClass().addAll("icon-only", "flat", "clear-filter");
        Hint.name(clear, texts.text("filter.clear"));
        clear.setOnAction(e -> model.filter().clear());
        text.setRight(clear);
        return text;
    }

    private ComboBox<FilterMode> mode() {
        ComboBox<FilterMode> mode = new ComboBox<>();
        mode.setId("filter-mode");
        mode.getStyleClass().add("filter-mode");
        mode.getItems().setAll(FilterMode.values());
        mode.setConverter(converter(FilterMode::key));
        mode.setAccessibleText(texts.text("filter.mode"));
        mode.valueProperty().bindBidirectional(model.filter().modeProperty());
        text.promptTextProperty()
                .bind(model.filter().modeProperty().map(now -> texts.text(now.key() + ".prompt")));
        return mode;
    }

    private StringConverter<FilterMode> converter(
            java.util.function.Function<FilterMode, String> key) {
        return new StringConverter<>() {
            @Override
            public String toString(FilterMode mode) {
                return mode == null ? "" : texts.text(key.apply(mode));
            }

            @Override
            public FilterMode fromString(String string) {
                return FilterMode.TEXT;
            }
        };
    }

    private ComboBox<Long> sizes() {
        ComboBox<Long> sizes = new ComboBox<>();
        sizes.setId("filter-size");
        sizes.getItems().setAll(SIZES);
        sizes.setCellFactory(list -> new SizeCell());
        sizes.setButtonCell(new SizeCell());
        sizes.setAccessibleText(texts.text("filter.size"));
        sizes.setValue(model.filter().minSizeProperty().get());
        sizes.valueProperty()
                .addListener((p, old, now) -> {
                    if (now != null) {
                        model.filter().minSizeProperty().set(now);
                    }
                });
        model.filter()
                .minSizeProperty()
                .addListener((p, old, now) -> sizes.setValue(now.longValue()));
        return sizes;
    }

    private final class SizeCell extends ListCell<Long> {
        @Override
        protected void updateItem(Long bytes, boolean empty) {
            super.updateItem(bytes, empty);
            setText(
                    empty || bytes == null
                            ? ""
                            : bytes == 0
                                    ? texts.text("filter.size.any")
                                    : texts.text("filter.size.from", ByteSize.format(bytes)));
        }
    }

    /// What Enter and the down arrow in the text do.
    void setOnEnter(Runnable action) {
        onEnter = action;
    }

    /// Has the next keys typed into the filter.
    void focusText() {
        text.requestFocus();
        text.selectAll();
    }

    /// What is wrong with the pattern; not there while nothing is.
    Label problem() {
        return problem;
    }

    /// The buttons that filter by state, with how many files there are of each.
    HBox stateButtons() {
        return stateBox;
    }

    private void makeStates() {
        for (FileState state : StateWords.ORDER) {
            ToggleButton button = new ToggleButton();
            button.setId("filter-" + StateWords.styleClass(state));
            button.getStyleClass().addAll("state-toggle", StateWords.styleClass(state));
            button.setOnAction(e -> model.filter().toggleState(state, button.isSelected()));
            Hint.on(button).setText(texts.text("filter.state", StateWords.name(state, texts)));
            states.put(state, button);
            stateBox.getChildren().add(button);
        }
    }

    /// The buttons that open and close all folders.
    HBox expansion() {
        Button open = new Button();
        open.setGraphic(Icons.of(Feather.CHEVRONS_DOWN, "icon-small"));
        Button close = new Button();
        close.setGraphic(Icons.of(Feather.CHEVRONS_UP, "icon-small"));
        name(open, texts.text("expand.all"));
        name(close, texts.text("collapse.all"));
        open.setId("open-all");
        close.setId("close-all");
        open.setOnAction(e -> model.setAllOpen(true));
        close.setOnAction(e -> model.setAllOpen(false));
        HBox box = new HBox(open, close);
        box.getStyleClass().add("expansion");
        return box;
    }

    private static void name(Button button, String name) {
        button.getStyleClass().addAll("icon-only", "flat");
        Hint.name(button, name);
    }

    private void showProblem(String now) {
        problem.setText(now.isEmpty() ? "" : texts.text("filter.problem", now));
        problem.setVisible(!now.isEmpty());
    }

    private void showCounts() {
        states.forEach((state, button) -> {
            int count = model.shownProperty().get().map(s -> s.view().filesIn(state)).orElse(0);
            String sign = StateWords.sign(state);
            button.setText((sign.isEmpty() ? "=" : sign) + " " + texts.text("count", count));
            button.setAccessibleText(
                    texts.text("filter.state.count", StateWords.name(state, texts), count));
            button.setSelected(model.filter().statesProperty().get().contains(state));
            boolean none = count == 0 && !button.isSelected();
            button.setVisible(!none);
            button.setManaged(!none);
        });
    }
}
