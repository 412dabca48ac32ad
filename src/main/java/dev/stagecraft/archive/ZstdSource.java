package dev.stagecraft.archive;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;

/// Unpacks zstd (RFC 8878), all frames of it. A frame may ask for a window of 128 MiB at most, the
/// format's recommended limit.
final class ZstdSource extends ByteSource {
    private static final int WINDOW_LOG = 27;

    private final ByteSource packed;
    private final ZstdInputStreamNoFinalizer in;
    private final byte[] scratch = new byte[1 << 16];
    private final byte[] one = new byte[1];

    ZstdSource(ByteSource packed) throws IOException {
        this.packed = packed;
        in =
                new ZstdInputStreamNoFinalizer(
                        new InputStream() {
                            @Override
                            public int read() throws IOException {
                                return packed.read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
                            }

                            @Override
                            public int read(byte[] into, int offset, int length)
                                    throws IOException {
                                return packed.read(into, offset, length);
                            }
                        });
        in.setLongMax(WINDOW_LOG);
    }

    @Override
    int readSome(byte[] into, int offset, int length) throws IOException {
        try {
            int read = in.read(into, offset, length);
            return read == 0 ? -1 : read;
        } catch (ZstdIOException e) {
            String message = String.valueOf(e.getMessage());
            if (message.startsWith("Truncated")) {
                throw new TruncatedArchiveException("the zstd data ends too early");
            }
            throw new CorruptArchiveException("the zstd data is damaged: " + message);
        }
    }

    @Override
    long skipSome(long length) throws IOException {
        return skipByReading(length, scratch);
    }

    @Override
    public void close() throws IOException {
        in.close();
        packed.close();
    }
}
