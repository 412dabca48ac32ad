package dev.stagecraft.image;

import java.util.Arrays;

/// The paths of a tree while it grows: who lies in whom under which name, and what is visible
/// there.
final class NodeTable {
    static final int ROOT = 0;
    static final int NONE = -1;

    final Column.Ints parent = new Column.Ints();
    final Column.Ints nameOffset = new Column.Ints();
    final Column.Shorts nameLength = new Column.Shorts();
    final Column.Ints firstChild = new Column.Ints();
    final Column.Ints nextSibling = new Column.Ints();

    /// The row of the version that is visible there now, or [#NONE].
    final Column.Ints current = new Column.Ints();

    final Column.Bytes names = new Column.Bytes();

    /// Open addressing: the upper half of a slot is the hash, the lower the node, so that other
    /// names are passed over without looking at them.
    private long[] table = new long[1024];

    private int mask = table.length - 1;

    NodeTable() {
        Arrays.fill(table, NONE);
        add(NONE, new byte[0], 0, 0);
    }

    int size() {
        return parent.size;
    }

    /// The child of that name, or [#NONE].
    int find(int of, byte[] path, int from, int to) {
        return (int) table[slot(of, path, from, to, hash(of, path, from, to))];
    }

    /// The child of that name, made when there is none.
    int findOrAdd(int of, byte[] path, int from, int to) {
        int hash = hash(of, path, from, to);
        int slot = slot(of, path, from, to, hash);
        int node = (int) table[slot];
        if (node != NONE) {
            return node;
        }
        node = add(of, path, from, to);
        table[slot] = slotOf(hash, node);
        if (size() > table.length / 2) {
            rehash();
        }
        return node;
    }

    private int add(int of, byte[] path, int from, int to) {
        int node = parent.size;
        parent.add(of);
        nameOffset.add(names.size);
        nameLength.add(to - from);
        names.add(path, from, to - from);
        firstChild.add(NONE);
        current.add(NONE);
        if (of == NONE) {
            nextSibling.add(NONE);
        } else {
            nextSibling.add(firstChild.at[of]);
            firstChild.at[of] = node;
        }
        return node;
    }

    private int slot(int of, byte[] path, int from, int to, int hash) {
        int slot = hash & mask;
        while (true) {
            long there = table[slot];
            int node = (int) there;
            if (node == NONE
                    || ((int) (there >>> 32) == hash
                            && parent.at[node] == of
                            && isNamed(node, path, from, to))) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
    }

    private static long slotOf(int hash, int node) {
        return ((long) hash << 32) | node;
    }

    private boolean isNamed(int node, byte[] path, int from, int to) {
        int offset = nameOffset.at[node];
        int length = nameLength.at[node];
        return Arrays.equals(names.at, offset, offset + length, path, from, to);
    }

    /// Seeded, so that names made to collide do not make a tree slow.
    private static final int SEED = new java.util.SplittableRandom().nextInt();

    private static int hash(int of, byte[] path, int from, int to) {
        long h = SEED ^ (of * 0x9E3779B97F4A7C15L);
        for (int i = from; i < to; i++) {
            h = (h ^ path[i]) * 0x9FB21C651E98DF25L;
            h ^= h >>> 32;
        }
        h *= 0x9E3779B97F4A7C15L;
        return (int) (h >>> 32);
    }

    private void rehash() {
        long[] before = table;
        table = new long[before.length * 2];
        mask = table.length - 1;
        Arrays.fill(table, NONE);
        for (long there : before) {
            if ((int) there != NONE) {
                int slot = (int) (there >>> 32) & mask;
                while ((int) table[slot] != NONE) {
                    slot = (slot + 1) & mask;
                }
                table[slot] = there;
            }
        }
    }
}
