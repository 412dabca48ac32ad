package dev.stagecraft.ui.shell;

import dev.stagecraft.ui.support.ImageTab;
import dev.stagecraft.ui.support.Opened;
import dev.stagecraft.ui.support.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The middle column: an image's head and its tabs, or a page that says why there is none. A tab's
/// view is made when the tab is first looked at, and shown an image only while it is.
final class Middle extends StackPane {
    private static final PseudoClass TIGHT = PseudoClass.getPseudoClass("tight");
    private static final KeyCombination FIND =
            new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN);
    private static final double ACTIONS_FROM = 31;

    private final VBox imageBox;
    private final BooleanBinding tight;
    private final TabPane tabs = new TabPane();
    private final HBox actions = new HBox();
    private final Map<String, ImageTab> views = new LinkedHashMap<>();
    private final Map<String, Opened> shown = new LinkedHashMap<>();
    private final Consumer<Optional<Node>> side;
    private @Nullable Opened opened;

    /// @param header what stands above the tabs
    /// @param side is told what the right column is to show; absent for the common one
    /// @param em the size of a letter in pixels
    Middle(Node header, Consumer<Optional<Node>> side, ReadOnlyDoubleProperty em, Texts texts) {
        this.side = side;
        getStyleClass().add("middle");
        setMinWidth(0);
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.setId("tabs");
        tabs.setAccessibleText(texts.text("tabs.name"));
        tabs.getSelectionModel().selectedItemProperty().addListener((p, o, tab) -> refresh());
        tabs.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        actions.getStyleClass().add("tab-actions");
        actions.setPickOnBounds(false);
        actions.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        // The buttons must not lie on a tab.
        tight = widthProperty().lessThan(em.multiply(ACTIONS_FROM));
        tight.addListener((p, o, now) -> actions.pseudoClassStateChanged(TIGHT, now));
        actions.pseudoClassStateChanged(TIGHT, tight.get());
        StackPane tabArea = new StackPane(tabs, actions);
        StackPane.setAlignment(actions, javafx.geometry.Pos.TOP_RIGHT);
        VBox.setVgrow(tabArea, Priority.ALWAYS);
        imageBox = new VBox(header, tabArea);
        imageBox.setMinWidth(0);
    }

    /// Adds a tab after the others.
    void add(ImageTab view) {
        views.put(view.id(), view);
        Tab tab = new Tab(view.title());
        tab.setId(view.id());
        tabs.getTabs().add(tab);
    }

    /// How many tabs there are.
    int count() {
        return views.size();
    }

    /// Puts buttons at the end of the row of tabs.
    void addActions(List<? extends Node> nodes) {
        actions.getChildren().addAll(nodes);
    }

    /// Shows an image.
    void showImage(Opened image) {
        opened = image;
        if (!getChildren().equals(List.of(imageBox))) {
            getChildren().setAll(imageBox);
        }
        refresh();
    }

    /// Shows a page in place of an image.
    void showState(Node page) {
        opened = null;
        getChildren().setAll(new BorderPane(page));
        side.accept(Optional.empty());
    }

    /// Brings a tab to the front, from where the keyboard goes on: what had the focus may be gone
    /// with the tab before.
    void select(String id) {
        tabs.getTabs().stream()
                .filter(tab -> id.equals(tab.getId()))
                .findFirst()
                .ifPresent(tab -> {
                    tabs.getSelectionModel().select(tab);
                    tabs.requestFocus();
                });
    }

    /// Who looks for something from a tab, or from its name, means what is in the tab.
    private void keyPressed(KeyEvent e) {
        Tab tab = tabs.getSelectionModel().getSelectedItem();
        ImageTab view = tab == null ? null : views.get(tab.getId());
        if (FIND.match(e) && view != null && view.find()) {
            e.consume();
        }
    }

    private void refresh() {
        Tab tab = tabs.getSelectionModel().getSelectedItem();
        Opened image = opened;
        if (tab == null || image == null) {
            return;
        }
        ImageTab view = views.get(tab.getId());
        if (view == null) {
            return;
        }
        if (tab.getContent() == null) {
            tab.setContent(view.view());
        }
        if (!image.equals(shown.get(view.id()))) {
            shown.put(view.id(), image);
            view.show(image);
        }
        side.accept(view.side());
    }
}
