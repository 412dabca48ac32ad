package dev.stagecraft.ui.explore;

import javafx.geometry.Orientation;
import javafx.scene.layout.Region;

/// An image's name with its figures: beside it where there is room, else under it; where lines have
/// to be saved beside it as long as it can be, the name being cut. Places follow from this one's
/// width alone, so that the height is right when it is first asked for.
final class HeaderLine extends Region {
    private final Region title;
    private final Region figures;
    private final Region more;
    private boolean oneLine;

    /// @param title keeps its least width
    /// @param more what stands at the end while it is managed
    HeaderLine(Region title, Region figures, Region more) {
        this.title = title;
        this.figures = figures;
        this.more = more;
        getStyleClass().add("header-top");
        getChildren().addAll(title, figures, more);
    }

    /// Has everything stand in one line where it can be cut to fit, or not.
    void setOneLine(boolean now) {
        oneLine = now;
        requestLayout();
    }

    private double moreWidth() {
        return more.isManaged() ? snapSizeX(more.prefWidth(-1)) : 0;
    }

    private boolean beside(double width) {
        if (width < 0) {
            return true;
        }
        double title = oneLine ? this.title.minWidth(-1) : this.title.prefWidth(-1);
        double figures = oneLine ? this.figures.minWidth(-1) : this.figures.prefWidth(-1);
        return snapSizeX(title) + snapSizeX(figures) + moreWidth() <= width;
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefWidth(double height) {
        return snapSizeX(title.prefWidth(-1)) + snapSizeX(figures.prefWidth(-1)) + moreWidth();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double name = snapSizeY(title.prefHeight(-1));
        double numbers = snapSizeY(figures.prefHeight(-1));
        return beside(width) ? Math.max(name, numbers) : name + numbers;
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        boolean beside = beside(width);
        double wanted = snapSizeX(title.prefWidth(-1));
        double figuresWanted = snapSizeX(figures.prefWidth(-1));
        double room = Math.max(0, width - moreWidth());
        double least = Math.min(wanted, Math.max(title.minWidth(-1), room - figuresWanted));
        double titleWidth = Math.min(beside ? least : wanted, room);
        double figuresAt = beside ? titleWidth : 0;
        double figuresWidth = Math.min(figuresWanted, room - figuresAt);
        double titleHeight = snapSizeY(title.prefHeight(-1));
        double under = beside ? 0 : titleHeight;
        double left = getHeight() - under;
        place(title, 0, titleWidth, 0, beside ? left : titleHeight);
        place(figures, figuresAt, figuresWidth, under, left);
        if (more.isManaged()) {
            place(more, figuresAt + figuresWidth, moreWidth(), under, left);
        }
    }

    /// Puts something in the middle of a part of the height.
    private void place(Region node, double x, double width, double y, double height) {
        double own = Math.min(height, snapSizeY(node.prefHeight(-1)));
        node.resizeRelocate(x, snapPositionY(y + (height - own) / 2), width, own);
    }
}
