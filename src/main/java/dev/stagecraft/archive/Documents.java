package dev.stagecraft.archive;

import java.io.IOException;
import java.util.Arrays;

/// Reads whole documents, bounded.
final class Documents {
    private Documents() {}

    /// @throws LimitExceededException when it is longer than the limit
    static byte[] read(ByteSource source, long size, int limit) throws IOException {
        if (size > limit) {
            throw new LimitExceededException(
                    "jsonBytes",
                    limit,
                    "a document of %d bytes is longer than the %d that are allowed"
                            .formatted(size, limit));
        }
        byte[] bytes = new byte[(int) size];
        int read = source.readFully(bytes, 0, bytes.length);
        return read < bytes.length ? Arrays.copyOf(bytes, read) : bytes;
    }
}
