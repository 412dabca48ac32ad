package dev.stagecraft.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;
import javafx.beans.property.IntegerProperty;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A treemap: area is size, colour is a category. Zooms into folders, keeps the way back above the
/// tiles and says below them what the colours mean.
///
/// Keys: arrows go from tile to tile, Enter goes into the folder that holds the selected tile,
/// Backspace or Escape goes out.
public final class Treemap extends VBox {
    private final TileArea tiles;
    private final FlowPane way = new FlowPane();
    private final Legend legend = new Legend();
    private IntConsumer onOpen = node -> {};
    private @Nullable TreemapSource source;

    /// An empty treemap.
    ///
    /// @param background lays out and paints, off the window's thread
    public Treemap(Executor background) {
        getStyleClass().add("treemap");
        tiles = new TileArea(background);
        way.getStyleClass().add("way");
        VBox.setVgrow(tiles, Priority.ALWAYS);
        getChildren().addAll(way, tiles, legend);
        tiles.zoomProperty().addListener((p, old, now) -> drawWay());
        tiles.addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
        tiles.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    }

    /// Shows another tree, from its root; null for none.
    public void setSource(@Nullable TreemapSource now) {
        source = now;
        tiles.setSource(now);
        tiles.zoomProperty().set(now == null ? -1 : now.root());
        drawWay();
    }

    /// Shows another tree without going back to its root, as when only colours or states differ.
    ///
    /// @param zoom the node to stay at
    public void setSource(TreemapSource now, int zoom) {
        source = now;
        tiles.setSource(now);
        tiles.zoomProperty().set(zoom);
        drawWay();
    }

    /// What the colours are, by the number that the source gives.
    public void setCategories(List<Category> categories) {
        tiles.setCategories(categories);
        legend.setCategories(categories);
    }

    /// The selected node; negative for none.
    public IntegerProperty selectedProperty() {
        return tiles.selectedProperty();
    }

    /// The folder whose tiles are shown; negative for none.
    public IntegerProperty zoomProperty() {
        return tiles.zoomProperty();
    }

    /// What a double click or Enter on a file does.
    public void setOnOpen(IntConsumer action) {
        onOpen = action;
    }

    /// Gives the tiles the keyboard's focus.
    @Override
    public void requestFocus() {
        tiles.requestFocus();
    }

    private void clicked(MouseEvent e) {
        tiles.requestFocus();
        Optional<Integer> node = tiles.nodeAt(e.getX(), e.getY());
        if (node.isEmpty() || e.getButton() != MouseButton.PRIMARY) {
            return;
        }
        if (e.getClickCount() >= 2) {
            enter(node.get());
        } else {
            tiles.selectedProperty().set(node.get());
        }
    }

    /// One step from what is shown towards a node: into the folder that holds it, or to the file.
    private void enter(int node) {
        TreemapSource from = source;
        if (from == null) {
            return;
        }
        int step = node;
        int parent = from.parent(step);
        while (parent >= 0 && parent != tiles.zoomProperty().get()) {
            step = parent;
            parent = from.parent(step);
        }
        if (from.children(step).length > 0) {
            tiles.zoomProperty().set(step);
        } else {
            onOpen.accept(node);
        }
    }

    private void leave() {
        TreemapSource from = source;
        int at = tiles.zoomProperty().get();
        if (from != null && at >= 0 && from.parent(at) >= 0) {
            tiles.zoomProperty().set(from.parent(at));
            tiles.selectedProperty().set(at);
        }
    }

    private void keyPressed(KeyEvent e) {
        if (e.isShortcutDown() || e.isAltDown()) {
            return;
        }
        Optional<Integer> next = Optional.empty();
        switch (e.getCode()) {
            case LEFT -> next = tiles.neighbour(-1, 0);
            case RIGHT -> next = tiles.neighbour(1, 0);
            case UP -> next = tiles.neighbour(0, -1);
            case DOWN -> next = tiles.neighbour(0, 1);
            case ENTER, SPACE -> {
                if (tiles.selectedProperty().get() >= 0) {
                    enter(tiles.selectedProperty().get());
                }
            }
            case BACK_SPACE, ESCAPE -> {
                if (source == null || source.parent(tiles.zoomProperty().get()) < 0) {
                    return;
                }
                leave();
            }
            default -> {
                return;
            }
        }
        next.ifPresent(node -> tiles.selectedProperty().set(node));
        e.consume();
    }

    private void drawWay() {
        way.getChildren().clear();
        TreemapSource from = source;
        int at = tiles.zoomProperty().get();
        if (from == null || at < 0) {
            return;
        }
        List<Integer> nodes = new ArrayList<>();
        for (int n = at; n >= 0; n = from.parent(n)) {
            nodes.addFirst(n);
        }
        for (int n : nodes) {
            if (n == at) {
                Label here = new Label(from.name(n));
                here.getStyleClass().add("here");
                way.getChildren().add(here);
            } else {
                Hyperlink link = new Hyperlink(from.name(n));
                link.setOnAction(e -> tiles.zoomProperty().set(n));
                Label divider = new Label("›");
                divider.getStyleClass().add("divider");
                way.getChildren().addAll(link, divider);
            }
        }
    }
}
