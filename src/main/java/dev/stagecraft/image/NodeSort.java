package dev.stagecraft.image;

import java.util.function.IntBinaryOperator;

/// Sorts numbers of nodes by what is known of them, with no object for each: a directory may hold
/// half a million. What is equal stays in its order, and no input makes it slow.
final class NodeSort {
    private static final int SMALL = 12;

    private final int[] nodes;
    private final IntBinaryOperator order;
    private int[] spare = new int[0];

    private NodeSort(int[] nodes, IntBinaryOperator order) {
        this.nodes = nodes;
        this.order = order;
    }

    /// Sorts a part of an array.
    ///
    /// @param order negative, zero or positive, as of a [java.util.Comparator]
    static void sort(int[] nodes, int from, int to, IntBinaryOperator order) {
        NodeSort sort = new NodeSort(nodes, order);
        if (!sort.isSorted(from, to)) {
            sort.spare = new int[(to - from + 1) / 2];
            sort.merge(from, to);
        }
    }

    private boolean isSorted(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (order.applyAsInt(nodes[i - 1], nodes[i]) > 0) {
                return false;
            }
        }
        return true;
    }

    private void merge(int from, int to) {
        if (to - from < SMALL) {
            insert(from, to);
            return;
        }
        int middle = (from + to) >>> 1;
        merge(from, middle);
        merge(middle, to);
        if (order.applyAsInt(nodes[middle - 1], nodes[middle]) <= 0) {
            return;
        }
        int left = middle - from;
        System.arraycopy(nodes, from, spare, 0, left);
        int i = 0;
        int j = middle;
        int out = from;
        while (i < left && j < to) {
            nodes[out++] = order.applyAsInt(spare[i], nodes[j]) <= 0 ? spare[i++] : nodes[j++];
        }
        System.arraycopy(spare, i, nodes, out, left - i);
    }

    private void insert(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int node = nodes[i];
            int at = i;
            while (at > from && order.applyAsInt(nodes[at - 1], node) > 0) {
                nodes[at] = nodes[at - 1];
                at--;
            }
            nodes[at] = node;
        }
    }
}
