package dev.stagecraft.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A tree for tests: nodes are added by parent.
final class SampleTree implements TreemapSource {
    private final List<String> names = new ArrayList<>();
    private final List<Integer> parents = new ArrayList<>();
    private final List<Long> own = new ArrayList<>();
    private final List<List<Integer>> children = new ArrayList<>();
    private long[] totals = {};

    SampleTree() {
        add(-1, "/", 0);
    }

    int add(int parent, String name, long size) {
        int node = names.size();
        names.add(name);
        parents.add(parent);
        own.add(size);
        children.add(new ArrayList<>());
        if (parent >= 0) {
            children.get(parent).add(node);
        }
        totals = new long[0];
        return node;
    }

    static SampleTree random(int nodes, long seed) {
        Random random = new Random(seed);
        SampleTree tree = new SampleTree();
        List<Integer> folders = new ArrayList<>(List.of(0));
        while (tree.names.size() < nodes) {
            int parent = folders.get(random.nextInt(folders.size()));
            boolean folder = random.nextInt(12) == 0;
            long size = folder ? 0 : (long) Math.exp(4 + random.nextDouble() * 12);
            int n = tree.add(parent, (folder ? "dir" : "file") + tree.names.size(), size);
            if (folder) {
                folders.add(n);
            }
        }
        tree.size(0);
        return tree;
    }

    int count() {
        return names.size();
    }

    @Override
    public int root() {
        return 0;
    }

    @Override
    public int parent(int node) {
        return parents.get(node);
    }

    @Override
    public int[] children(int node) {
        return children.get(node).stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public synchronized long size(int node) {
        if (totals.length != names.size()) {
            totals = new long[names.size()];
            for (int i = names.size() - 1; i >= 0; i--) {
                totals[i] += own.get(i);
                if (parents.get(i) >= 0) {
                    totals[parents.get(i)] += totals[i];
                }
            }
        }
        return totals[node];
    }

    @Override
    public String name(int node) {
        return names.get(node);
    }

    @Override
    public int category(int node) {
        return node % 5;
    }

    @Override
    public String describe(int node) {
        return names.get(node) + ", " + size(node) + " bytes";
    }
}
