package dev.stagecraft.cli;

/// A bar as long as its share, in eighths of a column where the terminal has the characters.
final class Bar {
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    private Bar() {}

    /// A bar.
    ///
    /// @param share from 0 to 1
    /// @param width the columns of the whole
    /// @param unicode whether more than ASCII may be used
    /// @return at most `width` characters; at least a sliver for any share above 0
    static String of(double share, int width, boolean unicode) {
        double bounded = Math.clamp(share, 0.0, 1.0);
        if (bounded == 0) {
            return "";
        }
        if (!unicode) {
            return "#".repeat((int) Math.max(1, Math.round(bounded * width)));
        }
        long eighths = Math.max(1, Math.round(bounded * width * 8));
        String full = "█".repeat((int) (eighths / 8));
        int rest = (int) (eighths % 8);
        return rest == 0 ? full : full + EIGHTHS.charAt(rest);
    }

    /// A share in percent as it is shown: `100 %`, `12.3 %`, `<0.1 %`.
    static String percent(double share) {
        double percent = share * 100;
        if (percent > 0 && percent < 0.1) {
            return "<0.1 %";
        }
        return percent >= 99.95
                ? "100 %"
                : String.format(java.util.Locale.ROOT, "%.1f %%", percent);
    }
}
