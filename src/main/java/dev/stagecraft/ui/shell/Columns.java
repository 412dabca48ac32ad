package dev.stagecraft.ui.shell;

import dev.stagecraft.ui.support.Settings;
import dev.stagecraft.ui.support.Theme;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Region;

/// The three columns: list, middle and right. A page takes the place of the last two. The outer
/// ones keep the width that a person gave them, counted in letters so that it fits any zoom, but
/// never more of the window than leaves the middle room.
final class Columns extends SplitPane {
    private static final String LIST = "columns.list";
    private static final String SIDE = "columns.side";
    private static final double LIST_EM = 20;
    private static final double LIST_LEAST = 14;
    private static final double SIDE_EM = 22;
    private static final double LIST_MOST = 0.28;
    private static final double SIDE_MOST = 0.32;
    private static final double DRAGGED = 4;

    /// Under this width in letters the right column goes, unless a person wants it.
    private static final double SIDE_FROM = 48;

    private final Settings settings;
    private final Theme theme;
    private final Region list;
    private final Region side;
    private Node center;
    private boolean whole;
    private Optional<Boolean> sideWanted = Optional.empty();
    private double listEm;
    private double sideEm;
    private double placedList;
    private double placedSide;

    Columns(Region list, Node middle, Region side, Settings settings, Theme theme) {
        this.list = list;
        this.side = side;
        this.center = middle;
        this.settings = settings;
        this.theme = theme;
        listEm = settings.number(LIST).orElse(LIST_EM);
        sideEm = settings.number(SIDE).orElse(SIDE_EM);
        getStyleClass().add("columns-pane");
        // A page that asks for more height than the window has must not stretch the list, which
        // would make a cell for every row of that height.
        setMinSize(0, 0);
        SplitPane.setResizableWithParent(list, false);
        SplitPane.setResizableWithParent(side, false);
        list.setMinWidth(0);
        side.setMinWidth(0);
        arrange();
        widthProperty()
                .addListener((property, old, width) -> {
                    if (old.doubleValue() > 0) {
                        remember();
                    }
                    arrange();
                });
        settings.zoomProperty().addListener((property, old, zoom) -> arrange());
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
        remember();
        sideWanted = Optional.of(!getItems().contains(side));
        arrange();
    }

    private void show(Node node, boolean all) {
        if (node instanceof Region region) {
            region.setMinSize(0, 0);
        }
        remember();
        center = node;
        whole = all;
        arrange();
    }

    private void arrange() {
        boolean room = getWidth() <= 0 || getWidth() >= SIDE_FROM * theme.em();
        boolean withSide = !whole && sideWanted.orElse(room);
        List<Node> wanted = withSide ? List.of(list, center, side) : List.of(list, center);
        if (!getItems().equals(wanted)) {
            getItems().setAll(wanted);
        }
        place();
    }

    /// Keeps the widths in the settings.
    void remember() {
        if (getWidth() <= 0) {
            return;
        }
        // Only a width that differs from what was placed is one that a person chose; before the
        // first layout there is none.
        if (list.getWidth() > DRAGGED && Math.abs(list.getWidth() - placedList) > DRAGGED) {
            listEm = list.getWidth() / theme.em();
        }
        if (getItems().contains(side) && Math.abs(side.getWidth() - placedSide) > DRAGGED) {
            sideEm = side.getWidth() / theme.em();
        }
        settings.setNumber(LIST, listEm);
        settings.setNumber(SIDE, sideEm);
    }

    private void place() {
        double width = getWidth();
        if (width <= 0) {
            return;
        }
        placedList = Math.min(listEm * theme.em(), width * LIST_MOST);
        placedSide = Math.min(sideEm * theme.em(), width * SIDE_MOST);
        // Without a least width the first layout of a page that was there from the start gives
        // the list nothing.
        list.setMinWidth(Math.min(placedList, LIST_LEAST * theme.em()));
        setDividerPosition(0, placedList / width);
        if (getItems().size() == 3) {
            setDividerPosition(1, 1 - placedSide / width);
        }
    }
}
