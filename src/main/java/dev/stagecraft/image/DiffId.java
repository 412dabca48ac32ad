package dev.stagecraft.image;

/// The digest of a layer's uncompressed tar (OCI image spec, `config.md`, "Layer DiffID"). Two
/// layers with one `DiffId` have the same content, however they were compressed.
public record DiffId(Digest digest) implements Comparable<DiffId> {
    /// @throws IllegalArgumentException when the text is no registered digest
    public static DiffId parse(String text) {
        return new DiffId(Digest.parse(text));
    }

    /// The first twelve hexadecimal digits.
    public String shortHex() {
        return digest.shortHex();
    }

    @Override
    public int compareTo(DiffId other) {
        return digest.compareTo(other.digest);
    }

    @Override
    public String toString() {
        return digest.toString();
    }
}
