package dev.stagecraft.ui.control;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/// Where the tiles of a treemap lie: squarified (Bruls, Huizing and van Wijk, "Squarified
/// Treemaps", 2000), folders before what they hold, largest first.
///
/// What would be smaller than two by two pixels is not laid out: the rest of its folder is one tile
/// whose [#node(int)] is negative.
final class TreemapLayout {
    static final double SMALLEST = 2;
    private static final int REST = -1;

    private final TreemapSource source;
    private final BooleanSupplier cancelled;
    private final double header;
    private int count;
    private int[] node = new int[256];
    private int[] parentTile = new int[256];
    private int[] hidden = new int[256];
    private byte[] depth = new byte[256];
    private boolean[] open = new boolean[256];
    private boolean[] headed = new boolean[256];
    private float[] box = new float[1024];

    private TreemapLayout(TreemapSource source, double header, BooleanSupplier cancelled) {
        this.source = source;
        this.header = header;
        this.cancelled = cancelled;
    }

    /// Lays out everything in `root` on `width` × `height` pixels.
    ///
    /// @param header the height of the band with a folder's name
    /// @throws CancellationException when `cancelled` says so
    static TreemapLayout of(
            TreemapSource source,
            int root,
            double width,
            double height,
            double header,
            BooleanSupplier cancelled) {
        TreemapLayout layout = new TreemapLayout(source, header, cancelled);
        int top = layout.add(root, -1, 0, 0, width, height, 0);
        layout.open[top] = true;
        layout.fill(top, root, 0, 0, width, height, 0);
        return layout;
    }

    /// How many tiles there are; the first is the root's.
    int count() {
        return count;
    }

    /// The node of a tile; negative for what is left of its folder.
    int node(int tile) {
        return node[tile];
    }

    /// The tile that this one lies in; -1 for the root's.
    int parentTile(int tile) {
        return parentTile[tile];
    }

    /// For the rest of a folder: how many nodes it stands for.
    int hidden(int tile) {
        return hidden[tile];
    }

    int depth(int tile) {
        return depth[tile];
    }

    /// Whether the tiles of what is in it are laid out.
    boolean isOpen(int tile) {
        return open[tile];
    }

    /// Whether there is a band for its name.
    boolean hasHeader(int tile) {
        return headed[tile];
    }

    double x(int tile) {
        return box[tile * 4];
    }

    double y(int tile) {
        return box[tile * 4 + 1];
    }

    double width(int tile) {
        return box[tile * 4 + 2];
    }

    double height(int tile) {
        return box[tile * 4 + 3];
    }

    /// The innermost tile at a place, or -1.
    int at(double px, double py) {
        for (int i = count - 1; i >= 0; i--) {
            if (px >= x(i) && py >= y(i) && px < x(i) + width(i) && py < y(i) + height(i)) {
                return i;
            }
        }
        return -1;
    }

    /// The tile of a node, or -1 where it is too small or elsewhere.
    int tileOf(int wanted) {
        for (int i = 0; i < count; i++) {
            if (node[i] == wanted && wanted >= 0) {
                return i;
            }
        }
        return -1;
    }

    private int add(int n, int parent, double x, double y, double w, double h, int d) {
        if (count == node.length) {
            int more = count * 2;
            node = Arrays.copyOf(node, more);
            parentTile = Arrays.copyOf(parentTile, more);
            hidden = Arrays.copyOf(hidden, more);
            depth = Arrays.copyOf(depth, more);
            open = Arrays.copyOf(open, more);
            headed = Arrays.copyOf(headed, more);
            box = Arrays.copyOf(box, more * 4);
        }
        node[count] = n;
        parentTile[count] = parent;
        depth[count] = (byte) Math.min(d, Byte.MAX_VALUE);
        box[count * 4] = (float) x;
        box[count * 4 + 1] = (float) y;
        box[count * 4 + 2] = (float) w;
        box[count * 4 + 3] = (float) h;
        return count++;
    }

    /// Lays out what is in a folder within its rectangle.
    private void fill(int tile, int folder, double x, double y, double w, double h, int d) {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException();
        }
        int[] children = bySize(source.children(folder));
        double total = 0;
        int present = 0;
        for (int child : children) {
            long size = source.size(child);
            if (size <= 0) {
                break;
            }
            total += size;
            present++;
        }
        if (present == 0 || w < SMALLEST || h < SMALLEST) {
            return;
        }
        double scale = w * h / total;
        int from = 0;
        while (from < present) {
            if (source.size(children[from]) * scale < SMALLEST * SMALLEST
                    || w < SMALLEST
                    || h < SMALLEST) {
                int rest = add(REST, tile, x, y, w, h, d + 1);
                hidden[rest] = present - from;
                return;
            }
            double side = Math.min(w, h);
            int to = row(children, from, present, side, scale);
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += source.size(children[i]);
            }
            // The last row takes what is left, whatever rounding did.
            double thick = to == present ? Math.max(w, h) : sum * scale / side;
            boolean upright = w >= h;
            place(tile, children, from, to, sum, x, y, upright, side, thick, d);
            if (upright) {
                x += thick;
                w -= thick;
            } else {
                y += thick;
                h -= thick;
            }
            from = to;
        }
    }

    /// The end of the row that begins at `from`: one more is taken as long as the worst proportion
    /// gets no worse.
    private int row(int[] children, int from, int end, double side, double scale) {
        double largest = source.size(children[from]) * scale;
        double sum = largest;
        double worst = proportion(largest, largest, sum, side);
        int to = from + 1;
        while (to < end) {
            double area = source.size(children[to]) * scale;
            double next = proportion(largest, area, sum + area, side);
            if (next > worst) {
                break;
            }
            sum += area;
            worst = next;
            to++;
        }
        return to;
    }

    private static double proportion(double largest, double least, double sum, double side) {
        double s = sum * sum;
        double q = side * side;
        return Math.max(q * largest / s, s / (q * least));
    }

    private void place(
            int tile,
            int[] children,
            int from,
            int to,
            double sum,
            double x,
            double y,
            boolean upright,
            double side,
            double thick,
            int d) {
        double at = 0;
        for (int i = from; i < to; i++) {
            double length = i == to - 1 ? side - at : source.size(children[i]) / sum * side;
            double cx = upright ? x : x + at;
            double cy = upright ? y + at : y;
            double cw = upright ? thick : length;
            double ch = upright ? length : thick;
            at += length;
            int child = add(children[i], tile, cx, cy, cw, ch, d + 1);
            nest(child, children[i], cx, cy, cw, ch, d + 1);
        }
    }

    private void nest(int tile, int n, double x, double y, double w, double h, int d) {
        if (w < 8 || h < 8 || d >= Byte.MAX_VALUE || source.children(n).length == 0) {
            return;
        }
        open[tile] = true;
        headed[tile] = w >= 3.2 * header && h >= 2.2 * header;
        double top = headed[tile] ? header : 1;
        double edge = headed[tile] ? 2 : 1;
        fill(tile, n, x + edge, y + top, w - 2 * edge, h - top - edge, d);
    }

    /// The nodes by falling size; those of one size stay in their order, so that the picture does
    /// not jump about.
    private int[] bySize(int[] children) {
        long[] sizes = new long[children.length];
        Integer[] order = new Integer[children.length];
        for (int i = 0; i < children.length; i++) {
            sizes[i] = source.size(children[i]);
            order[i] = i;
        }
        Arrays.sort(order, (a, b) -> Long.compare(sizes[b], sizes[a]));
        int[] out = new int[children.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = children[order[i]];
        }
        return out;
    }
}
