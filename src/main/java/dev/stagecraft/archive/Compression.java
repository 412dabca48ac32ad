package dev.stagecraft.archive;

import java.io.IOException;
import java.util.Arrays;

/// How bytes are compressed, decided by the magic bytes and never by a name.
enum Compression {
    NONE,
    GZIP,
    ZSTD;

    /// How many bytes are needed to tell.
    static final int MAGIC = 4;

    static Compression of(byte[] head, int length) {
        if (length >= 2 && head[0] == 0x1f && (head[1] & 0xff) == 0x8b) {
            return GZIP;
        }
        if (length >= 4) {
            int magic =
                    (head[0] & 0xff)
                            | (head[1] & 0xff) << 8
                            | (head[2] & 0xff) << 16
                            | (head[3] & 0xff) << 24;
            // A skippable frame may come first.
            if (magic == 0xFD2FB528 || (magic & 0xFFFFFFF0) == 0x184D2A50) {
                return ZSTD;
            }
        }
        return NONE;
    }

    /// The uncompressed bytes of a source, whatever it holds.
    static ByteSource open(ByteSource raw, Limits limits) throws IOException {
        byte[] head = new byte[MAGIC];
        int length = raw.readFully(head, 0, MAGIC);
        PeekedSource whole = new PeekedSource(head, length, raw);
        return switch (of(head, length)) {
            case NONE -> whole;
            case GZIP -> new RatioGuard(new GzipSource(whole), whole, limits);
            case ZSTD -> new RatioGuard(new ZstdSource(whole), whole, limits);
        };
    }

    /// A source of which some bytes were read before.
    static final class PeekedSource extends ByteSource {
        private final byte[] head;
        private final ByteSource rest;
        private int at;

        PeekedSource(byte[] head, int length, ByteSource rest) {
            this.head = Arrays.copyOf(head, length);
            this.rest = rest;
        }

        @Override
        boolean isSeekable() {
            return rest.isSeekable();
        }

        @Override
        int readSome(byte[] into, int offset, int length) throws IOException {
            if (at < head.length) {
                int read = Math.min(length, head.length - at);
                System.arraycopy(head, at, into, offset, read);
                at += read;
                return read;
            }
            return rest.read(into, offset, length);
        }

        @Override
        long skipSome(long length) throws IOException {
            int own = (int) Math.min(length, head.length - at);
            at += own;
            return length == own ? own : own + rest.skip(length - own);
        }

        @Override
        public void close() throws IOException {
            rest.close();
        }
    }

    /// Ends a blob that grows beyond all reason.
    private static final class RatioGuard extends ByteSource {
        private final ByteSource unpacked;
        private final ByteSource packed;
        private final Limits limits;
        private final byte[] scratch = new byte[1 << 16];
        private long grown;

        RatioGuard(ByteSource unpacked, ByteSource packed, Limits limits) {
            this.unpacked = unpacked;
            this.packed = packed;
            this.limits = limits;
        }

        @Override
        int readSome(byte[] into, int offset, int length) throws IOException {
            int read = unpacked.read(into, offset, length);
            grown += Math.max(0, read);
            if (grown > limits.ratioFreeBytes()
                    && grown / limits.compressionRatio() > packed.position()) {
                throw new LimitExceededException(
                        "compressionRatio",
                        limits.compressionRatio(),
                        "a compressed blob grows more than " + limits.compressionRatio() + "-fold");
            }
            return read;
        }

        @Override
        long skipSome(long length) throws IOException {
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

        @Override
        public void close() throws IOException {
            unpacked.close();
        }
    }
}
