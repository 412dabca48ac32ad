package dev.stagecraft.image;

import java.util.Arrays;

/// Growing arrays of primitives: the columns of listings and trees.
final class Column {
    /// The longest array that is safe to ask for.
    private static final int MAX = Integer.MAX_VALUE - 8;

    private Column() {}

    static final class Bytes {
        byte[] at = new byte[64];
        int size;

        void add(int value) {
            if (size == at.length) {
                at = Arrays.copyOf(at, grown(size, 1));
            }
            at[size++] = (byte) value;
        }

        void add(byte[] from, int offset, int length) {
            if (at.length - size < length) {
                at = Arrays.copyOf(at, grown(size, length));
            }
            System.arraycopy(from, offset, at, size, length);
            size += length;
        }
    }

    static final class Shorts {
        short[] at = new short[16];
        int size;

        void add(int value) {
            if (size == at.length) {
                at = Arrays.copyOf(at, grown(size, 1));
            }
            at[size++] = (short) value;
        }
    }

    static final class Ints {
        int[] at = new int[16];
        int size;

        void add(int value) {
            if (size == at.length) {
                at = Arrays.copyOf(at, grown(size, 1));
            }
            at[size++] = value;
        }
    }

    static final class Longs {
        long[] at = new long[16];
        int size;

        void add(long value) {
            if (size == at.length) {
                at = Arrays.copyOf(at, grown(size, 1));
            }
            at[size++] = value;
        }
    }

    private static int grown(int size, int more) {
        if (more > MAX - size) {
            throw new OutOfMemoryError("a column of more than two thousand million values");
        }
        return (int) Math.min(MAX, Math.max((long) size + more, size + (size >> 1) + 16L));
    }
}
