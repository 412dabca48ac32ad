package dev.stagecraft.ui.compare;

import dev.stagecraft.compare.Change;
import dev.stagecraft.ui.control.Hint;
import dev.stagecraft.ui.control.SizeBar;
import dev.stagecraft.ui.support.Texts;
import dev.stagecraft.ui.support.Theme;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/// A table of things that are in one image, the other or both.
///
/// @param <T> what a row is
final class DiffTable<T> extends TableView<T> {
    private final Texts texts;
    private final Theme theme;

    DiffTable(String id, Texts texts, Theme theme) {
        this.texts = texts;
        this.theme = theme;
        setId(id);
        getStyleClass().addAll("file-table", "diff-table");
        setAccessibleText(texts.text("table." + id));
        setPlaceholder(new Label(texts.text("table.empty")));
        setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
    }

    /// Adds the column that says what became of a row.
    DiffTable<T> change(Function<T, Change> change) {
        add("change", 8.6, () -> new ChangeCell(change));
        return this;
    }

    /// Adds a column of words.
    ///
    /// @param styleClass how they look: `plain`, `mono` or `size`
    DiffTable<T> text(String key, double ems, String styleClass, Function<T, String> text) {
        TableColumn<T, T> column = add(key, ems, () -> new WordCell(styleClass, text));
        if (styleClass.equals("size")) {
            column.getStyleClass().add("numeric");
        }
        return this;
    }

    /// Adds a column of bars on one scale.
    DiffTable<T> bar(String key, double ems, long scale, ToLongFunction<T> bytes) {
        add(key, ems, () -> new BarCell(scale, bytes));
        return this;
    }

    /// Shows rows.
    DiffTable<T> rows(List<T> rows) {
        setItems(FXCollections.observableArrayList(rows));
        return this;
    }

    private TableColumn<T, T> add(
            String key, double ems, java.util.function.Supplier<TableCell<T, T>> cell) {
        TableColumn<T, T> column = new TableColumn<>(texts.text("column." + key));
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(c -> cell.get());
        column.setSortable(false);
        column.setReorderable(false);
        column.setPrefWidth(ems * theme.em());
        column.setMinWidth(Math.min(ems, 4) * theme.em());
        getColumns().add(column);
        return column;
    }

    private final class ChangeCell extends TableCell<T, T> {
        private final Function<T, Change> change;
        private final Label badge = new Label();

        ChangeCell(Function<T, Change> change) {
            this.change = change;
            getStyleClass().add("cell-state");
            badge.getStyleClass().add("state-badge");
        }

        @Override
        protected void updateItem(@Nullable T row, boolean empty) {
            super.updateItem(row, empty);
            if (empty || row == null) {
                setGraphic(null);
                setText(null);
                return;
            }
            Change what = change.apply(row);
            ChangeWords.dress(badge, what, texts);
            setGraphic(badge);
            setText(ChangeWords.name(what, texts));
        }
    }

    private final class WordCell extends TableCell<T, T> {
        private final Function<T, String> text;
        private final Hint hint = Hint.on(this);

        WordCell(String styleClass, Function<T, String> text) {
            this.text = text;
            getStyleClass().add("cell-" + styleClass);
        }

        @Override
        protected void updateItem(@Nullable T row, boolean empty) {
            super.updateItem(row, empty);
            String shown = empty || row == null ? "" : text.apply(row);
            setText(shown);
            hint.setText(shown.length() > 12 ? shown : "");
        }
    }

    private final class BarCell extends TableCell<T, T> {
        private final long scale;
        private final ToLongFunction<T> bytes;
        private final SizeBar bar = new SizeBar();

        BarCell(long scale, ToLongFunction<T> bytes) {
            this.scale = scale;
            this.bytes = bytes;
            getStyleClass().add("cell-bar");
        }

        @Override
        protected void updateItem(@Nullable T row, boolean empty) {
            super.updateItem(row, empty);
            if (empty || row == null) {
                setGraphic(null);
                return;
            }
            bar.show(bytes.applyAsLong(row), scale);
            setGraphic(bar);
        }
    }
}
