package dev.stagecraft.image;

import java.util.Locale;

/// How sizes are written: decimal like Docker's, 1 MB = 10⁶ bytes.
public final class ByteSize {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

    private ByteSize() {}

    /// The size with three significant digits and its unit, as `docker images` writes it: `0 B`,
    /// `512 B`, `1.43 MB`, `998 MB`. A negative size (as of a difference) keeps its sign.
    public static String format(long bytes) {
        if (bytes < 0) {
            return "-" + format(bytes == Long.MIN_VALUE ? Long.MAX_VALUE : -bytes);
        }
        if (bytes < 1000) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        String digits = value >= 99.95 ? "%.0f" : value >= 9.995 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, digits, value) + " " + UNITS[unit];
    }

    /// Every byte, in groups of three: `1 432 118 bytes`, with no-break spaces.
    public static String exact(long bytes) {
        return String.format(Locale.ROOT, "%,d", bytes).replace(',', '\u00a0')
                + (bytes == 1 ? "\u00a0byte" : "\u00a0bytes");
    }
}
