package dev.stagecraft.archive;

import java.io.Closeable;
import java.io.IOException;

/// Bytes in a row that can be read or passed over. For one thread.
abstract class ByteSource implements Closeable {
    private long position;

    /// Reads at least one byte.
    ///
    /// @return how many, or -1 at the end
    final int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int read = readSome(into, offset, length);
        if (read > 0) {
            position += read;
        }
        return read;
    }

    /// Reads until the array's part is full or the bytes end.
    ///
    /// @return how many were read
    final int readFully(byte[] into, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int read = read(into, offset + done, length - done);
            if (read < 0) {
                break;
            }
            done += read;
        }
        return done;
    }

    /// Passes over bytes.
    ///
    /// @return how many; fewer than asked for only at the end
    final long skip(long length) throws IOException {
        long done = skipSome(length);
        position += done;
        return done;
    }

    /// How many bytes were read or passed over so far.
    final long position() {
        return position;
    }

    /// Whether passing over bytes is cheap, because they need not be read.
    boolean isSeekable() {
        return false;
    }

    abstract int readSome(byte[] into, int offset, int length) throws IOException;

    abstract long skipSome(long length) throws IOException;

    @Override
    public void close() throws IOException {}

    /// Passes over bytes by reading them, for sources that cannot do better.
    final long skipByReading(long length, byte[] scratch) throws IOException {
        long done = 0;
        while (done < length) {
            int read = readSome(scratch, 0, (int) Math.min(scratch.length, length - done));
            if (read < 0) {
                break;
            }
            done += read;
        }
        return done;
    }
}
