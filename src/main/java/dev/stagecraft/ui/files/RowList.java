package dev.stagecraft.ui.files;

import dev.stagecraft.image.FileFilter;
import dev.stagecraft.image.LayerView;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.ObservableListBase;
import org.jspecify.annotations.Nullable;

/// The rows of the contents table for the control that shows them: made one by one as it asks, and
/// changed with one small event.
class RowList extends ObservableListBase<FileRow> {
    private VisibleRows rows = VisibleRows.NONE;
    private @Nullable LayerView view;

    /// Shows other rows. Those that are the same at both ends are left alone.
    void show(LayerView now, VisibleRows next) {
        VisibleRows before = rows;
        LayerView was = view;
        int head = 0;
        int tail = 0;
        if (was == now) {
            int least = Math.min(before.size(), next.size());
            while (head < least && same(before, head, next, head)) {
                head++;
            }
            while (tail < least - head
                    && same(before, before.size() - 1 - tail, next, next.size() - 1 - tail)) {
                tail++;
            }
        }
        rows = next;
        view = now;
        int removed = before.size() - head - tail;
        int added = next.size() - head - tail;
        if (removed == 0 && added == 0) {
            return;
        }
        fireChange(new Replaced(this, head, head + added, new Old(was, before, head, removed)));
    }

    private static boolean same(VisibleRows a, int i, VisibleRows b, int j) {
        return a.node(i) == b.node(j) && a.depth(i) == b.depth(j);
    }

    /// What the rows are filtered by; absent before there are any.
    Optional<FileFilter> filter() {
        return Optional.ofNullable(view).map(LayerView::filter);
    }

    /// Makes one row. All of them come from here, so that a test can count them.
    FileRow make(@Nullable LayerView of, VisibleRows rows, int index) {
        if (of == null) {
            throw new IndexOutOfBoundsException(index);
        }
        return new FileRow(of, rows.node(index), rows.depth(index));
    }

    @Override
    public FileRow get(int index) {
        return make(view, rows, index);
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public int indexOf(@Nullable Object row) {
        return row instanceof FileRow r && r.view() == view ? rows.indexOf(r.node()) : -1;
    }

    @Override
    public boolean contains(@Nullable Object row) {
        return indexOf(row) >= 0;
    }

    /// What was removed, without making it.
    private final class Old extends AbstractList<FileRow> {
        private final @Nullable LayerView view;
        private final VisibleRows rows;
        private final int from;
        private final int count;

        Old(@Nullable LayerView view, VisibleRows rows, int from, int count) {
            this.view = view;
            this.rows = rows;
            this.from = from;
            this.count = count;
        }

        @Override
        public FileRow get(int index) {
            return make(view, rows, from + index);
        }

        @Override
        public int size() {
            return count;
        }
    }

    /// One run of rows in place of another. The change that JavaFX builds would copy what is gone:
    /// a million rows made to be thrown away.
    private static final class Replaced extends ListChangeListener.Change<FileRow> {
        private final int from;
        private final int to;
        private final List<FileRow> removed;
        private boolean begun;

        Replaced(ObservableList<FileRow> list, int from, int to, List<FileRow> removed) {
            super(list);
            this.from = from;
            this.to = to;
            this.removed = removed;
        }

        @Override
        public boolean next() {
            boolean first = !begun;
            begun = true;
            return first;
        }

        @Override
        public void reset() {
            begun = false;
        }

        @Override
        public int getFrom() {
            return from;
        }

        @Override
        public int getTo() {
            return to;
        }

        @Override
        public List<FileRow> getRemoved() {
            return removed;
        }

        @Override
        protected int[] getPermutation() {
            return new int[0];
        }
    }
}
