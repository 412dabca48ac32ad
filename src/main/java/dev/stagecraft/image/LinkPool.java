package dev.stagecraft.image;

import java.util.Arrays;

/// What symbolic links say, each after its length in two bytes.
final class LinkPool {
    private final Column.Bytes bytes = new Column.Bytes();

    /// Keeps a text and returns its place.
    int add(byte[] link) {
        int at = bytes.size;
        bytes.add(link.length >> 8);
        bytes.add(link.length);
        bytes.add(link, 0, link.length);
        return at;
    }

    byte[] get(int at) {
        return get(bytes.at, at);
    }

    static byte[] get(byte[] pool, int at) {
        int length = (pool[at] & 0xff) << 8 | (pool[at + 1] & 0xff);
        return Arrays.copyOfRange(pool, at + 2, at + 2 + length);
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes.at, bytes.size);
    }
}
