package dev.stagecraft.archive;

import dev.stagecraft.image.Digest;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// Hashes all that passes through. After the first megabyte it does so beside the reading, since
/// hashing takes about as long as unpacking.
final class DigestingSource extends ByteSource {
    private static final Executor BESIDE = Executors.newVirtualThreadPerTaskExecutor();
    private static final long AT_ONCE = 1 << 20;
    private static final int CHUNK = 1 << 18;
    private static final int CHUNKS_AHEAD = 4;

    private final ByteSource source;
    private final String algorithm;
    private final MessageDigest hash;
    private final byte[] scratch = new byte[1 << 16];
    private final Semaphore ahead = new Semaphore(CHUNKS_AHEAD);

    /// Chunks that were hashed, to be filled again: new ones would be cleared first.
    private final Queue<byte[]> free = new ConcurrentLinkedQueue<>();

    private CompletableFuture<Void> hashed = CompletableFuture.completedFuture(null);
    private byte[] chunk = new byte[0];
    private int filled;
    private long passed;

    /// @param algorithm `sha256` or `sha512`
    DigestingSource(ByteSource source, String algorithm) {
        this.source = source;
        this.algorithm = algorithm;
        try {
            hash = MessageDigest.getInstance(algorithm.equals("sha512") ? "SHA-512" : "SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-2", e);
        }
    }

    @Override
    int readSome(byte[] into, int offset, int length) throws IOException {
        int read = source.read(into, offset, length);
        if (read > 0) {
            passed += read;
            if (passed <= AT_ONCE) {
                hash.update(into, offset, read);
            } else {
                collect(into, offset, read);
            }
        }
        return read;
    }

    private void collect(byte[] from, int offset, int length) {
        int at = offset;
        int left = length;
        while (left > 0) {
            if (filled == chunk.length) {
                handOver();
                byte[] hashedBefore = free.poll();
                chunk = hashedBefore != null ? hashedBefore : new byte[CHUNK];
            }
            int part = Math.min(left, chunk.length - filled);
            System.arraycopy(from, at, chunk, filled, part);
            filled += part;
            at += part;
            left -= part;
        }
    }

    /// Gives the chunk to be hashed after those before it. The steps end by themselves, whatever
    /// becomes of the reading.
    private void handOver() {
        if (filled > 0) {
            byte[] full = chunk;
            int length = filled;
            filled = 0;
            ahead.acquireUninterruptibly();
            hashed =
                    hashed.thenRunAsync(
                            () -> {
                                hash.update(full, 0, length);
                                free.add(full);
                                ahead.release();
                            },
                            BESIDE);
        }
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

    /// The digest of what passed; to be asked once.
    Digest digest() {
        handOver();
        hashed.join();
        return new Digest(algorithm, HexFormat.of().formatHex(hash.digest()));
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
