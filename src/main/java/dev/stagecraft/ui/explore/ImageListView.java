package dev.stagecraft.ui.explore;

import atlantafx.base.theme.Styles;
import dev.stagecraft.ui.control.Hint;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Source;
import dev.stagecraft.ui.support.Texts;
import dev.stagecraft.ui.support.Theme;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The left column: images, archives and samples, one of which can be chosen.
public final class ImageListView extends BorderPane {
    private static final double NARROW_EM = 17;

    private final ImageListViewModel model;
    private final BiConsumer<Source, String> open;
    private final Consumer<String> clipboard;
    private final Texts texts = Texts.of(ImageListView.class);
    private final ListView<ListRow> list;
    private final BooleanProperty narrow = new SimpleBooleanProperty();
    private @Nullable Source chosen;
    private boolean arranging;
    private boolean pressed;
    private @Nullable ListRow pressedOn;
    private BiConsumer<Source, String> compare = (source, name) -> {};
    private BiConsumer<Source, String> compareWithOpen = (source, name) -> {};

    /// @param open opens an image by where it is and what to call it
    /// @param clipboard where copied values go
    public ImageListView(
            ImageListViewModel model,
            BiConsumer<Source, String> open,
            Consumer<String> clipboard,
            Theme theme,
            Clock clock) {
        this.model = model;
        this.open = open;
        this.clipboard = clipboard;
        getStyleClass().add("image-list");
        // Before the list's own: what it selects because rows came or went, nobody chose.
        model.rows().addListener((ListChangeListener<ListRow>) change -> arranging = true);
        list = new ListView<>(model.rows());
        list.setId("image-list");
        list.setAccessibleText(texts.text("list.name"));
        list.setCellFactory(view -> new ListRowCell(clock, model::toggle, this::menu, narrow));
        narrow.bind(
                list.widthProperty()
                        .greaterThan(0)
                        .and(
                                list.widthProperty()
                                        .lessThan(theme.emProperty().multiply(NARROW_EM))));
        list.getSelectionModel().selectedItemProperty().addListener((p, o, row) -> choose(row));
        list.setOnKeyPressed(e -> {
            ListRow row = list.getSelectionModel().getSelectedItem();
            if (row instanceof ListRow.Head head
                    && (e.getCode() == KeyCode.ENTER || e.getCode() == KeyCode.SPACE)) {
                model.toggle(head.group());
                e.consume();
            }
        });
        // By key it is asked of the list, by mouse of a cell.
        list.setOnContextMenuRequested(e -> {
            ListRow row = list.getSelectionModel().getSelectedItem();
            if (e.isKeyboardTrigger() && row != null && !menu(row).getItems().isEmpty()) {
                menu(row).show(list, e.getScreenX(), e.getScreenY());
                e.consume();
            }
        });
        // A press may begin a drag, so an image is opened when the button is let go of.
        list.addEventFilter(MouseEvent.MOUSE_PRESSED, e -> pressed = true);
        list.addEventFilter(
                MouseEvent.MOUSE_RELEASED,
                e -> {
                    pressed = false;
                    ListRow row = pressedOn;
                    pressedOn = null;
                    choose(row);
                });
        list.addEventHandler(
                DragEvent.DRAG_DONE,
                e -> {
                    pressed = false;
                    pressedOn = null;
                    arranging = true;
                    selectChosen();
                    arranging = false;
                });
        // The selection stays with its image when the rows around it change.
        model.rows()
                .addListener(
                        (ListChangeListener<ListRow>)
                                change -> {
                                    selectChosen();
                                    arranging = false;
                                });
        setTop(toolbar());
        setCenter(list);
    }

    /// What is done to compare an image with another one.
    ///
    /// @param other begins a comparison with an image that is then chosen
    /// @param open compares with the image that is open
    public void onCompare(BiConsumer<Source, String> other, BiConsumer<Source, String> open) {
        compare = other;
        compareWithOpen = open;
    }

    /// Gives the list the focus.
    public void focus() {
        list.requestFocus();
    }

    /// Gives the list the focus and opens its first image, archive or sample, as after a search.
    public void openFirst() {
        focus();
        for (int i = 0; i < list.getItems().size(); i++) {
            if (list.getItems().get(i).source().isPresent()) {
                list.getSelectionModel().select(i);
                list.scrollTo(Math.max(0, i - 1));
                return;
            }
        }
    }

    /// Marks what is open, however it was opened.
    public void mark(Optional<Source> source) {
        if (!Objects.equals(chosen, source.orElse(null))) {
            chosen = source.orElse(null);
            arranging = true;
            if (selectChosen() && !isInSight(list.getSelectionModel().getSelectedIndex())) {
                list.scrollTo(Math.max(0, list.getSelectionModel().getSelectedIndex() - 2));
            }
            arranging = false;
        }
    }

    private boolean isInSight(int row) {
        return list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow
                && flow.getFirstVisibleCell() != null
                && flow.getFirstVisibleCell().getIndex() <= row
                && row <= flow.getLastVisibleCell().getIndex();
    }

    private boolean selectChosen() {
        for (int i = 0; i < list.getItems().size() && chosen != null; i++) {
            if (list.getItems().get(i).source().filter(chosen::equals).isPresent()) {
                list.getSelectionModel().select(i);
                return true;
            }
        }
        list.getSelectionModel().clearSelection();
        return false;
    }

    private void choose(@Nullable ListRow row) {
        if (arranging || row == null) {
            return;
        }
        if (pressed) {
            pressedOn = row;
            return;
        }
        row.source()
                .ifPresent(source -> {
                    chosen = source;
                    open.accept(source, ListWords.name(row));
                });
    }

    private HBox toolbar() {
        Label title = new Label(texts.text("list.title"));
        title.getStyleClass().add("heading");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        ToggleButton untagged = new ToggleButton();
        untagged.setId("untagged");
        untagged.setGraphic(Icons.of(Feather.TAG, "icon-small"));
        untagged.getStyleClass().addAll("icon-only", Styles.FLAT);
        Hint.name(untagged, texts.text("list.untagged"));
        untagged.selectedProperty().bindBidirectional(model.untaggedProperty());
        HBox bar = new HBox(title, gap, untagged, sortButton());
        bar.getStyleClass().addAll("toolbar", "list-toolbar");
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private MenuButton sortButton() {
        MenuButton sort = new MenuButton();
        sort.setId("sort");
        sort.setGraphic(Icons.of(Feather.BAR_CHART, "icon-small"));
        sort.getStyleClass().addAll("icon-only", Styles.FLAT);
        sort.accessibleTextProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        texts.text(
                                                "list.sort",
                                                texts.text("order." + model.orderProperty().get())),
                                model.orderProperty()));
        Hint.showName(sort);
        ToggleGroup group = new ToggleGroup();
        for (ImageOrder order : ImageOrder.values()) {
            RadioMenuItem item = new RadioMenuItem(texts.text("order." + order));
            item.setToggleGroup(group);
            item.setSelected(model.orderProperty().get() == order);
            item.setOnAction(e -> model.orderProperty().set(order));
            sort.getItems().add(item);
        }
        return sort;
    }

    private ContextMenu menu(ListRow row) {
        ContextMenu menu = new ContextMenu();
        if (row instanceof ListRow.EngineImage image) {
            image.summary().tags().stream()
                    .limit(20)
                    .forEach(tag ->
                            menu.getItems().add(copy("list.copy.reference", tag.familiar())));
            menu.getItems().add(copy("list.copy.id", image.summary().id().toString()));
            image.summary().repoDigests().stream()
                    .limit(20)
                    .forEach(d -> menu.getItems().add(copy("list.copy.digest", d.familiar())));
        } else if (row instanceof ListRow.RecentFile file) {
            menu.getItems().add(copy("list.copy.path", file.path().toString()));
            MenuItem forget = new MenuItem(texts.text("list.forget"));
            forget.setOnAction(e -> model.forget(file.path()));
            menu.getItems().add(forget);
        }
        row.source()
                .ifPresent(source -> {
                    if (!menu.getItems().isEmpty()) {
                        menu.getItems().addFirst(new SeparatorMenuItem());
                    }
                    if (chosen != null && !chosen.equals(source)) {
                        menu.getItems()
                                .addFirst(compare("list.compare.open", row, compareWithOpen));
                    }
                    menu.getItems().addFirst(compare("list.compare", row, compare));
                });
        return menu;
    }

    private MenuItem compare(String key, ListRow row, BiConsumer<Source, String> action) {
        MenuItem item = new MenuItem(texts.text(key));
        item.setOnAction(
                e -> row.source().ifPresent(source -> action.accept(source, ListWords.name(row))));
        return item;
    }

    private MenuItem copy(String key, String value) {
        MenuItem item = new MenuItem(texts.text(key, value));
        item.setMnemonicParsing(false);
        item.setOnAction(e -> clipboard.accept(value));
        return item;
    }
}
