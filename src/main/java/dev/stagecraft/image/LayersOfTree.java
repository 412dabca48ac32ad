package dev.stagecraft.image;

import java.util.ArrayList;
import java.util.List;

/// The layers that a [FileTree] was made of, taken out of it again: laid over each other, they make
/// the same tree. In each layer markers and entries come before further names of their inodes, so
/// that a name finds the inode that it is meant to name; names of a lower layer's inode come first,
/// before that is replaced.
public final class LayersOfTree {
    private static final byte[] NO_LINK = {};

    private final FileTree tree;
    private final List<LayerListing.Builder> builders = new ArrayList<>();

    private LayersOfTree(FileTree tree) {
        this.tree = tree;
    }

    /// The listings, from the bottom up.
    public static List<LayerListing> of(FileTree tree) {
        LayersOfTree layers = new LayersOfTree(tree);
        for (int i = 0; i < tree.layers(); i++) {
            layers.builders.add(new LayerListing.Builder());
        }
        VersionTable versions = tree.table();
        for (int link : tree.hardLinks()) {
            if (versions.layer[versions.link[link]] < versions.layer[link]) {
                layers.addLink(link);
            }
        }
        layers.addHidingMarkers();
        layers.addEntries();
        for (int link : tree.hardLinks()) {
            if (versions.layer[versions.link[link]] == versions.layer[link]) {
                layers.addLink(link);
            }
        }
        return layers.builders.stream().map(LayerListing.Builder::build).toList();
    }

    /// Those that hide something, the deepest first: what one hides must not be gone when it comes.
    /// Those that hide nothing follow with the entries.
    private void addHidingMarkers() {
        VersionTable versions = tree.table();
        for (int node = tree.size() - 1; node >= 0; node--) {
            for (int row = tree.firstVersion(node); row < tree.endVersion(node); row++) {
                if (isHiding(versions, row)) {
                    add(tree.pathBytes(node), row, tree.kind(row), NO_LINK);
                }
            }
        }
    }

    private static boolean isHiding(VersionTable versions, int row) {
        return versions.isMarker(row) && !FileNote.HIDES_NOTHING.in(versions.notes[row]);
    }

    private void addEntries() {
        VersionTable versions = tree.table();
        for (int node = 0; node < tree.size(); node++) {
            byte[] path = tree.pathBytes(node);
            for (int row = tree.firstVersion(node); row < tree.endVersion(node); row++) {
                boolean implied = FileNote.IMPLIED.in(versions.notes[row]);
                if (implied
                        || isHiding(versions, row)
                        || (versions.isHardLink(row) && versions.link[row] >= 0)) {
                    continue;
                }
                boolean dangling = versions.isHardLink(row);
                add(path, row, dangling ? FileKind.HARD_LINK : tree.kind(row), target(row));
            }
        }
    }

    private byte[] target(int row) {
        return tree.linkTarget(row).map(PathBytes::bytes).orElse(NO_LINK);
    }

    private void addLink(int row) {
        add(tree.pathBytes(tree.node(row)), row, FileKind.HARD_LINK, nameOfInode(row));
    }

    /// A name under which the inode is found when the layer is laid: its own, unless another file
    /// has taken it by then.
    private byte[] nameOfInode(int row) {
        VersionTable versions = tree.table();
        int inode = versions.link[row];
        int layer = versions.layer[row];
        int below = versions.layer[inode] == layer ? layer : layer - 1;
        int named = inode;
        if (!versions.isVisibleAt(inode, below)) {
            for (int name : tree.namesOfInode(row)) {
                if (name != row && versions.isVisibleAt(name, below)) {
                    named = name;
                    break;
                }
            }
        }
        return tree.pathBytes(tree.node(named));
    }

    private void add(byte[] path, int row, FileKind kind, byte[] target) {
        VersionTable versions = tree.table();
        int notes =
                versions.notes[row]
                        & 0xffff
                        & ~FileNote.HIDES_NOTHING.bit()
                        & ~FileNote.HARD_LINK.bit();
        builders.get(versions.layer[row])
                .add(
                        path,
                        path.length,
                        kind,
                        notes,
                        kind == FileKind.HARD_LINK ? 0 : versions.size[row],
                        versions.mode[row],
                        tree.owner(row),
                        versions.modified[row],
                        target,
                        versions.hashHigh[row],
                        versions.hashLow[row]);
    }
}
