package dev.stagecraft.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A container's log as the engine sends it: frames of eight bytes of header (stream, three zeros,
/// length) and a payload (Docker's API, "ContainerAttach", "Stream format").
final class LogFrames {
    private static final int HEADER = 8;
    private static final int ERRORS = 2;

    private final Tail output;
    private final Tail errors;

    /// Keeps the last bytes of each stream.
    LogFrames(int maxBytes) {
        this(new Tail(maxBytes / 2), new Tail(maxBytes / 2));
    }

    private LogFrames(Tail output, Tail errors) {
        this.output = output;
        this.errors = errors;
    }

    /// Takes both streams for one, in the order in which they were printed.
    static LogFrames together(int maxBytes) {
        Tail both = new Tail(maxBytes);
        return new LogFrames(both, both);
    }

    /// Reads all frames.
    void read(InputStream stream) throws IOException {
        byte[] header = new byte[HEADER];
        byte[] buffer = new byte[16 << 10];
        while (stream.readNBytes(header, 0, HEADER) == HEADER) {
            long left =
                    ((header[4] & 0xffL) << 24)
                            | ((header[5] & 0xff) << 16)
                            | ((header[6] & 0xff) << 8)
                            | (header[7] & 0xff);
            Tail tail = header[0] == ERRORS ? errors : output;
            while (left > 0) {
                int count = stream.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (count < 0) {
                    return;
                }
                tail.add(buffer, count);
                left -= count;
            }
        }
    }

    /// What was read. Both streams are its output where they are taken for one.
    ContainerLog log() {
        List<String> printed = output.lines();
        List<String> complained = errors == output ? List.of() : errors.lines();
        return new ContainerLog(printed, complained, output.cut || errors.cut);
    }

    /// Keeps between `limit` and twice as many bytes.
    private static final class Tail {
        private final int limit;
        private ByteArrayOutputStream before = new ByteArrayOutputStream();
        private ByteArrayOutputStream now = new ByteArrayOutputStream();
        private boolean cut;

        Tail(int limit) {
            this.limit = Math.max(1, limit);
        }

        void add(byte[] bytes, int count) {
            now.write(bytes, 0, count);
            if (now.size() >= limit) {
                cut |= before.size() > 0;
                before = now;
                now = new ByteArrayOutputStream();
            }
        }

        List<String> lines() {
            ByteArrayOutputStream all = new ByteArrayOutputStream(before.size() + now.size());
            all.writeBytes(before.toByteArray());
            all.writeBytes(now.toByteArray());
            byte[] bytes = all.toByteArray();
            int from = 0;
            if (bytes.length > limit) {
                from = bytes.length - limit;
                cut = true;
                while (from < bytes.length && bytes[from - 1] != '\n') {
                    from++;
                }
            }
            if (from == bytes.length) {
                from = Math.max(0, bytes.length - limit);
            }
            return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
