package dev.stagecraft.ui.compare;

import dev.stagecraft.compare.Change;
import dev.stagecraft.compare.FileAspect;
import dev.stagecraft.compare.FileComparison;
import dev.stagecraft.compare.FileSelection;
import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.ui.control.SizeBar;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Settings;
import dev.stagecraft.ui.support.Texts;
import dev.stagecraft.ui.support.Theme;
import java.util.AbstractList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableListBase;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The changed files as a tree table whose rows are made as they come on screen.
final class ChangeTable extends TableView<ChangeTable.Row> {
    private static final int DEEPEST_INDENT = 24;

    private final ChangesViewModel model;
    private final Theme theme;
    private final Texts texts = Texts.of(ChangeTable.class);
    private final Rows rows = new Rows();
    private long scale = 1;

    /// One path.
    record Row(FileSelection selection, int node, int depth) {
        FileComparison files() {
            return selection.files();
        }
    }

    ChangeTable(ChangesViewModel model, Theme theme, Settings settings) {
        this.model = model;
        this.theme = theme;
        setId("change-table");
        getStyleClass().add("file-table");
        setAccessibleText(texts.text("table.changes"));
        setPlaceholder(new Label(texts.text("table.empty")));
        setItems(rows);
        column("path", 17, NameCell::new);
        column("change", 9, StateCell::new);
        column("before", 6.4, () -> text("cell-size", r -> bytes(r, true)))
                .getStyleClass()
                .add("numeric");
        column("after", 6.4, () -> text("cell-size", r -> bytes(r, false)))
                .getStyleClass()
                .add("numeric");
        column("moved", 6.5, BarCell::new);
        column("aspects", 13, () -> text("cell-plain", this::aspects));
        setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        model.shownProperty().addListener((p, o, now) -> now.ifPresent(this::show));
        settings.zoomProperty().addListener(o -> setFixedCellSize(rowHeight()));
        setFixedCellSize(rowHeight());
        model.shownProperty().get().ifPresent(this::show);
    }

    private double rowHeight() {
        return Math.round(theme.em() * 1.9);
    }

    private void show(ChangesViewModel.Shown now) {
        int at = getSelectionModel().getSelectedIndex();
        int node = at >= 0 && at < rows.size() ? rows.get(at).node() : -1;
        FileComparison files = now.selection().files();
        scale =
                Math.max(
                        1,
                        Math.max(
                                files.bytesBefore(FileComparison.ROOT),
                                files.bytesAfter(FileComparison.ROOT)));
        rows.show(now);
        int next = node < 0 ? -1 : now.rows().indexOf(node);
        if (next >= 0) {
            getSelectionModel().clearAndSelect(next);
            getFocusModel().focus(next);
        } else {
            getSelectionModel().clearSelection();
        }
    }

    private void keyPressed(KeyEvent e) {
        int at = getSelectionModel().getSelectedIndex();
        if (at < 0 || at >= rows.size() || e.isShortcutDown() || e.isAltDown()) {
            return;
        }
        Row row = rows.get(at);
        boolean folder = row.selection().hasChildren(row.node());
        boolean open = folder && model.isOpen(row.node());
        KeyCode code = e.getCode();
        if (folder && !open && (code == KeyCode.RIGHT || code == KeyCode.ENTER)) {
            model.setOpen(row.node(), true);
        } else if (open && (code == KeyCode.LEFT || code == KeyCode.ENTER)) {
            model.setOpen(row.node(), false);
        } else if (open && code == KeyCode.RIGHT) {
            getSelectionModel().clearAndSelect(at + 1);
        } else if (code == KeyCode.LEFT && row.depth() > 0) {
            int parent =
                    model.shownProperty()
                            .get()
                            .orElseThrow()
                            .rows()
                            .indexOf(row.files().parent(row.node()));
            getSelectionModel().clearAndSelect(Math.max(0, parent));
        } else if (code == KeyCode.MULTIPLY || code == KeyCode.ASTERISK) {
            model.setAllOpen(true);
        } else {
            return;
        }
        e.consume();
    }

    private TableColumn<Row, Row> column(
            String key, double ems, Supplier<TableCell<Row, Row>> cell) {
        TableColumn<Row, Row> column = new TableColumn<>(texts.text("column." + key));
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(c -> cell.get());
        column.setSortable(false);
        column.setReorderable(false);
        column.setPrefWidth(ems * theme.em());
        getColumns().add(column);
        return column;
    }

    private static String bytes(Row row, boolean before) {
        FileComparison files = row.files();
        boolean there = (before ? files.before(row.node()) : files.after(row.node())) >= 0;
        return !there
                ? ""
                : ByteSize.format(
                        before ? files.bytesBefore(row.node()) : files.bytesAfter(row.node()));
    }

    private String aspects(Row row) {
        int within = row.files().changes(row.node());
        if (row.files().isDirectory(row.node()) && within > 0) {
            return texts.text("files.within", within);
        }
        return row.files().aspects(row.node()).stream()
                .map(FileAspect::name)
                .map(name -> texts.text("aspect." + name.toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(", "));
    }

    private TableCell<Row, Row> text(String styleClass, Function<Row, String> text) {
        TableCell<Row, Row> cell =
                new TableCell<>() {
                    @Override
                    protected void updateItem(@Nullable Row row, boolean empty) {
                        super.updateItem(row, empty);
                        setText(empty || row == null ? null : text.apply(row));
                    }
                };
        cell.getStyleClass().add(styleClass);
        return cell;
    }

    private final class StateCell extends TableCell<Row, Row> {
        private final Label badge = new Label();

        StateCell() {
            getStyleClass().add("cell-state");
            badge.getStyleClass().add("state-badge");
        }

        @Override
        protected void updateItem(@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            if (empty || row == null) {
                setGraphic(null);
                setText(null);
                return;
            }
            boolean onlyWithin =
                    row.files().change(row.node()) == Change.SAME
                            && row.files().changes(row.node()) > 0;
            if (onlyWithin) {
                // The directory itself did not change, which is not worth a word.
                setGraphic(null);
                setText(null);
                return;
            }
            ChangeWords.dress(badge, row.files().change(row.node()), texts);
            setGraphic(badge);
            setText(ChangeWords.name(row.files().change(row.node()), texts));
        }
    }

    /// How much the larger side is, beside the larger image.
    private final class BarCell extends TableCell<Row, Row> {
        private final SizeBar bar = new SizeBar();

        BarCell() {
            getStyleClass().add("cell-bar");
        }

        @Override
        protected void updateItem(@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            if (empty || row == null) {
                setGraphic(null);
                return;
            }
            long before = row.files().bytesBefore(row.node());
            long after = row.files().bytesAfter(row.node());
            bar.show(after, Math.max(0, before - after), scale);
            setGraphic(bar);
        }
    }

    private final class NameCell extends TableCell<Row, Row> {
        private final Region indent = new Region();
        private final FontIcon arrow = Icons.of(Feather.CHEVRON_RIGHT, "icon-small");
        private final StackPane handle = new StackPane(arrow);
        private final FontIcon picture = Icons.of(Feather.FILE, "icon-small", "muted");
        private final Label name = new Label();
        private final HBox box = new HBox(indent, handle, picture, name);

        NameCell() {
            getStyleClass().add("cell-name");
            box.getStyleClass().add("file-name");
            box.setAlignment(Pos.CENTER_LEFT);
            handle.getStyleClass().add("handle");
            name.setMinWidth(0);
            handle.setOnMousePressed(e -> {
                toggle();
                e.consume();
            });
            setOnMouseClicked(e -> {
                if (e.getClickCount() == 2) {
                    toggle();
                }
            });
        }

        private void toggle() {
            Row row = getItem();
            if (row != null && row.selection().hasChildren(row.node())) {
                model.setOpen(row.node(), !model.isOpen(row.node()));
            }
        }

        @Override
        protected void updateItem(@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            if (empty || row == null) {
                setGraphic(null);
                return;
            }
            double width = Math.min(row.depth(), DEEPEST_INDENT) * getFont().getSize() * 1.1;
            indent.setMinWidth(width);
            indent.setPrefWidth(width);
            boolean folder = row.selection().hasChildren(row.node());
            handle.setVisible(folder);
            arrow.setIconCode(
                    folder && model.isOpen(row.node())
                            ? Feather.CHEVRON_DOWN
                            : Feather.CHEVRON_RIGHT);
            picture.setIconCode(
                    row.files().isDirectory(row.node()) ? Feather.FOLDER : Feather.FILE);
            name.setText(DisplayText.escape(row.files().name(row.node()), 300));
            setGraphic(box);
        }
    }

    /// The rows for the control, made one by one as it asks.
    private static final class Rows extends ObservableListBase<Row> {
        private @Nullable FileSelection selection;
        private ChangeRows rows = ChangeRows.none();

        void show(ChangesViewModel.Shown now) {
            int before = rows.size();
            int head = 0;
            int tail = 0;
            ChangeRows next = now.rows();
            if (selection == now.selection()) {
                int least = Math.min(before, next.size());
                while (head < least && same(rows, head, next, head)) {
                    head++;
                }
                while (tail < least - head
                        && same(rows, before - 1 - tail, next, next.size() - 1 - tail)) {
                    tail++;
                }
            }
            List<Row> gone = gone(selection, rows, head, before - head - tail);
            selection = now.selection();
            rows = next;
            beginChange();
            if (gone.isEmpty() && next.size() - head - tail > 0) {
                nextAdd(head, next.size() - tail);
            } else if (!gone.isEmpty() && next.size() == head + tail) {
                nextRemove(head, gone);
            } else if (!gone.isEmpty()) {
                nextReplace(head, next.size() - tail, gone);
            }
            endChange();
        }

        private static boolean same(ChangeRows a, int i, ChangeRows b, int j) {
            return a.node(i) == b.node(j) && a.depth(i) == b.depth(j);
        }

        /// What was removed, without making it.
        private static List<Row> gone(
                @Nullable FileSelection selection, ChangeRows rows, int from, int count) {
            if (selection == null) {
                return List.of();
            }
            return new AbstractList<>() {
                @Override
                public Row get(int index) {
                    return new Row(selection, rows.node(from + index), rows.depth(from + index));
                }

                @Override
                public int size() {
                    return count;
                }
            };
        }

        @Override
        public Row get(int index) {
            FileSelection of = selection;
            if (of == null) {
                throw new IndexOutOfBoundsException(index);
            }
            return new Row(of, rows.node(index), rows.depth(index));
        }

        @Override
        public int size() {
            return rows.size();
        }
    }
}
