package dev.stagecraft.image;

import java.util.regex.Pattern;

/// The content address of a blob, as stored or transferred: of a layer this is the hash of its
/// compressed bytes.
///
/// Only the two algorithms that the OCI image spec registers (`descriptor.md`, "Registered
/// algorithms") are accepted, so a parsed digest is always safe as a path component.
///
/// @param algorithm `sha256` or `sha512`
/// @param hex the hash in lower-case hexadecimal
public record Digest(String algorithm, String hex) implements Comparable<Digest> {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SHA512 = Pattern.compile("[0-9a-f]{128}");

    /// @throws IllegalArgumentException when the algorithm is not registered or the hash has
    ///   another length or alphabet
    public Digest {
        boolean valid =
                switch (algorithm) {
                    case "sha256" -> SHA256.matcher(hex).matches();
                    case "sha512" -> SHA512.matcher(hex).matches();
                    default -> false;
                };
        if (!valid) {
            throw new IllegalArgumentException(
                    "not a digest: " + DisplayText.escape(algorithm + ":" + hex, 160));
        }
    }

    /// Reads `algorithm:hex`.
    ///
    /// @throws IllegalArgumentException when the text is no registered digest
    public static Digest parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("not a digest: " + DisplayText.escape(text, 160));
        }
        return new Digest(text.substring(0, colon), text.substring(colon + 1));
    }

    /// Whether [#parse] would accept the text.
    public static boolean isValid(String text) {
        return (text.startsWith("sha256:") && SHA256.matcher(text.substring(7)).matches())
                || (text.startsWith("sha512:") && SHA512.matcher(text.substring(7)).matches());
    }

    /// A SHA-256 digest of the given hash.
    public static Digest sha256(String hex) {
        return new Digest("sha256", hex);
    }

    /// The first twelve hexadecimal digits, as `docker images` shows them.
    public String shortHex() {
        return hex.substring(0, 12);
    }

    @Override
    public int compareTo(Digest other) {
        int byAlgorithm = algorithm.compareTo(other.algorithm);
        return byAlgorithm != 0 ? byAlgorithm : hex.compareTo(other.hex);
    }

    /// `algorithm:hex`, the spec's form.
    @Override
    public String toString() {
        return algorithm + ":" + hex;
    }
}
