package dev.stagecraft.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads the maps of sparse files as GNU tar writes them outside of PAX records: in header blocks,
/// or at the beginning of the body (PAX 1.0).
final class SparseMapReader {
    private static final int BLOCK = TarReader.BLOCK;

    private final ByteSource source;
    private final Limits limits;
    private long bytesLeft;

    /// @param bytesLeft how many bytes the map may still take of the limit on headers
    SparseMapReader(ByteSource source, Limits limits, long bytesLeft) {
        this.source = source;
        this.limits = limits;
        this.bytesLeft = bytesLeft;
    }

    /// The map in a header of type `S` and the blocks that follow it.
    SparseMap old(byte[] header, long realSize) throws IOException {
        List<Long> numbers = new ArrayList<>();
        addParts(numbers, header, 386, 4);
        boolean more = header[482] != 0;
        byte[] block = new byte[BLOCK];
        while (more) {
            takeBlock();
            if (source.readFully(block, 0, BLOCK) < BLOCK) {
                throw new TruncatedArchiveException("the tar ends inside a sparse file's map");
            }
            addParts(numbers, block, 0, 21);
            more = block[504] != 0;
        }
        return SparseMap.of(numbers, realSize);
    }

    private static void addParts(List<Long> numbers, byte[] block, int offset, int count)
            throws CorruptArchiveException {
        for (int i = 0; i < count; i++) {
            int at = offset + 24 * i;
            if (block[at] == 0) {
                return;
            }
            numbers.add(TarNumbers.parse(block, at, 12, "sparse offset"));
            numbers.add(TarNumbers.parse(block, at + 12, 12, "sparse length"));
        }
    }

    /// The numbers at the beginning of the current body: how many parts, then offset and length of
    /// each, as lines of decimal digits, filled up to whole blocks.
    List<Long> inBody(TarReader tar) throws IOException {
        List<Long> numbers = new ArrayList<>();
        byte[] block = new byte[BLOCK];
        long wanted = -1;
        long value = 0;
        int digits = 0;
        while (wanted < 0 || numbers.size() < wanted * 2) {
            takeBlock();
            readBlock(tar, block);
            for (byte b : block) {
                if (b == '\n' && digits > 0) {
                    if (wanted < 0) {
                        wanted = value;
                    } else {
                        numbers.add(value);
                    }
                    value = 0;
                    digits = 0;
                    if (numbers.size() >= wanted * 2) {
                        break;
                    }
                } else if (b >= '0' && b <= '9' && ++digits <= 18) {
                    value = value * 10 + b - '0';
                } else {
                    throw new CorruptArchiveException("a sparse file's map is no list of numbers");
                }
            }
        }
        return numbers;
    }

    private static void readBlock(TarReader tar, byte[] block) throws IOException {
        int got = 0;
        while (got < BLOCK) {
            int read = tar.readBody(block, got, BLOCK - got);
            if (read < 0) {
                throw new CorruptArchiveException("a sparse file's map is cut off");
            }
            got += read;
        }
    }

    private void takeBlock() throws LimitExceededException {
        bytesLeft -= BLOCK;
        if (bytesLeft < 0) {
            throw new LimitExceededException(
                    "headerBytes",
                    limits.headerBytes(),
                    "a sparse file's map is longer than " + limits.headerBytes() + " bytes");
        }
    }
}
