package dev.stagecraft.ui.shell;

import dev.stagecraft.ui.support.Settings;
import dev.stagecraft.ui.support.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleConsumer;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

/// The three columns: list, middle and right. A page takes the place of the last two. The outer
/// ones keep the width that a person gave them, counted in letters so that it fits any zoom, but
/// never more of the window than leaves the middle room.
///
/// A split pane lays out by how wide it was before, and gives the middle nothing when the window
/// opens at another size than it first was asked for. Here widths follow from the window alone.
final class Columns extends Region {
    private static final String LIST = "columns.list.width";
    private static final String SIDE = "columns.side.width";
    private static final double LIST_EM = 23;
    private static final double SIDE_EM = 22;
    private static final double LEAST_EM = 10;
    private static final double MIDDLE_LEAST_EM = 17;

    /// What a size in the list needs beside its name.
    private static final double NARROW_LIST_EM = 12;

    /// Of the window's width, when nobody chose a width, and when somebody did.
    private static final double LIST_MOST = 0.3;

    private static final double SIDE_MOST = 0.32;
    private static final double CHOSEN_MOST = 0.45;

    /// Under this width in letters the right column goes, unless a person wants it.
    private static final double SIDE_FROM = 76;

    private static final double DIVIDER_EM = 0.45;

    private final Settings settings;
    private final Theme theme;
    private final Region list;
    private final Region side;
    private final Divider listDivider;
    private final Divider sideDivider;
    private Node center;
    private boolean whole;
    private Optional<Boolean> sideWanted = Optional.empty();

    Columns(Region list, Node middle, Region side, Settings settings, Theme theme) {
        this.list = list;
        this.side = side;
        this.center = middle;
        this.settings = settings;
        this.theme = theme;
        listDivider = new Divider(x -> setWidthOf(LIST, x));
        sideDivider = new Divider(x -> setWidthOf(SIDE, getWidth() - x));
        getStyleClass().add("columns-pane");
        // A page that asks for more height than the window has must not stretch the list, which
        // would make a cell for every row of that height.
        setMinSize(0, 0);
        show(middle, false);
        settings.zoomProperty().addListener((property, old, zoom) -> requestLayout());
    }

    /// Shows the middle and the right column.
    void showMiddle(Node middle) {
        show(middle, false);
    }

    /// Shows something in place of middle and right.
    void showWhole(Node page) {
        show(page, true);
    }

    /// Shows the right column when it is hidden, and the other way round.
    void toggleSide() {
        sideWanted = Optional.of(!hasSide());
        requestLayout();
    }

    private void show(Node node, boolean all) {
        if (node instanceof Region region) {
            region.setMinSize(0, 0);
        }
        center = node;
        whole = all;
        List<Node> wanted = new ArrayList<>(List.of(list, center));
        if (!all) {
            wanted.add(side);
        }
        wanted.add(listDivider);
        wanted.add(sideDivider);
        if (!getChildren().equals(wanted)) {
            getChildren().setAll(wanted);
        }
        requestLayout();
    }

    private boolean hasSide() {
        return !whole && sideWanted.orElse(getWidth() >= SIDE_FROM * theme.em());
    }

    private void setWidthOf(String column, double pixels) {
        double most = getWidth() * CHOSEN_MOST;
        double least = Math.min(most, LEAST_EM * theme.em());
        settings.setNumber(column, Math.clamp(pixels, least, most) / theme.em());
        requestLayout();
    }

    private double wanted(String column, double usual, double most) {
        OptionalDouble chosen = settings.number(column);
        double em = Math.max(chosen.orElse(usual), LEAST_EM);
        return Math.min(em * theme.em(), getWidth() * (chosen.isPresent() ? CHOSEN_MOST : most));
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        boolean withSide = hasSide();
        double divider = snapSizeX(DIVIDER_EM * theme.em());
        double left = snapSizeX(wanted(LIST, LIST_EM, LIST_MOST));
        if (withSide && width < SIDE_FROM * theme.em()) {
            // A person wants to see what is selected, not to choose another image.
            left = Math.min(left, snapSizeX(NARROW_LIST_EM * theme.em()));
        }
        double right = withSide ? snapSizeX(wanted(SIDE, SIDE_EM, SIDE_MOST)) : 0;
        double outer = left + right;
        double room = Math.max(0, width - MIDDLE_LEAST_EM * theme.em());
        if (outer > room) {
            left = snapSizeX(Math.min(left, Math.max(room * left / outer, width * LIST_MOST / 2)));
            right = snapSizeX(Math.min(right, Math.max(0, room - left)));
        }
        list.resizeRelocate(0, 0, left, height);
        center.resizeRelocate(left, 0, Math.max(0, width - left - right), height);
        side.setVisible(withSide);
        sideDivider.setVisible(withSide);
        if (withSide) {
            side.resizeRelocate(width - right, 0, right, height);
            sideDivider.resizeRelocate(width - right - divider / 2, 0, divider, height);
        }
        listDivider.resizeRelocate(left - divider / 2, 0, divider, height);
    }

    /// A line between two columns that can be dragged; a double click brings the usual width back.
    private final class Divider extends Region {
        Divider(DoubleConsumer drag) {
            getStyleClass().add("column-divider");
            setCursor(Cursor.H_RESIZE);
            addEventHandler(
                    MouseEvent.MOUSE_DRAGGED,
                    e -> {
                        drag.accept(Columns.this.sceneToLocal(e.getSceneX(), 0).getX());
                        e.consume();
                    });
            setOnMouseClicked(e -> {
                if (e.getClickCount() == 2) {
                    settings.removeNumber(this == listDivider ? LIST : SIDE);
                    Columns.this.requestLayout();
                }
            });
        }
    }
}
