package dev.stagecraft.recording;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stream that may give so many bytes and no more, so that a few bytes cannot unpack to millions
/// without an end.
final class LimitedStream extends FilterInputStream {
    private final long most;
    private long count;
    private long marked;

    LimitedStream(InputStream in, long most) {
        super(in);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        counted(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        counted(Math.max(0, read));
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(bytes);
        counted(skipped);
        return skipped;
    }

    @Override
    public synchronized void mark(int limit) {
        super.mark(limit);
        marked = count;
    }

    @Override
    public synchronized void reset() throws IOException {
        super.reset();
        count = marked;
    }

    private void counted(long bytes) throws RecordingException {
        count += bytes;
        if (count > most) {
            throw new RecordingException("the recording is larger than any real one");
        }
    }
}
