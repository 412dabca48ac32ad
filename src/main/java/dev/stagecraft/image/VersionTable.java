package dev.stagecraft.image;

import java.util.Arrays;

/// The versions of all paths as columns: one row for each entry of each layer.
final class VersionTable {
    /// The value of [#died] of what is in the final image.
    static final short NEVER = Short.MAX_VALUE;

    int count;
    short[] layer = new short[0];
    short[] died = new short[0];
    byte[] cause = new byte[0];
    byte[] kind = new byte[0];
    short[] notes = new short[0];
    long[] size = new long[0];
    short[] mode = new short[0];
    int[] owner = new int[0];
    long[] modified = new long[0];

    /// Of a hard link the row of the name that carries the bytes, or ~ of the place of what it says
    /// when it dangles; of a symbolic link or device the place of what it says; else -1.
    int[] link = new int[0];

    long[] hashHigh = new long[0];
    long[] hashLow = new long[0];

    /// Makes room for so many rows in all.
    void reserve(int rows) {
        if (rows > layer.length) {
            int room = (int) Math.min(Integer.MAX_VALUE - 8L, rows + (rows >> 2) + 64L);
            layer = Arrays.copyOf(layer, room);
            died = Arrays.copyOf(died, room);
            cause = Arrays.copyOf(cause, room);
            kind = Arrays.copyOf(kind, room);
            notes = Arrays.copyOf(notes, room);
            size = Arrays.copyOf(size, room);
            mode = Arrays.copyOf(mode, room);
            owner = Arrays.copyOf(owner, room);
            modified = Arrays.copyOf(modified, room);
            link = Arrays.copyOf(link, room);
            hashHigh = Arrays.copyOf(hashHigh, room);
            hashLow = Arrays.copyOf(hashLow, room);
        }
    }

    boolean isHardLink(int row) {
        return FileNote.HARD_LINK.in(notes[row]);
    }

    boolean isMarker(int row) {
        return kind[row] >= FileKind.WHITEOUT.code();
    }

    boolean isDirectory(int row) {
        return kind[row] == FileKind.DIRECTORY.code();
    }

    /// Whether it is there once the layers up to this one are applied.
    boolean isVisibleAt(int row, int upTo) {
        return layer[row] <= upTo && upTo < died[row] && !isMarker(row);
    }

    /// The row that carries the bytes of this one.
    int inode(int row) {
        return isHardLink(row) && link[row] >= 0 ? link[row] : row;
    }

    /// Whether two files have the same bytes for certain.
    boolean sameContent(int a, int b) {
        int i = inode(a);
        int j = inode(b);
        return i == j
                || (kind[i] == FileKind.FILE.code()
                        && kind[j] == FileKind.FILE.code()
                        && size[i] == size[j]
                        && FileNote.HASHED.in(notes[i])
                        && FileNote.HASHED.in(notes[j])
                        && hashHigh[i] == hashHigh[j]
                        && hashLow[i] == hashLow[j]);
    }

    /// Puts the rows into another order, one column at a time so that two copies of all of them are
    /// never held.
    ///
    /// @param order the old row for each new one
    /// @param place the new row for each old one
    void reorder(int[] order, int[] place) {
        layer = permuted(layer, order);
        died = permuted(died, order);
        cause = permuted(cause, order);
        kind = permuted(kind, order);
        notes = permuted(notes, order);
        size = permuted(size, order);
        mode = permuted(mode, order);
        owner = permuted(owner, order);
        modified = permuted(modified, order);
        link = permuted(link, order);
        for (int row = 0; row < count; row++) {
            if (isHardLink(row) && link[row] >= 0) {
                link[row] = place[link[row]];
            }
        }
        hashHigh = permuted(hashHigh, order);
        hashLow = permuted(hashLow, order);
    }

    private static byte[] permuted(byte[] from, int[] order) {
        byte[] to = new byte[order.length];
        for (int i = 0; i < order.length; i++) {
            to[i] = from[order[i]];
        }
        return to;
    }

    private static short[] permuted(short[] from, int[] order) {
        short[] to = new short[order.length];
        for (int i = 0; i < order.length; i++) {
            to[i] = from[order[i]];
        }
        return to;
    }

    private static int[] permuted(int[] from, int[] order) {
        int[] to = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            to[i] = from[order[i]];
        }
        return to;
    }

    private static long[] permuted(long[] from, int[] order) {
        long[] to = new long[order.length];
        for (int i = 0; i < order.length; i++) {
            to[i] = from[order[i]];
        }
        return to;
    }
}
