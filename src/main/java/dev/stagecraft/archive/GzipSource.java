package dev.stagecraft.archive;

import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Unpacks gzip (RFC 1952), all members of it. What follows the last member and is none is ignored,
/// as gzip does.
final class GzipSource extends ByteSource {
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final ByteSource packed;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] in = new byte[1 << 16];
    private final byte[] scratch = new byte[1 << 16];
    private int at;
    private int end;
    private boolean inMember;
    private boolean anyMember;
    private boolean done;

    GzipSource(ByteSource packed) {
        this.packed = packed;
    }

    @Override
    int readSome(byte[] into, int offset, int length) throws IOException {
        while (!done) {
            if (!inMember && !openMember()) {
                done = true;
                break;
            }
            int read;
            try {
                read = inflater.inflate(into, offset, length);
            } catch (DataFormatException e) {
                throw new CorruptArchiveException("the gzip data is damaged");
            }
            if (read > 0) {
                crc.update(into, offset, read);
                return read;
            }
            if (inflater.finished()) {
                closeMember();
            } else if (inflater.needsInput()) {
                if (!fill()) {
                    throw new TruncatedArchiveException("the gzip data ends too early");
                }
                inflater.setInput(in, at, end - at);
                at = end;
            } else {
                throw new CorruptArchiveException("the gzip data asks for a dictionary");
            }
        }
        return -1;
    }

    private boolean openMember() throws IOException {
        int first = nextByte();
        if (first < 0) {
            return false;
        }
        int second = nextByte();
        if (first != 0x1f || second != 0x8b) {
            if (anyMember) {
                // Padding or rubbish after the last member still has to be read for the digest.
                while (fill()) {
                    at = end;
                }
                return false;
            }
            throw new CorruptArchiveException("no gzip header");
        }
        if (nextByte() != 8) {
            throw new CorruptArchiveException("the gzip data is packed in an unknown way");
        }
        int flags = nextByte();
        for (int i = 0; i < 6; i++) {
            needByte();
        }
        if ((flags & EXTRA) != 0) {
            int extra = needByte() | needByte() << 8;
            for (int i = 0; i < extra; i++) {
                needByte();
            }
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CRC) != 0) {
            needByte();
            needByte();
        }
        inflater.reset();
        crc.reset();
        inflater.setInput(in, at, end - at);
        at = end;
        inMember = true;
        anyMember = true;
        return true;
    }

    private void closeMember() throws IOException {
        at = end - inflater.getRemaining();
        inMember = false;
        long sum = needInt();
        long size = needInt();
        if (sum != crc.getValue() || size != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw new CorruptArchiveException("the gzip data does not match its checksum");
        }
    }

    private void skipText() throws IOException {
        int length = 0;
        while (needByte() != 0) {
            if (++length > 1 << 16) {
                throw new CorruptArchiveException("a gzip header holds a name without an end");
            }
        }
    }

    private long needInt() throws IOException {
        return (needByte() | needByte() << 8 | needByte() << 16 | (long) needByte() << 24)
                & 0xffffffffL;
    }

    private int needByte() throws IOException {
        int b = nextByte();
        if (b < 0) {
            throw new TruncatedArchiveException("the gzip data ends too early");
        }
        return b;
    }

    private int nextByte() throws IOException {
        return at < end || fill() ? in[at++] & 0xff : -1;
    }

    private boolean fill() throws IOException {
        int read = packed.read(in, 0, in.length);
        at = 0;
        end = Math.max(0, read);
        return read > 0;
    }

    @Override
    long skipSome(long length) throws IOException {
        return skipByReading(length, scratch);
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        packed.close();
    }
}
