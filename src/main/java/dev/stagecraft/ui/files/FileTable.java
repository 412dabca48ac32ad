package dev.stagecraft.ui.files;

import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.ui.control.SizeBar;
import dev.stagecraft.ui.files.FittingColumns.Fit;
import dev.stagecraft.ui.support.Texts;
import dev.stagecraft.ui.support.Workbench;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/// The files as a tree table. Rows are made as they come on screen; which there are is two arrays,
/// so that opening, filtering and scrolling cost the same with ten files and with a million.
final class FileTable extends TableView<FileRow> {
    private final ContentsViewModel model;
    private final Workbench workbench;
    private final Texts texts = Texts.of(FileTable.class);
    private final RowList list;
    private final List<TableColumn<FileRow, FileRow>> sorted = new ArrayList<>();
    private final Label placeholder = new Label();
    private boolean selecting;
    private long scale = 1;

    /// @param list holds the rows; has none yet
    FileTable(ContentsViewModel model, FileActions actions, Workbench workbench, RowList list) {
        this.model = model;
        this.list = list;
        this.workbench = workbench;
        setId("file-table");
        getStyleClass().add("file-table");
        setAccessibleText(texts.text("table.name"));
        setItems(list);
        setFixedCellSize(rowHeight());
        // Nothing is said before it is known that there is nothing.
        placeholder.setWrapText(true);
        setPlaceholder(placeholder);
        setRowFactory(table -> new Row());
        columns();
        setSortPolicy(table -> {
            sortAsAsked();
            return true;
        });
        getSelectionModel()
                .selectedIndexProperty()
                .addListener((p, old, now) -> {
                    if (!selecting && now.intValue() >= 0 && now.intValue() < list.size()) {
                        selecting = true;
                        model.selectedProperty().set(list.get(now.intValue()).node());
                        selecting = false;
                    }
                });
        model.selectedProperty().addListener((p, old, now) -> select(Follow.ALWAYS));
        addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        addEventFilter(KeyEvent.KEY_TYPED, this::keyTyped);
        workbench
                .settings()
                .zoomProperty()
                .addListener((p, old, now) -> setFixedCellSize(rowHeight()));
        setContextMenu(actions.menu());
    }

    private double rowHeight() {
        return Math.round(workbench.theme().em() * 1.9);
    }

    List<FileRow> rows() {
        return List.copyOf(list);
    }

    /// Shows other rows. What was selected stays so where it is still there.
    void show(ContentsViewModel.Shown now) {
        selecting = true;
        scale = 1;
        for (int node : now.view().children(FileTree.ROOT)) {
            scale = Math.max(scale, now.view().size(node));
        }
        boolean others = list.filter().filter(now.view().filter()::equals).isEmpty();
        list.show(now.view(), now.rows());
        placeholder.setText(texts.text("table.empty"));
        selecting = false;
        select(now.inPlace() ? Follow.NEVER : Follow.WHERE_LOST);
        if (others && getSelectionModel().isEmpty()) {
            scrollTo(0);
        }
    }

    /// When the selected row is brought into sight.
    private enum Follow {
        NEVER,
        WHERE_LOST,
        ALWAYS
    }

    private void select(Follow follow) {
        if (selecting) {
            return;
        }
        ContentsViewModel.Shown now = model.shownProperty().get().orElse(null);
        int row = now == null ? -1 : now.rows().indexOf(model.selectedProperty().get());
        selecting = true;
        if (row >= 0) {
            getSelectionModel().clearAndSelect(row);
            getFocusModel().focus(row);
            if (follow == Follow.ALWAYS || (follow == Follow.WHERE_LOST && !isOnScreen(row))) {
                scrollTo(Math.max(0, row - 4));
            }
        } else {
            getSelectionModel().clearSelection();
        }
        selecting = false;
    }

    private boolean isOnScreen(int row) {
        return lookupAll(".table-row-cell").stream()
                .anyMatch(n -> n instanceof TableRow<?> r && r.getIndex() == row && r.isVisible());
    }

    private void keyPressed(KeyEvent e) {
        int at = getSelectionModel().getSelectedIndex();
        if (at < 0 || at >= list.size() || e.isShortcutDown() || e.isAltDown()) {
            return;
        }
        FileRow row = list.get(at);
        boolean folder = row.view().hasChildren(row.node());
        boolean open = folder && model.isOpen(row.node());
        if (e.getCode() == KeyCode.RIGHT && folder && !open) {
            model.setOpen(row.node(), true);
        } else if (e.getCode() == KeyCode.RIGHT && open) {
            getSelectionModel().clearAndSelect(at + 1);
        } else if (e.getCode() == KeyCode.LEFT && open) {
            model.setOpen(row.node(), false);
        } else if (e.getCode() == KeyCode.LEFT) {
            int parent = row.view().tree().parent(row.node());
            if (parent > FileTree.ROOT) {
                model.selectedProperty().set(parent);
            }
        } else if (e.getCode() == KeyCode.ENTER || e.getCode() == KeyCode.SPACE) {
            if (folder) {
                model.setOpen(row.node(), !open);
            }
        } else {
            return;
        }
        e.consume();
    }

    /// The star opens everything below the row, as in tree tables. On many keyboards it has no key
    /// of its own.
    private void keyTyped(KeyEvent e) {
        FileRow row = getSelectionModel().getSelectedItem();
        if (row != null && e.getCharacter().equals("*")) {
            model.openBelow(row.node());
            e.consume();
        }
    }

    private void columns() {
        FittingColumns.of(
                this,
                workbench,
                List.of(
                        new Fit<>(
                                column(
                                        "name",
                                        RowOrder.Key.NAME,
                                        () -> new NameCell(model, texts, this::showsTargets)),
                                17,
                                1,
                                0),
                        new Fit<>(
                                column(
                                        "size",
                                        RowOrder.Key.SIZE,
                                        () -> text(r -> ByteSize.format(r.size()), "size")),
                                6,
                                0,
                                0),
                        new Fit<>(column("bar", RowOrder.Key.SIZE, BarCell::new), 7.5, 0, 2),
                        new Fit<>(
                                column(
                                        "share",
                                        RowOrder.Key.SIZE,
                                        () -> text(r -> share(r.share()), "number")),
                                5.4,
                                0,
                                4),
                        new Fit<>(
                                column("state", RowOrder.Key.STATE, () -> new StateCell(texts)),
                                7.5,
                                0,
                                1),
                        new Fit<>(
                                column(
                                        "mode",
                                        RowOrder.Key.MODE,
                                        () -> text(FileRow::permissions, "mono")),
                                7.5,
                                0,
                                3),
                        new Fit<>(
                                column(
                                        "owner",
                                        RowOrder.Key.OWNER,
                                        () -> text(FileRow::owner, "plain")),
                                7.5,
                                0,
                                5),
                        new Fit<>(
                                column(
                                        "target",
                                        RowOrder.Key.TARGET,
                                        () -> text(FileRow::target, "plain")),
                                10,
                                0.6,
                                6)));
        sorted.get(1).setSortType(TableColumn.SortType.DESCENDING);
        getSortOrder().setAll(List.of(sorted.get(1)));
    }

    private TableColumn<FileRow, FileRow> column(
            String key, RowOrder.Key order, Supplier<TableCell<FileRow, FileRow>> cell) {
        TableColumn<FileRow, FileRow> column = new TableColumn<>(texts.text("column." + key));
        column.setId("column-" + key);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(c -> cell.get());
        column.setUserData(order);
        column.setReorderable(false);
        sorted.add(column);
        return column;
    }

    private boolean showsTargets() {
        return sorted.getLast().isVisible();
    }

    static String share(double part) {
        double percent = part * 100;
        return percent <= 0
                ? ""
                : percent < 0.1
                        ? "< 0.1 %"
                        : String.format(
                                java.util.Locale.ROOT,
                                percent < 9.95 ? "%.1f %%" : "%.0f %%",
                                percent);
    }

    private void sortAsAsked() {
        Optional<TableColumn<FileRow, ?>> by = getSortOrder().stream().findFirst();
        RowOrder order =
                by.map(c ->
                                new RowOrder(
                                        (RowOrder.Key) c.getUserData(),
                                        c.getSortType() == TableColumn.SortType.DESCENDING))
                        .orElse(RowOrder.BY_NAME);
        model.orderProperty().set(order);
    }

    private TableCell<FileRow, FileRow> text(Function<FileRow, String> text, String styleClass) {
        return new TableCell<>() {
            {
                getStyleClass().add("cell-" + styleClass);
            }

            @Override
            protected void updateItem(@Nullable FileRow row, boolean empty) {
                super.updateItem(row, empty);
                setText(empty || row == null ? null : text.apply(row));
            }
        };
    }

    /// How long a file is beside the largest thing in the image's root.
    private final class BarCell extends TableCell<FileRow, FileRow> {
        private final SizeBar bar = new SizeBar();

        BarCell() {
            getStyleClass().add("cell-bar");
        }

        @Override
        protected void updateItem(@Nullable FileRow row, boolean empty) {
            super.updateItem(row, empty);
            if (empty || row == null) {
                setGraphic(null);
                return;
            }
            boolean dead =
                    switch (row.state()) {
                        case DEAD, REMOVED -> true;
                        default -> false;
                    };
            bar.show(dead ? 0 : row.size(), dead ? row.size() : 0, scale);
            setGraphic(bar);
        }
    }

    /// A row that a screen reader hears in full.
    private final class Row extends TableRow<FileRow> {
        private String worn = "";

        /// Another style class makes the styles of all cells be looked up anew.
        private void wear(String styleClass) {
            if (!styleClass.equals(worn)) {
                getStyleClass().remove(worn);
                if (!styleClass.isEmpty()) {
                    getStyleClass().add(styleClass);
                }
                worn = styleClass;
            }
        }

        @Override
        protected void updateItem(@Nullable FileRow row, boolean empty) {
            super.updateItem(row, empty);
            if (empty || row == null) {
                wear("");
                setAccessibleText("");
                return;
            }
            wear("row-" + StateWords.styleClass(row.state()));
            boolean folder = row.view().isDirectory(row.node());
            setAccessibleText(
                    texts.text(
                            folder
                                    ? model.isOpen(row.node()) ? "row.open" : "row.closed"
                                    : "row.file",
                            row.name(),
                            ByteSize.format(row.size()),
                            StateWords.name(row.state(), texts),
                            row.depth() + 1));
        }
    }
}
