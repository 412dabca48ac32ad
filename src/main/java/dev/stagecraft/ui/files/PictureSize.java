package dev.stagecraft.ui.files;

import java.util.Optional;

/// What a picture's head says of its size, before anybody decodes it: a small file may ask for
/// gigabytes.
///
/// @param width in pixels
/// @param height in pixels
record PictureSize(int width, int height) {
    /// Larger pictures are not decoded.
    private static final long MOST_PIXELS = 40_000_000;

    /// Whether the picture is small enough to be shown.
    boolean isBearable() {
        return width > 0 && height > 0 && (long) width * height <= MOST_PIXELS;
    }

    /// The size of a PNG, GIF, JPEG or BMP; absent of all else.
    static Optional<PictureSize> of(byte[] b) {
        if (b.length >= 24 && starts(b, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
            return Optional.of(new PictureSize(be32(b, 16), be32(b, 20)));
        }
        if (b.length >= 10 && starts(b, 'G', 'I', 'F', '8')) {
            return Optional.of(new PictureSize(le16(b, 6), le16(b, 8)));
        }
        if (b.length >= 26 && starts(b, 'B', 'M')) {
            return Optional.of(new PictureSize(le32(b, 18), Math.abs(le32(b, 22))));
        }
        return starts(b, 0xff, 0xd8, 0xff) ? jpeg(b) : Optional.empty();
    }

    /// Walks the segments of a JPEG to its frame header (ITU T.81, B.2.2).
    private static Optional<PictureSize> jpeg(byte[] b) {
        int at = 2;
        while (at + 9 < b.length && (b[at] & 0xff) == 0xff) {
            int marker = b[at + 1] & 0xff;
            boolean frame =
                    marker >= 0xc0
                            && marker <= 0xcf
                            && marker != 0xc4
                            && marker != 0xc8
                            && marker != 0xcc;
            if (frame) {
                return Optional.of(new PictureSize(be16(b, at + 7), be16(b, at + 5)));
            }
            int length = be16(b, at + 2);
            if (length < 2) {
                return Optional.empty();
            }
            at += 2 + length;
        }
        return Optional.empty();
    }

    private static boolean starts(byte[] bytes, int... with) {
        if (bytes.length < with.length) {
            return false;
        }
        for (int i = 0; i < with.length; i++) {
            if ((bytes[i] & 0xff) != with[i]) {
                return false;
            }
        }
        return true;
    }

    private static int be16(byte[] b, int at) {
        return (b[at] & 0xff) << 8 | (b[at + 1] & 0xff);
    }

    private static int be32(byte[] b, int at) {
        return be16(b, at) << 16 | be16(b, at + 2);
    }

    private static int le16(byte[] b, int at) {
        return (b[at + 1] & 0xff) << 8 | (b[at] & 0xff);
    }

    private static int le32(byte[] b, int at) {
        return le16(b, at + 2) << 16 | le16(b, at);
    }
}
