package dev.stagecraft.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/// The content of a tar's current entry, holes being zeros.
final class EntryStream extends InputStream {
    private final TarReader tar;
    private final Optional<SparseMap> sparse;
    private final long size;
    private long position;
    private int part;

    EntryStream(TarReader tar, TarEntry entry) {
        this.tar = tar;
        this.sparse = entry.sparse();
        this.size = entry.size();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position >= size) {
            return -1;
        }
        int most = (int) Math.min(length, size - position);
        if (sparse.isPresent()) {
            long data = nextData(sparse.get());
            if (data > position) {
                int zeros = (int) Math.min(most, data - position);
                Arrays.fill(into, offset, offset + zeros, (byte) 0);
                position += zeros;
                return zeros;
            }
            most = (int) Math.min(most, endOfPart(sparse.get()) - position);
        }
        int read = tar.readBody(into, offset, most);
        if (read > 0) {
            position += read;
        }
        return read;
    }

    @Override
    public long skip(long length) throws IOException {
        if (length <= 0) {
            return 0;
        }
        long most = Math.min(length, size - position);
        if (sparse.isEmpty()) {
            long skipped = tar.skipBody(most);
            position += skipped;
            return skipped;
        }
        long target = position + most;
        long start = position;
        while (position < target) {
            long data = nextData(sparse.get());
            if (data > position) {
                position = Math.min(target, data);
            } else {
                long end = Math.min(target, endOfPart(sparse.get()));
                long skipped = tar.skipBody(end - position);
                if (skipped <= 0) {
                    break;
                }
                position += skipped;
            }
        }
        return position - start;
    }

    /// Where the next byte that is stored lies: here, or after a hole.
    private long nextData(SparseMap map) {
        while (part < map.parts() && endOfPart(map) <= position) {
            part++;
        }
        return part == map.parts() ? size : Math.max(position, map.start(part));
    }

    private long endOfPart(SparseMap map) {
        return map.end(part);
    }
}
