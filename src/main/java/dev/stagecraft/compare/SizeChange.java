package dev.stagecraft.compare;

import java.util.Locale;

/// Two sizes in bytes and what became of the first.
///
/// @param before of the image before
/// @param after of the image after
public record SizeChange(long before, long after) {
    /// Which way it went.
    public enum Direction {
        SMALLER,
        LARGER,
        SAME
    }

    public Direction direction() {
        return after < before
                ? Direction.SMALLER
                : after > before ? Direction.LARGER : Direction.SAME;
    }

    /// How many times the smaller one fits into the larger one: 1 or more, infinite when the
    /// smaller one is 0.
    public double factor() {
        long small = Math.min(before, after);
        long large = Math.max(before, after);
        return large == small ? 1 : (double) large / small;
    }

    /// The factor with three significant digits: `1.05`, `12.3`, `699`; `∞` when the smaller one is
    /// 0.
    public String factorText() {
        double factor = factor();
        if (Double.isInfinite(factor)) {
            return "∞";
        }
        String digits = factor >= 99.95 ? "%.0f" : factor >= 9.995 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, digits, factor);
    }

    /// The bytes that were saved or added, never negative.
    public long difference() {
        return Math.abs(before - after);
    }
}
