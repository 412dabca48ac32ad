package dev.stagecraft.ui.control;

/// Where the pieces of a whole-image bar lie.
///
/// Pieces keep their order. Each with anything in it is at least one pixel wide; what that takes is
/// taken from the others by their length, so that the bar never grows past its width. Edges lie on
/// device pixels.
final class SegmentLayout {
    private final double[] x;
    private final double[] width;

    private SegmentLayout(double[] x, double[] width) {
        this.x = x;
        this.width = width;
    }

    /// The left edge of a piece.
    double x(int piece) {
        return x[piece];
    }

    /// The width of a piece; 0 for one without bytes, or where not even a pixel is left.
    double width(int piece) {
        return width[piece];
    }

    /// Lays out pieces of `bytes` on `room` pixels.
    ///
    /// @param gapBefore the index of the piece before which `gap` pixels stay free; negative for
    ///   none
    /// @param pixelScale device pixels per pixel
    static SegmentLayout of(
            long[] bytes, double room, int gapBefore, double gap, double pixelScale) {
        int n = bytes.length;
        double[] x = new double[n];
        double[] width = new double[n];
        int present = 0;
        double total = 0;
        for (long b : bytes) {
            if (b > 0) {
                present++;
                total += b;
            }
        }
        boolean split = gapBefore > 0 && gapBefore < n;
        double free = Math.max(0, room - (split ? gap : 0));
        if (present == 0 || free <= 0) {
            return new SegmentLayout(x, width);
        }
        double least = Math.min(1, free / present);
        double[] wanted = raise(bytes, total, free, least);
        double at = 0;
        for (int i = 0; i < n; i++) {
            if (split && i == gapBefore) {
                at += gap;
            }
            double from = Math.round(at * pixelScale) / pixelScale;
            at += wanted[i];
            double to = Math.round(at * pixelScale) / pixelScale;
            x[i] = from;
            width[i] = wanted[i] > 0 ? Math.max(to - from, Math.min(least, 1 / pixelScale)) : 0;
        }
        return new SegmentLayout(x, width);
    }

    /// Shares out `free` pixels, giving none less than `least`: those that would get less are set
    /// to it, and the rest is shared out anew among the others until no more fall below.
    private static double[] raise(long[] bytes, double total, double free, double least) {
        double[] wanted = new double[bytes.length];
        boolean[] fixed = new boolean[bytes.length];
        double left = free;
        double sum = total;
        boolean again = true;
        while (again) {
            again = false;
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] > 0 && !fixed[i] && bytes[i] / sum * left < least) {
                    fixed[i] = true;
                    wanted[i] = least;
                    again = true;
                }
            }
            if (again) {
                left = free;
                sum = 0;
                for (int i = 0; i < bytes.length; i++) {
                    if (fixed[i]) {
                        left -= least;
                    } else if (bytes[i] > 0) {
                        sum += bytes[i];
                    }
                }
            }
        }
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] > 0 && !fixed[i]) {
                wanted[i] = bytes[i] / sum * left;
            }
        }
        return wanted;
    }

    /// The piece at a place, or -1 where there is none.
    int at(double place) {
        for (int i = 0; i < x.length; i++) {
            if (width[i] > 0 && place >= x[i] && place < x[i] + width[i]) {
                return i;
            }
        }
        return -1;
    }
}
