package dev.stagecraft.archive;

import dev.stagecraft.image.Digest;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Hashes all that passes through.
final class DigestingSource extends ByteSource {
    private final ByteSource source;
    private final String algorithm;
    private final MessageDigest hash;
    private final byte[] scratch = new byte[1 << 16];

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
            hash.update(into, offset, read);
        }
        return read;
    }

    @Override
    long skipSome(long length) throws IOException {
        return skipByReading(length, scratch);
    }

    /// The digest of what passed; to be asked once.
    Digest digest() {
        return new Digest(algorithm, HexFormat.of().formatHex(hash.digest()));
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
