package dev.stagecraft.image;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The figures of the program dive, worked out its way (`Efficiency` in its `filetree` package),
/// for people whose builds are measured by them. They are not [Efficiency]'s: a directory that a
/// later layer deletes counts as no waste, every copy of a changed file as waste, opaque
/// directories are passed over, and a whiteout of something that is not there ends its layer.
///
/// @param score from 0 to 1
/// @param wastedBytes what dive calls wasted
public record DiveFigures(double score, long wastedBytes) {
    /// The figures of a tree.
    public static DiveFigures of(FileTree tree) {
        List<Column.Ints> layers = new ArrayList<>();
        for (int i = 0; i < tree.layers(); i++) {
            layers.add(new Column.Ints());
        }
        for (int row = 0; row < tree.versionCount(); row++) {
            if (tree.kind(row) != FileKind.OPAQUE) {
                layers.get(tree.layer(row)).add(row);
            }
        }
        Map<Integer, Path> paths = new HashMap<>();
        for (int layer = 0; layer < layers.size(); layer++) {
            visit(tree, layer, layers.get(layer), paths);
        }
        long least = 0;
        long all = 0;
        long wasted = 0;
        for (Path path : paths.values()) {
            least += path.least;
            all += path.sum;
            wasted += path.count > 1 ? path.sum : 0;
        }
        return new DiveFigures(all == 0 ? 1 : (double) least / all, wasted);
    }

    /// What dive found at one path.
    private static final class Path {
        private long sum;
        private long least = Long.MAX_VALUE;
        private int count;

        void add(long size) {
            sum += size;
            least = Math.min(least, size);
            count++;
        }
    }

    /// Counts the leaves of a layer: what has nothing in it there.
    private static void visit(
            FileTree tree, int layer, Column.Ints rows, Map<Integer, Path> paths) {
        for (int i = 0; i < rows.size; i++) {
            int row = rows.at[i];
            int node = tree.node(row);
            int next = i + 1 < rows.size ? tree.node(rows.at[i + 1]) : Integer.MAX_VALUE;
            if (next > node && next < tree.subtreeEnd(node)) {
                continue;
            }
            long size;
            if (tree.kind(row) == FileKind.WHITEOUT) {
                int before = layer == 0 ? FileTree.NONE : tree.visibleAt(node, layer - 1);
                if (before == FileTree.NONE) {
                    return;
                }
                // A folder without an entry of its own is none to dive.
                boolean folder =
                        tree.kind(before) == FileKind.DIRECTORY
                                && !FileNote.IMPLIED.in(tree.notes(before));
                size = folder ? sizeOf(tree, node, layer - 1) : 0;
            } else {
                size = stored(tree, row);
            }
            paths.computeIfAbsent(node, n -> new Path()).add(size);
        }
    }

    private static long sizeOf(FileTree tree, int folder, int layer) {
        long size = 0;
        for (int node = folder; node < tree.subtreeEnd(folder); node++) {
            int row = tree.visibleAt(node, layer);
            size += row == FileTree.NONE ? 0 : stored(tree, row);
        }
        return size;
    }

    /// What dive calls `wastedUserPercent`: the wasted bytes by those of all layers but the first,
    /// as a part of 1; 0 when there are none.
    public double wastedUserShare(FileTree tree) {
        long user = 0;
        for (int row = 0; row < tree.versionCount(); row++) {
            user += tree.layer(row) > 0 ? stored(tree, row) : 0;
        }
        return user == 0 ? 0 : (double) wastedBytes / user;
    }

    /// A further name of an inode has no bytes of its own in the archive.
    private static long stored(FileTree tree, int row) {
        return FileNote.HARD_LINK.in(tree.notes(row)) ? 0 : tree.fileSize(row);
    }
}
