package dev.stagecraft.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// A part of a file. Several may read one channel at the same time; none closes it.
final class FileSource extends ByteSource {
    private static final int BUFFER = 1 << 16;

    /// Headers of small files stand close together: a short pass over bytes stays in the buffer.
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);

    private final FileChannel channel;
    private final ReadMeter meter;
    private final long end;
    private long next;
    private int window = 4096;

    FileSource(FileChannel channel, long from, long length, ReadMeter meter) {
        this.channel = channel;
        this.next = from;
        this.end = from + length;
        this.meter = meter;
    }

    @Override
    boolean isSeekable() {
        return true;
    }

    @Override
    int readSome(byte[] into, int offset, int length) throws IOException {
        if (!buffer.hasRemaining()) {
            if (next >= end) {
                return -1;
            }
            if (length >= BUFFER) {
                int read =
                        channel.read(
                                ByteBuffer.wrap(into, offset, (int) Math.min(length, end - next)),
                                next);
                if (read > 0) {
                    next += read;
                    meter.add(read);
                }
                return read;
            }
            fill();
            if (!buffer.hasRemaining()) {
                return -1;
            }
        }
        int read = Math.min(length, buffer.remaining());
        buffer.get(into, offset, read);
        return read;
    }

    private void fill() throws IOException {
        buffer.clear().limit((int) Math.min(window, end - next));
        int read = channel.read(buffer, next);
        buffer.flip();
        if (read > 0) {
            next += read;
            meter.add(read);
        }
        window = Math.min(BUFFER, window * 2);
    }

    @Override
    long skipSome(long length) throws IOException {
        if (length <= buffer.remaining()) {
            buffer.position(buffer.position() + (int) length);
            return length;
        }
        long beyond = length - buffer.remaining();
        long step = Math.min(beyond, end - next);
        long skipped = buffer.remaining() + step;
        buffer.limit(0);
        next += step;
        window = 4096;
        meter.add(step);
        return skipped;
    }
}
