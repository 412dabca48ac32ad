package dev.stagecraft.image;

import java.util.List;

/// Puts the nodes of a finished tree into the order in which they are shown: depth first, names in
/// byte order. A parent then comes before its children, and a subtree is one run of numbers.
final class TreeOrder {
    private final NodeTable nodes;
    private final int count;
    private final int[] childStart;
    private final int[] children;

    private TreeOrder(NodeTable nodes) {
        this.nodes = nodes;
        count = nodes.size();
        childStart = new int[count + 1];
        children = new int[Math.max(0, count - 1)];
    }

    static FileTree freeze(
            NodeTable nodes,
            VersionTable versions,
            Column.Ints versionNode,
            byte[] links,
            List<Owner> owners,
            int layers) {
        TreeOrder order = new TreeOrder(nodes);
        order.groupChildren();
        order.sortChildren();
        return order.number(versions, versionNode, links, owners, layers);
    }

    private void groupChildren() {
        for (int node = 1; node < count; node++) {
            childStart[nodes.parent.at[node] + 1]++;
        }
        for (int node = 0; node < count; node++) {
            childStart[node + 1] += childStart[node];
        }
        int[] next = childStart.clone();
        for (int node = 1; node < count; node++) {
            children[next[nodes.parent.at[node]]++] = node;
        }
    }

    private void sortChildren() {
        for (int node = 0; node < count; node++) {
            NodeSort.sort(children, childStart[node], childStart[node + 1], this::compare);
        }
    }

    private int compare(int a, int b) {
        int i = nodes.nameOffset.at[a];
        int j = nodes.nameOffset.at[b];
        byte[] names = nodes.names.at;
        return PathBytes.compare(
                names, i, i + nodes.nameLength.at[a], names, j, j + nodes.nameLength.at[b]);
    }

    private FileTree number(
            VersionTable versions,
            Column.Ints versionNode,
            byte[] links,
            List<Owner> owners,
            int layers) {
        int[] place = new int[count];
        int[] parent = new int[count];
        int[] end = new int[count];
        int[] nameStart = new int[count + 1];
        byte[] names = new byte[nodes.names.size];
        int[] oldOf = new int[count];
        int[] next = childStart.clone();
        int placed = 0;
        int bytes = 0;
        int node = 0;
        parent[0] = -1;
        oldOf[placed++] = 0;
        while (node >= 0) {
            if (next[node] < childStart[node + 1]) {
                int child = children[next[node]++];
                int number = placed++;
                place[child] = number;
                oldOf[number] = child;
                parent[number] = place[node];
                nameStart[number] = bytes;
                int length = nodes.nameLength.at[child];
                System.arraycopy(nodes.names.at, nodes.nameOffset.at[child], names, bytes, length);
                bytes += length;
                node = child;
            } else {
                end[place[node]] = placed;
                node = nodes.parent.at[node];
            }
        }
        nameStart[count] = bytes;

        int[] versionStart = new int[count + 1];
        for (int row = 0; row < versions.count; row++) {
            versionStart[place[versionNode.at[row]] + 1]++;
        }
        for (int i = 0; i < count; i++) {
            versionStart[i + 1] += versionStart[i];
        }
        int[] fill = versionStart.clone();
        int[] order = new int[versions.count];
        int[] rowPlace = new int[versions.count];
        for (int row = 0; row < versions.count; row++) {
            int to = fill[place[versionNode.at[row]]]++;
            order[to] = row;
            rowPlace[row] = to;
        }
        versions.reorder(order, rowPlace);
        return new FileTree(
                parent, end, nameStart, names, versionStart, versions, links, owners, layers);
    }
}
