package dev.stagecraft.ui.control;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import javafx.application.Platform;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import org.jspecify.annotations.Nullable;

/// The tiles of a treemap: laid out and painted in the background into one picture, so that the
/// window's thread only swaps pictures and writes names.
final class TileArea extends Region {
    private static final Category NONE = new Category("state-unchanged", "", "", false);

    private final Executor background;
    private final AtomicLong newest = new AtomicLong();
    private final IntegerProperty zoom = new SimpleIntegerProperty(this, "zoom", -1);
    private final IntegerProperty selected = new SimpleIntegerProperty(this, "selected", -1);
    private final ImageView picture = new ImageView();
    private final Canvas names = new Canvas();
    private final Region hoverBox = box("hover");
    private final Region selectedBox = box("selected");
    private final Label tip = new Label();
    private final Label fontProbe = new Label();
    private final Region folderSwatch = swatch("folder");
    private final Region lineSwatch = swatch("line");
    private final Region textSwatch = swatch("text");
    private final List<Region> swatches = new ArrayList<>();
    private final TileNames writer = new TileNames();
    private List<Category> categories = List.of(NONE);
    private @Nullable TreemapSource source;
    private @Nullable Shown shown;
    private boolean current;

    /// What is on screen, so that the pointer finds what was drawn and not what is being laid out.
    private record Shown(
            TreemapSource source, TreemapLayout layout, TreemapPainter painter, int zoom) {}

    TileArea(Executor background) {
        this.background = background;
        getStyleClass().add("tiles");
        setFocusTraversable(true);
        tip.getStyleClass().add("tip");
        tip.setManaged(false);
        tip.setMouseTransparent(true);
        tip.setWrapText(true);
        tip.setVisible(false);
        picture.setManaged(false);
        picture.setMouseTransparent(true);
        names.setManaged(false);
        names.setMouseTransparent(true);
        fontProbe.setManaged(false);
        fontProbe.setVisible(false);
        fontProbe
                .fontProperty()
                .addListener((property, old, now) -> {
                    writer.setFontSize(now.getSize() * 0.92);
                    changed();
                });
        getChildren().addAll(fontProbe, folderSwatch, lineSwatch, textSwatch);
        getChildren().addAll(picture, names, hoverBox, selectedBox, tip);
        setCategories(categories);
        for (Region swatch : List.of(folderSwatch, lineSwatch, textSwatch)) {
            swatch.backgroundProperty().addListener((p, old, now) -> changed());
        }
        zoom.addListener((p, old, now) -> changed());
        selected.addListener((p, old, now) -> mark());
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> hover(e.getX(), e.getY()));
        addEventHandler(MouseEvent.MOUSE_EXITED, e -> leave());
    }

    private static Region box(String name) {
        Region box = new Region();
        box.getStyleClass().addAll("mark", name);
        box.setManaged(false);
        box.setMouseTransparent(true);
        box.setVisible(false);
        return box;
    }

    /// A node that is never seen: what the stylesheet makes its background is the colour.
    private static Region swatch(String styleClass) {
        Region swatch = new Region();
        swatch.getStyleClass().addAll("swatch", styleClass);
        swatch.setManaged(false);
        swatch.setVisible(false);
        return swatch;
    }

    IntegerProperty zoomProperty() {
        return zoom;
    }

    IntegerProperty selectedProperty() {
        return selected;
    }

    void setSource(@Nullable TreemapSource now) {
        source = now;
        changed();
    }

    void setCategories(List<Category> now) {
        categories = now.isEmpty() ? List.of(NONE) : List.copyOf(now);
        getChildren().removeAll(swatches);
        swatches.clear();
        for (Category category : categories) {
            Region swatch = swatch(category.styleClass());
            swatch.backgroundProperty().addListener((p, old, next) -> changed());
            swatches.add(swatch);
        }
        getChildren().addAll(0, swatches);
        changed();
    }

    /// Stops what is being laid out and lays out anew with the next pulse.
    private void changed() {
        newest.incrementAndGet();
        current = false;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double w = getWidth();
        double h = getHeight();
        if (names.getWidth() != w || names.getHeight() != h) {
            names.setWidth(w);
            names.setHeight(h);
            changed();
        }
        if (!current && w > 0 && h > 0) {
            current = true;
            begin(w, h);
        }
    }

    private void begin(double w, double h) {
        TreemapSource from = source;
        int root = zoom.get();
        if (from == null || root < 0) {
            shown = null;
            picture.setImage(null);
            names.getGraphicsContext2D().clearRect(0, 0, w, h);
            mark();
            return;
        }
        double scale =
                getScene() == null || getScene().getWindow() == null
                        ? 1
                        : getScene().getWindow().getOutputScaleX();
        TreemapPainter painter = painter();
        double header = Math.ceil(writer.lineHeight() + 3);
        long job = newest.get();
        background.execute(() -> {
            try {
                TreemapLayout layout =
                        TreemapLayout.of(from, root, w, h, header, () -> newest.get() != job);
                int pw = (int) Math.round(w * scale);
                int ph = (int) Math.round(h * scale);
                int[] pixels =
                        painter.paint(layout, from, pw, ph, scale, () -> newest.get() != job);
                Shown next = new Shown(from, layout, painter, root);
                Platform.runLater(() -> {
                    if (newest.get() == job) {
                        show(next, pixels, pw, ph);
                    }
                });
            } catch (CancellationException e) {
                // A newer picture is on its way.
                return;
            }
        });
    }

    private TreemapPainter painter() {
        int[] colours = new int[categories.size()];
        boolean[] hatched = new boolean[categories.size()];
        for (int i = 0; i < colours.length; i++) {
            colours[i] = argb(swatches.get(i));
            hatched[i] = categories.get(i).hatched();
        }
        return new TreemapPainter(colours, hatched, argb(folderSwatch), argb(lineSwatch));
    }

    private static int argb(Region swatch) {
        Paint paint =
                swatch.getBackground() == null || swatch.getBackground().getFills().isEmpty()
                        ? Color.GRAY
                        : swatch.getBackground().getFills().getFirst().getFill();
        Color c = paint instanceof Color colour ? colour : Color.GRAY;
        return 0xff000000
                | (int) Math.round(c.getRed() * 255) << 16
                | (int) Math.round(c.getGreen() * 255) << 8
                | (int) Math.round(c.getBlue() * 255);
    }

    private void show(Shown next, int[] pixels, int pw, int ph) {
        shown = next;
        picture.setImage(
                new WritableImage(
                        new PixelBuffer<>(
                                pw,
                                ph,
                                IntBuffer.wrap(pixels),
                                PixelFormat.getIntArgbPreInstance())));
        picture.setFitWidth(names.getWidth());
        picture.setFitHeight(names.getHeight());
        writer.write(names, next.layout, next.source, next.painter, categories, argb(textSwatch));
        leave();
        mark();
    }

    /// The node at a place, where there is one.
    Optional<Integer> nodeAt(double x, double y) {
        Shown now = shown;
        int tile = now == null ? -1 : now.layout.at(x, y);
        if (now == null || tile < 0) {
            return Optional.empty();
        }
        int node = now.layout.node(tile);
        return Optional.of(node >= 0 ? node : now.layout.node(now.layout.parentTile(tile)));
    }

    private void hover(double x, double y) {
        Shown now = shown;
        int tile = now == null ? -1 : now.layout.at(x, y);
        if (now == null || tile <= 0) {
            leave();
            return;
        }
        place(hoverBox, now.layout, tile);
        int node = now.layout.node(tile);
        tip.setText(
                node >= 0
                        ? now.source.describe(node)
                        : ControlText.get("treemap.rest", now.layout.hidden(tile)));
        double width = Math.min(420, Math.max(80, getWidth() - 20));
        double w = Math.min(width, Math.ceil(tip.prefWidth(-1)));
        double h = Math.ceil(tip.prefHeight(w));
        double tx = x + 14 + w > getWidth() ? x - 10 - w : x + 14;
        double ty = y + 18 + h > getHeight() ? y - 10 - h : y + 18;
        tip.resizeRelocate(Math.max(0, tx), Math.max(0, ty), w, h);
        tip.setVisible(true);
    }

    private void leave() {
        hoverBox.setVisible(false);
        tip.setVisible(false);
    }

    private void mark() {
        Shown now = shown;
        int tile = now == null ? -1 : now.layout.tileOf(selected.get());
        if (now == null || tile < 0) {
            selectedBox.setVisible(false);
        } else {
            place(selectedBox, now.layout, tile);
        }
        int node = selected.get();
        setAccessibleText(
                source == null || node < 0
                        ? ControlText.get("treemap.name")
                        : source.describe(node));
    }

    private static void place(Region box, TreemapLayout layout, int tile) {
        box.resizeRelocate(
                layout.x(tile) - 1,
                layout.y(tile) - 1,
                layout.width(tile) + 2,
                layout.height(tile) + 2);
        box.setVisible(true);
    }

    /// The nearest file or closed folder in a direction from the selected node, as seen on screen.
    Optional<Integer> neighbour(int dx, int dy) {
        Shown now = shown;
        if (now == null || now.layout.count() < 2) {
            return Optional.empty();
        }
        TreemapLayout l = now.layout;
        int from = l.tileOf(selected.get());
        if (from <= 0) {
            for (int tile = 1; tile < l.count(); tile++) {
                if (l.node(tile) >= 0 && !l.isOpen(tile)) {
                    return Optional.of(l.node(tile));
                }
            }
            return Optional.empty();
        }
        double cx = l.x(from) + l.width(from) / 2;
        double cy = l.y(from) + l.height(from) / 2;
        int best = -1;
        double nearest = Double.MAX_VALUE;
        for (int tile = 1; tile < l.count(); tile++) {
            if (tile == from || l.node(tile) < 0 || l.isOpen(tile)) {
                continue;
            }
            double along =
                    dx > 0
                            ? l.x(tile) - (l.x(from) + l.width(from))
                            : dx < 0
                                    ? l.x(from) - (l.x(tile) + l.width(tile))
                                    : dy > 0
                                            ? l.y(tile) - (l.y(from) + l.height(from))
                                            : l.y(from) - (l.y(tile) + l.height(tile));
            double aside =
                    dx != 0
                            ? off(cy, l.y(tile), l.height(tile))
                            : off(cx, l.x(tile), l.width(tile));
            double distance = along + 3 * aside;
            if (along > -1.5 && distance < nearest) {
                nearest = distance;
                best = l.node(tile);
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(best);
    }

    private static double off(double at, double from, double length) {
        return at < from ? from - at : Math.max(0, at - from - length);
    }

    @Override
    protected double computePrefWidth(double height) {
        return 480;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 320;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 60;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 60;
    }
}
