package dev.stagecraft.archive;

import java.io.IOException;
import java.io.InputStream;

/// The bytes of a stream.
final class StreamSource extends ByteSource {
    private final InputStream in;
    private final ReadMeter meter;
    private final byte[] scratch = new byte[1 << 16];
    private int at;
    private int end;

    StreamSource(InputStream in, ReadMeter meter) {
        this.in = in;
        this.meter = meter;
    }

    @Override
    int readSome(byte[] into, int offset, int length) throws IOException {
        if (at < end) {
            int read = Math.min(length, end - at);
            System.arraycopy(scratch, at, into, offset, read);
            at += read;
            return read;
        }
        if (length >= scratch.length) {
            int read = in.read(into, offset, length);
            meter.add(Math.max(0, read));
            return read;
        }
        at = 0;
        end = 0;
        int read = in.read(scratch, 0, scratch.length);
        if (read < 0) {
            return -1;
        }
        meter.add(read);
        end = read;
        return readSome(into, offset, length);
    }

    @Override
    long skipSome(long length) throws IOException {
        long done = 0;
        while (done < length) {
            if (at == end) {
                at = 0;
                end = 0;
                int read = in.read(scratch, 0, scratch.length);
                if (read < 0) {
                    break;
                }
                meter.add(read);
                end = read;
            }
            int part = (int) Math.min(end - at, length - done);
            at += part;
            done += part;
        }
        return done;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
