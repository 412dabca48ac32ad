package dev.stagecraft.ui.files;

import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.FileState;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.LayerView;
import dev.stagecraft.ui.control.Treemap;
import dev.stagecraft.ui.support.Texts;
import dev.stagecraft.ui.support.Workbench;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The contents: which part of the layers, filters, and the files as a tree table or as a treemap.
final class ContentsView extends BorderPane {
    private final ContentsViewModel model;
    private final Texts texts = Texts.of(ContentsView.class);
    private final FilesPages pages;
    private final FileTable table;
    private final Treemap treemap;
    private final StackPane body = new StackPane();
    private final Label counts = new Label();
    private final Label nothing = new Label();
    private final ToggleButton byStage = new ToggleButton();
    private final LookButtons looks = new LookButtons();
    private final FilterBar filters;
    private final VBox whole;
    private final ScrollPane scroll;

    ContentsView(ContentsViewModel model, Workbench workbench, Consumer<String> clipboard) {
        this.model = model;
        pages = new FilesPages(model.files());
        getStyleClass().add("contents-view");
        setId("contents");
        table =
                new FileTable(
                        model,
                        new FileActions(model, workbench, clipboard),
                        workbench,
                        new RowList());
        treemap = new Treemap(action -> Thread.ofVirtual().start(action));
        treemap.setCategories(StateWords.categories(texts));
        treemap.selectedProperty().bindBidirectional(model.selectedProperty());
        byStage.setText(texts.text("treemap.by-stage"));
        byStage.getStyleClass().add("by-stage");
        // Most of a final image is unchanged: who brought it says more.
        byStage.setSelected(true);
        byStage.selectedProperty().addListener((p, old, now) -> drawTreemap());
        ScopeBar scopeBar = new ScopeBar(model, workbench.theme().emProperty());
        filters = new FilterBar(model);
        filters.setOnEnter(this::focusBody);
        counts.getStyleClass().addAll("muted", "counts");
        counts.managedProperty().bind(counts.visibleProperty());
        counts.maxWidthProperty().bind(filters.widthProperty());
        // What is said of a broken pattern stands in place of the counts, which are of the last
        // one that was whole; and both after the buttons, which stay where they are.
        counts.visibleProperty().bind(filters.problem().visibleProperty().not());
        filters.getChildren()
                .addAll(
                        looks,
                        filters.expansion(),
                        byStage,
                        filters.stateButtons(),
                        counts,
                        filters.problem());
        body.getStyleClass().add("contents-files");
        nothing.setText(texts.text("treemap.empty"));
        nothing.setWrapText(true);
        VBox.setVgrow(body, Priority.ALWAYS);
        whole = new VBox(scopeBar, filters, new ProblemsBar(model.files()), body);
        whole.getStyleClass().add("contents-body");
        whole.setMinWidth(0);
        // In a low window with large letters the bars take most of the height.
        scroll = new ScrollPane(whole);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("edge-to-edge");
        scroll.setFocusTraversable(false);
        looks.treemapProperty().addListener((p, old, now) -> showBody());
        // Who looks for something here means a file, not an image.
        whole.addEventFilter(
                KeyEvent.KEY_PRESSED,
                e -> {
                    if (e.getCode() == KeyCode.F && e.isShortcutDown() && !e.isShiftDown()) {
                        filters.focusText();
                        e.consume();
                    }
                });
        model.shownProperty().addListener((p, old, now) -> shown());
        model.files().stateProperty().addListener((p, old, now) -> stateChanged());
        model.files().layersProperty().addListener((p, old, now) -> drawTreemap());
        showBody();
        shown();
        stateChanged();
    }

    private void showBody() {
        boolean map = looks.treemapProperty().get();
        byStage.setVisible(map);
        byStage.setManaged(map);
        showMap();
        drawTreemap();
    }

    /// A map of nothing would be a grey field.
    private void showMap() {
        boolean empty =
                model.shownProperty()
                        .get()
                        .filter(s -> s.view().size(FileTree.ROOT) == 0)
                        .isPresent();
        Node now = !looks.treemapProperty().get() ? table : empty ? nothing : treemap;
        if (!body.getChildren().equals(List.of(now))) {
            body.getChildren().setAll(now);
        }
    }

    /// Has the next keys typed into the filter; false while there are no files to filter.
    boolean find() {
        boolean shown = scroll.equals(getCenter());
        if (shown) {
            filters.focusText();
        }
        return shown;
    }

    /// From the filter to what it found.
    private void focusBody() {
        if (looks.treemapProperty().get()) {
            treemap.requestFocus();
        } else {
            table.requestFocus();
            if (table.getSelectionModel().isEmpty() && !table.getItems().isEmpty()) {
                table.getSelectionModel().select(0);
            }
        }
    }

    private void stateChanged() {
        Node page = pages.page(model.files().stateProperty().get()).orElse(null);
        setCenter(page == null ? scroll : page);
    }

    private void shown() {
        model.shownProperty()
                .get()
                .ifPresentOrElse(
                        now -> {
                            table.show(now);
                            counts.setText(counts(now.view()));
                        },
                        () -> counts.setText(""));
        drawTreemap();
    }

    private String counts(LayerView view) {
        int files = view.files(FileTree.ROOT);
        String bytes = ByteSize.format(view.size(FileTree.ROOT));
        if (view.filter().isEmpty()) {
            return texts.text("counts.all", files, bytes);
        }
        LayerView whole = view.whole();
        // What is removed is no part of the whole, unless it was asked for.
        boolean withRemoved = view.filter().states().contains(FileState.REMOVED);
        return texts.text(
                "counts.filtered",
                files,
                whole.files(FileTree.ROOT) + (withRemoved ? whole.filesIn(FileState.REMOVED) : 0),
                bytes,
                ByteSize.format(
                        whole.size(FileTree.ROOT)
                                + (withRemoved ? whole.bytesIn(FileState.REMOVED) : 0)));
    }

    private void drawTreemap() {
        if (!looks.treemapProperty().get()) {
            return;
        }
        showMap();
        boolean stages = byStage.isSelected();
        model.shownProperty()
                .get()
                .ifPresent(now -> {
                    treemap.setCategories(
                            stages
                                    ? StateWords.stages(model.files().layersProperty().get())
                                    : StateWords.categories(texts));
                    LayerView view = now.view();
                    ViewTreemap source =
                            new ViewTreemap(
                                    view, model.files().layersProperty().get(), stages, texts);
                    int zoom = treemap.zoomProperty().get();
                    boolean stays =
                            zoom > FileTree.ROOT
                                    && zoom < view.tree().size()
                                    && view.contains(zoom)
                                    && view.hasChildren(zoom);
                    treemap.setSource(source, stays ? zoom : FileTree.ROOT);
                });
    }

    /// For tests: what the table shows.
    List<FileRow> rows() {
        return table.rows();
    }
}
