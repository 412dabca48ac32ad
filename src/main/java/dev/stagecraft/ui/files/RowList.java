package dev.stagecraft.ui.files;

import dev.stagecraft.image.LayerView;
import java.util.AbstractList;
import java.util.List;
import javafx.collections.ObservableListBase;
import org.jspecify.annotations.Nullable;

/// The rows of the contents table for the control that shows them: made one by one as it asks, and
/// changed with one small event.
final class RowList extends ObservableListBase<FileRow> {
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
        int removed = before.size() - head - tail;
        int added = next.size() - head - tail;
        rows = next;
        view = now;
        if (removed == 0 && added == 0) {
            return;
        }
        beginChange();
        if (removed == 0) {
            nextAdd(head, head + added);
        } else if (added == 0 && was != null) {
            nextRemove(head, old(was, before, head, removed));
        } else if (was != null) {
            nextReplace(head, head + added, old(was, before, head, removed));
        }
        endChange();
    }

    private static boolean same(VisibleRows a, int i, VisibleRows b, int j) {
        return a.node(i) == b.node(j) && a.depth(i) == b.depth(j);
    }

    /// What was removed, without making it.
    private static List<FileRow> old(LayerView view, VisibleRows rows, int from, int count) {
        return new AbstractList<>() {
            @Override
            public FileRow get(int index) {
                return new FileRow(view, rows.node(from + index), rows.depth(from + index));
            }

            @Override
            public int size() {
                return count;
            }
        };
    }

    @Override
    public FileRow get(int index) {
        LayerView of = view;
        if (of == null) {
            throw new IndexOutOfBoundsException(index);
        }
        return new FileRow(of, rows.node(index), rows.depth(index));
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
}
