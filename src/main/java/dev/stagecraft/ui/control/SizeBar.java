package dev.stagecraft.ui.control;

import dev.stagecraft.image.ByteSize;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;

/// A bar for a table cell: how long one size is on the scale that all bars of a view share.
///
/// Anything above zero is drawn at least one pixel wide. Bytes that the final image does not show
/// are the hatched end of the bar; a discarded step's bar is hatched and dimmed as a whole.
public final class SizeBar extends Region {
    private static final PseudoClass DISCARDED = PseudoClass.getPseudoClass("discarded");

    private final Region live = part("live");
    private final Region dead = part("dead");
    private long liveBytes;
    private long deadBytes;
    private long scale;

    /// An empty bar.
    public SizeBar() {
        getStyleClass().add("size-bar");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMouseTransparent(true);
        getChildren().addAll(live, dead);
        describe();
    }

    private static Region part(String name) {
        Region part = new Region();
        part.getStyleClass().add(name);
        part.setManaged(false);
        return part;
    }

    /// Shows `bytes` of which nothing is dead, on a scale whose full length is `scale` bytes.
    public void show(long bytes, long scale) {
        show(bytes, 0, scale);
    }

    /// Shows `live` and `dead` bytes on a scale whose full length is `scale` bytes; what is longer
    /// fills the bar. Negative sizes count as none.
    public void show(long live, long dead, long scale) {
        long l = Math.max(0, live);
        long d = Math.max(0, dead);
        long s = Math.max(0, scale);
        if (l != liveBytes || d != deadBytes || s != this.scale) {
            liveBytes = l;
            deadBytes = d;
            this.scale = s;
            describe();
            requestLayout();
        }
    }

    /// Colours the bar as a stage; without it, the theme's accent is used.
    public void setStage(int stage) {
        StagePalette.apply(this, stage);
    }

    /// Whether what is shown was left behind.
    public void setDiscarded(boolean discarded) {
        pseudoClassStateChanged(DISCARDED, discarded);
    }

    private void describe() {
        setAccessibleText(
                deadBytes == 0
                        ? ByteSize.format(liveBytes)
                        : ControlText.get(
                                "sizebar.dead",
                                ByteSize.format(liveBytes + deadBytes),
                                ByteSize.format(deadBytes)));
    }

    /// The width in pixels that a size gets: its share of `width`, snapped to whole device pixels,
    /// and one pixel where there is anything at all.
    static double length(long bytes, long scale, double width, double pixelScale) {
        if (bytes <= 0 || width <= 0) {
            return 0;
        }
        double share = scale <= 0 ? 1 : Math.min(1, (double) bytes / scale);
        double snapped = Math.round(width * share * pixelScale) / pixelScale;
        return Math.min(width, Math.max(1, snapped));
    }

    @Override
    protected void layoutChildren() {
        double x = snappedLeftInset();
        double y = snappedTopInset();
        double width = Math.max(0, getWidth() - x - snappedRightInset());
        double height = Math.max(0, getHeight() - y - snappedBottomInset());
        double pixels =
                getScene() == null || getScene().getWindow() == null
                        ? 1
                        : getScene().getWindow().getOutputScaleX();
        double whole = length(liveBytes + deadBytes, scale, width, pixels);
        double deadLength =
                deadBytes == 0
                        ? 0
                        : Math.min(whole, length(deadBytes, liveBytes + deadBytes, whole, pixels));
        // A sliver of live bytes beside dead ones stays visible where two pixels are there.
        if (liveBytes > 0 && whole - deadLength < 1 && whole >= 2) {
            deadLength = whole - 1;
        }
        live.setVisible(whole - deadLength > 0);
        dead.setVisible(deadLength > 0);
        live.resizeRelocate(x, y, whole - deadLength, height);
        dead.resizeRelocate(x + whole - deadLength, y, deadLength, height);
    }

    @Override
    protected double computePrefWidth(double height) {
        return snappedLeftInset() + 120 + snappedRightInset();
    }

    @Override
    protected double computePrefHeight(double width) {
        return snappedTopInset() + 10 + snappedBottomInset();
    }

    @Override
    protected double computeMinWidth(double height) {
        return snappedLeftInset() + 8 + snappedRightInset();
    }

    @Override
    protected double computeMinHeight(double width) {
        return snappedTopInset() + 4 + snappedBottomInset();
    }

    @Override
    protected double computeMaxHeight(double width) {
        return computePrefHeight(width);
    }
}
