package dev.stagecraft.ui.files;

import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.LayerView;
import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/// The rows of a tree table as they are on screen from top to bottom, with what is closed left out:
/// two arrays, so that two hundred thousand open rows cost nothing but their numbers. Immutable.
final class VisibleRows {
    static final VisibleRows NONE = new VisibleRows(new int[0], new short[0]);

    private final int[] nodes;
    private final short[] depths;

    private VisibleRows(int[] nodes, short[] depths) {
        this.nodes = nodes;
        this.depths = depths;
    }

    /// The rows of everything in the view whose folders are open.
    ///
    /// @param open the nodes that are open
    /// @throws CancellationException when `cancelled` says so
    static VisibleRows of(LayerView view, BitSet open, RowOrder order, BooleanSupplier cancelled) {
        Collector into = new Collector(view, open, order, cancelled);
        into.folder(FileTree.ROOT, 0);
        return into.rows();
    }

    int size() {
        return nodes.length;
    }

    /// The node of a row.
    int node(int row) {
        return nodes[row];
    }

    /// How deep a row lies, what is directly in the root being 0.
    int depth(int row) {
        return depths[row];
    }

    /// The row of a node, or -1 while one of its folders is closed or it is not in the view.
    int indexOf(int node) {
        for (int i = 0; i < nodes.length; i++) {
            if (nodes[i] == node) {
                return i;
            }
        }
        return -1;
    }

    /// These rows after the folder in a row was opened: `open` has it already.
    VisibleRows opened(int row, LayerView view, BitSet open, RowOrder order) {
        Collector into = new Collector(view, open, order, () -> false);
        into.folder(nodes[row], depths[row] + 1);
        VisibleRows inside = into.rows();
        int[] n = new int[nodes.length + inside.size()];
        short[] d = new short[n.length];
        System.arraycopy(nodes, 0, n, 0, row + 1);
        System.arraycopy(depths, 0, d, 0, row + 1);
        System.arraycopy(inside.nodes, 0, n, row + 1, inside.size());
        System.arraycopy(inside.depths, 0, d, row + 1, inside.size());
        System.arraycopy(nodes, row + 1, n, row + 1 + inside.size(), nodes.length - row - 1);
        System.arraycopy(depths, row + 1, d, row + 1 + inside.size(), nodes.length - row - 1);
        return new VisibleRows(n, d);
    }

    /// These rows after the folder in a row was closed.
    VisibleRows closed(int row) {
        int end = row + 1;
        while (end < nodes.length && depths[end] > depths[row]) {
            end++;
        }
        int gone = end - row - 1;
        int[] n = new int[nodes.length - gone];
        short[] d = new short[n.length];
        System.arraycopy(nodes, 0, n, 0, row + 1);
        System.arraycopy(depths, 0, d, 0, row + 1);
        System.arraycopy(nodes, end, n, row + 1, nodes.length - end);
        System.arraycopy(depths, end, d, row + 1, nodes.length - end);
        return new VisibleRows(n, d);
    }

    /// The row of the folder that a row lies in, or -1.
    int parentRow(int row) {
        for (int i = row - 1; i >= 0; i--) {
            if (depths[i] < depths[row]) {
                return i;
            }
        }
        return -1;
    }

    /// Gathers rows, with a stack of its own, since a path may be two thousand folders deep.
    private static final class Collector {
        private final LayerView view;
        private final BitSet open;
        private final RowOrder order;
        private final BooleanSupplier cancelled;
        private int[] nodes = new int[64];
        private short[] depths = new short[64];
        private int count;

        Collector(LayerView view, BitSet open, RowOrder order, BooleanSupplier cancelled) {
            this.view = view;
            this.open = open;
            this.order = order;
            this.cancelled = cancelled;
        }

        void folder(int folder, int depth) {
            java.util.ArrayDeque<int[]> lists = new java.util.ArrayDeque<>();
            java.util.ArrayDeque<int[]> places = new java.util.ArrayDeque<>();
            lists.push(order.children(view, folder));
            places.push(new int[1]);
            while (!lists.isEmpty()) {
                int[] list = lists.peek();
                int[] place = places.peek();
                if (place[0] == list.length) {
                    lists.pop();
                    places.pop();
                    continue;
                }
                int node = list[place[0]++];
                add(node, depth + lists.size() - 1);
                if (open.get(node)) {
                    if (cancelled.getAsBoolean()) {
                        throw new CancellationException();
                    }
                    lists.push(order.children(view, node));
                    places.push(new int[1]);
                }
            }
        }

        private void add(int node, int depth) {
            if (count == nodes.length) {
                nodes = Arrays.copyOf(nodes, count * 2);
                depths = Arrays.copyOf(depths, count * 2);
            }
            nodes[count] = node;
            depths[count++] = (short) Math.min(depth, Short.MAX_VALUE);
        }

        VisibleRows rows() {
            return new VisibleRows(Arrays.copyOf(nodes, count), Arrays.copyOf(depths, count));
        }
    }
}
