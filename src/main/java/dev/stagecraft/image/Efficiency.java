package dev.stagecraft.image;

import java.util.BitSet;

/// How much of what an image's layers carry is in the final image.
///
/// A file version is dead when the final image does not show it: overwritten, removed by a
/// whiteout, by an opaque directory, by its directory's removal or replacement. A hard-linked file
/// counts once, and is live while one of its names is.
///
/// @param totalBytes the sizes of all files of all layers together
/// @param liveBytes those of the files in the final image
/// @param totalFiles the number of file versions, each inode being one
/// @param liveFiles the number of those in the final image
public record Efficiency(long totalBytes, long liveBytes, int totalFiles, int liveFiles) {
    /// What the final image does not show, in bytes.
    public long deadBytes() {
        return totalBytes - liveBytes;
    }

    /// `live / total`, from 0 to 1; 1 of an image without bytes.
    public double ratio() {
        return totalBytes == 0 ? 1 : (double) liveBytes / totalBytes;
    }

    public static Efficiency of(FileTree tree) {
        VersionTable versions = tree.table();
        BitSet liveByLink = liveInodes(tree);
        BitSet carriedByLink = carriedInodes(tree);
        long total = 0;
        long live = 0;
        int totalFiles = 0;
        int liveFiles = 0;
        for (int row = 0; row < versions.count; row++) {
            if (versions.kind[row] != FileKind.FILE.code() || versions.isHardLink(row)) {
                continue;
            }
            if (versions.layer[row] < versions.died[row] || carriedByLink.get(row)) {
                total += versions.size[row];
                totalFiles++;
            }
            if (versions.died[row] == VersionTable.NEVER || liveByLink.get(row)) {
                live += versions.size[row];
                liveFiles++;
            }
        }
        return new Efficiency(total, live, totalFiles, liveFiles);
    }

    /// The bytes of each layer that the final image does not show, from the bottom up; together
    /// they are [#deadBytes].
    public static long[] deadByLayer(FileTree tree) {
        VersionTable versions = tree.table();
        BitSet liveByLink = liveInodes(tree);
        BitSet carriedByLink = carriedInodes(tree);
        long[] dead = new long[tree.layers()];
        for (int row = 0; row < versions.count; row++) {
            if (versions.kind[row] != FileKind.FILE.code() || versions.isHardLink(row)) {
                continue;
            }
            boolean carried = versions.layer[row] < versions.died[row] || carriedByLink.get(row);
            boolean live = versions.died[row] == VersionTable.NEVER || liveByLink.get(row);
            if (carried && !live) {
                dead[versions.layer[row]] += versions.size[row];
            }
        }
        return dead;
    }

    /// The rows of the inodes that a layer carries under another name than their first.
    private static BitSet carriedInodes(FileTree tree) {
        VersionTable versions = tree.table();
        BitSet carried = new BitSet();
        for (int link : tree.hardLinks()) {
            if (versions.layer[link] < versions.died[link]) {
                carried.set(versions.link[link]);
            }
        }
        return carried;
    }

    /// The rows of the inodes that are in the final image under another name than their first.
    static BitSet liveInodes(FileTree tree) {
        VersionTable versions = tree.table();
        BitSet live = new BitSet();
        for (int link : tree.hardLinks()) {
            if (versions.died[link] == VersionTable.NEVER) {
                live.set(versions.link[link]);
            }
        }
        return live;
    }

    /// Whether a layer carries it and the final image does not show it. What another entry of the
    /// same layer hides was never there.
    static boolean isDead(VersionTable versions, int row, BitSet liveInodes) {
        return versions.died[row] != VersionTable.NEVER
                && versions.layer[row] < versions.died[row]
                && !versions.isMarker(row)
                && !liveInodes.get(row);
    }
}
