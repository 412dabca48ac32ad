package dev.stagecraft.ui.control;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/// Paints a treemap's tiles into pixels, on any thread. Text is not part of it.
final class TreemapPainter {
    private final int[] categories;
    private final boolean[] hatched;
    private final int folder;
    private final int line;

    /// Takes the colours.
    ///
    /// @param categories of files, as opaque ARGB, by category
    /// @param hatched which categories are hatched
    /// @param folder the colour of folders
    /// @param line the colour of the edges between tiles
    TreemapPainter(int[] categories, boolean[] hatched, int folder, int line) {
        this.categories = categories;
        this.hatched = hatched;
        this.folder = folder;
        this.line = line;
    }

    /// The colour of a category, as opaque ARGB.
    int category(int number) {
        return categories[Math.floorMod(number, categories.length)];
    }

    /// The picture of a layout.
    ///
    /// @param width of the picture in device pixels
    /// @param scale device pixels per pixel of the layout
    /// @throws CancellationException when `cancelled` says so
    int[] paint(
            TreemapLayout layout,
            TreemapSource source,
            int width,
            int height,
            double scale,
            BooleanSupplier cancelled) {
        int[] pixels = new int[width * height];
        java.util.Arrays.fill(pixels, folder);
        for (int tile = 1; tile < layout.count(); tile++) {
            if ((tile & 1023) == 0 && cancelled.getAsBoolean()) {
                throw new CancellationException();
            }
            int x0 = clamp(layout.x(tile) * scale, width);
            int y0 = clamp(layout.y(tile) * scale, height);
            int x1 = clamp((layout.x(tile) + layout.width(tile)) * scale, width);
            int y1 = clamp((layout.y(tile) + layout.height(tile)) * scale, height);
            if (x1 <= x0 || y1 <= y0) {
                continue;
            }
            if (layout.isOpen(tile)) {
                frame(pixels, width, x0, y0, x1, y1, shade(folder, layout.depth(tile)));
            } else if (layout.node(tile) < 0) {
                rest(pixels, width, x0, y0, x1, y1);
            } else {
                int category = source.category(layout.node(tile));
                tile(pixels, width, x0, y0, x1, y1, category, scale);
            }
        }
        return pixels;
    }

    private static int clamp(double v, int max) {
        return (int) Math.max(0, Math.min(max, Math.round(v)));
    }

    /// A folder: filled, with a line at its right and lower edge.
    private void frame(int[] out, int width, int x0, int y0, int x1, int y1, int colour) {
        for (int y = y0; y < y1; y++) {
            for (int x = x0; x < x1; x++) {
                out[y * width + x] = x == x1 - 1 || y == y1 - 1 ? line : colour;
            }
        }
    }

    /// A file: lighter at the top than at its foot, so that neighbours of one colour stay apart.
    private void tile(
            int[] out, int width, int x0, int y0, int x1, int y1, int category, double scale) {
        int base = category(category);
        boolean lines = hatched[Math.floorMod(category, hatched.length)];
        boolean edged = x1 - x0 > 2 && y1 - y0 > 2;
        int period = Math.max(4, (int) Math.round(6 * scale));
        int stripe = Math.max(1, (int) Math.round(2 * scale));
        int w = edged ? x1 - 1 : x1;
        int h = edged ? y1 - 1 : y1;
        for (int y = y0; y < y1; y++) {
            double down = (double) (y - y0) / Math.max(1, y1 - y0);
            int colour =
                    mix(base, down < 0.5 ? 0xffffffff : 0xff000000, 0.10 * Math.abs(1 - 2 * down));
            int dark = lines ? mix(colour, folder, 0.6) : colour;
            for (int x = x0; x < x1; x++) {
                out[y * width + x] =
                        x >= w || y >= h
                                ? line
                                : lines && (x + y) % period < stripe ? dark : colour;
            }
        }
    }

    /// What is too small to be drawn: dots.
    private void rest(int[] out, int width, int x0, int y0, int x1, int y1) {
        for (int y = y0; y < y1; y++) {
            for (int x = x0; x < x1; x++) {
                if ((x & 3) == 0 && (y & 3) == 0) {
                    out[y * width + x] = line;
                }
            }
        }
    }

    private int shade(int colour, int depth) {
        return mix(colour, line, Math.min(0.5, 0.12 * depth));
    }

    static int mix(int a, int b, double share) {
        int out = 0xff;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = a >> shift & 255;
            int to = b >> shift & 255;
            out = out << 8 | (int) Math.round(from + (to - from) * share);
        }
        return out;
    }
}
