package dev.stagecraft.archive;

import java.util.List;

/// Where a file with holes has data: the parts of it that the archive stores, in order.
final class SparseMap {
    private final long[] offsets;
    private final long[] lengths;

    private SparseMap(long[] offsets, long[] lengths) {
        this.offsets = offsets;
        this.lengths = lengths;
    }

    /// The number of parts.
    int parts() {
        return offsets.length;
    }

    /// Where a part begins in the file.
    long start(int part) {
        return offsets[part];
    }

    /// The first byte of the file after a part.
    long end(int part) {
        return offsets[part] + lengths[part];
    }

    /// @param numbers offset and length in turn
    /// @param realSize the size of the file with its holes
    /// @throws CorruptArchiveException when the parts overlap, are not in order, or lie outside
    static SparseMap of(List<Long> numbers, long realSize) throws CorruptArchiveException {
        if (numbers.size() % 2 != 0) {
            throw new CorruptArchiveException("a sparse file's map is cut off");
        }
        int parts = numbers.size() / 2;
        long[] offsets = new long[parts];
        long[] lengths = new long[parts];
        long end = 0;
        for (int i = 0; i < parts; i++) {
            offsets[i] = numbers.get(2 * i);
            lengths[i] = numbers.get(2 * i + 1);
            if (offsets[i] < end
                    || lengths[i] < 0
                    || offsets[i] > realSize
                    || lengths[i] > realSize - offsets[i]) {
                throw new CorruptArchiveException("a sparse file's map does not fit the file");
            }
            end = offsets[i] + lengths[i];
        }
        return new SparseMap(offsets, lengths);
    }

    /// How many bytes the archive stores of the file.
    long stored() {
        long sum = 0;
        for (long length : lengths) {
            sum += length;
        }
        return sum;
    }

    /// This map.
    ///
    /// @throws CorruptArchiveException when the archive stores another number of bytes
    SparseMap checked(long storedBytes) throws CorruptArchiveException {
        if (stored() != storedBytes) {
            throw new CorruptArchiveException("a sparse file's map does not fit what is stored");
        }
        return this;
    }
}
