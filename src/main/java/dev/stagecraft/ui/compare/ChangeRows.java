package dev.stagecraft.ui.compare;

import dev.stagecraft.compare.FileComparison;
import dev.stagecraft.compare.FileSelection;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;

/// The rows of the tree of changes from top to bottom, with what is closed left out: two arrays, so
/// that a hundred thousand open rows cost nothing but their numbers. Immutable.
final class ChangeRows {
    private final int[] nodes;
    private final short[] depths;

    private ChangeRows(int[] nodes, short[] depths) {
        this.nodes = nodes;
        this.depths = depths;
    }

    static ChangeRows none() {
        return new ChangeRows(new int[0], new short[0]);
    }

    /// @param open the directories that are open
    /// @param largest whether what changed by most bytes comes first, else by name
    static ChangeRows of(FileSelection selection, BitSet open, boolean largest) {
        int[] nodes = new int[64];
        short[] depths = new short[64];
        int count = 0;
        // A stack of its own, since a path may be two thousand directories deep.
        Deque<int[]> lists = new ArrayDeque<>();
        Deque<int[]> places = new ArrayDeque<>();
        lists.push(children(selection, FileComparison.ROOT, largest));
        places.push(new int[1]);
        while (!lists.isEmpty()) {
            int[] list = lists.element();
            int[] place = places.element();
            if (place[0] == list.length) {
                lists.pop();
                places.pop();
                continue;
            }
            int node = list[place[0]++];
            if (count == nodes.length) {
                nodes = Arrays.copyOf(nodes, count * 2);
                depths = Arrays.copyOf(depths, count * 2);
            }
            nodes[count] = node;
            depths[count++] = (short) Math.min(lists.size() - 1, Short.MAX_VALUE);
            if (open.get(node)) {
                lists.push(children(selection, node, largest));
                places.push(new int[1]);
            }
        }
        return new ChangeRows(Arrays.copyOf(nodes, count), Arrays.copyOf(depths, count));
    }

    private static int[] children(FileSelection selection, int node, boolean largest) {
        int[] children = selection.children(node);
        if (!largest || children.length < 2) {
            return children;
        }
        FileComparison files = selection.files();
        return Arrays.stream(children)
                .boxed()
                .sorted((a, b) -> Long.compare(weight(files, b), weight(files, a)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// How much it moves the size; of the same weight, the order of names stays.
    private static long weight(FileComparison files, int node) {
        return Math.abs(files.bytesAfter(node) - files.bytesBefore(node));
    }

    int size() {
        return nodes.length;
    }

    int node(int row) {
        return nodes[row];
    }

    /// How deep a row lies, what is directly in the root being 0.
    int depth(int row) {
        return depths[row];
    }

    /// The row of a node, or -1.
    int indexOf(int node) {
        for (int i = 0; i < nodes.length; i++) {
            if (nodes[i] == node) {
                return i;
            }
        }
        return -1;
    }
}
