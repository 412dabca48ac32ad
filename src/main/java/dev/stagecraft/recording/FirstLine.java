package dev.stagecraft.recording;

import java.io.IOException;
import java.io.InputStream;

/// The bytes of a stream up to its first line feed, which is read too; what follows stays in the
/// stream. Closing it leaves the stream open.
final class FirstLine extends InputStream {
    private static final int AT_ONCE = 1 << 13;

    private final InputStream in;
    private boolean ended;

    /// @param in one that can be marked
    FirstLine(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (ended || length == 0) {
            return ended ? -1 : 0;
        }
        in.mark(AT_ONCE);
        int count = in.read(buffer, offset, Math.min(length, AT_ONCE));
        for (int i = 0; i < count; i++) {
            if (buffer[offset + i] == '\n') {
                ended = true;
                in.reset();
                in.skipNBytes(i + 1L);
                return i == 0 ? -1 : i;
            }
        }
        ended = count < 0;
        return count;
    }
}
