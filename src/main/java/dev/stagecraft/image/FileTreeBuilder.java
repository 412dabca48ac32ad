package dev.stagecraft.image;

import dev.stagecraft.image.PathWalk.How;
import java.util.BitSet;
import java.util.concurrent.CancellationException;

/// Lays layers over each other, from the bottom up, and so makes a [FileTree] (OCI image spec,
/// `layer.md`, "Applying Changesets").
///
/// Within a layer, whiteouts and opaque markers apply first, wherever they stand; then the entries
/// in their order. Only directories that take the place of symbolic links come before both. Each
/// version keeps the layer that took it away and why, so that every state of the image in between
/// can be told without a tree for each. For one thread.
public final class FileTreeBuilder {
    private static final int ROOT = NodeTable.ROOT;
    private static final int NONE = NodeTable.NONE;

    /// What only the tree can say of an entry, whatever a listing that was read from somewhere
    /// says.
    private static final int OWN_NOTES =
            FileNote.IMPLIED.bit()
                    | FileNote.HARD_LINK.bit()
                    | FileNote.DANGLING.bit()
                    | FileNote.HIDES_NOTHING.bit();

    /// The most layers a tree can tell apart.
    public static final int MAX_LAYERS = VersionTable.NEVER - 1;

    private final NodeTable nodes = new NodeTable();
    private final VersionTable versions = new VersionTable();
    private final Column.Ints versionNode = new Column.Ints();
    private final LinkPool links = new LinkPool();
    private final OwnerTable owners = new OwnerTable();
    private final PathWalk paths = new PathWalk(nodes, versions, links, this::makeDirectory);
    private final HardLinks hardLinks = new HardLinks(versions, links, paths);

    /// The nodes that the layer at hand takes away by name.
    private final BitSet whitedOut = new BitSet();

    private boolean filling;
    private int layer = -1;
    private int rejected;
    private int read;

    /// Lays the next layer over what is there. A layer that could not be read is an empty listing,
    /// so that the layers keep their numbers.
    ///
    /// @throws IllegalStateException after [#MAX_LAYERS] layers
    /// @throws CancellationException when the thread is interrupted
    public void add(LayerListing listing) {
        if (layer + 1 >= MAX_LAYERS) {
            throw new IllegalStateException("more than " + MAX_LAYERS + " layers");
        }
        layer++;
        versions.reserve(versions.count + listing.size());
        if (listing.hasMarkers()) {
            replaceSymlinks(listing);
            LayerListing.Cursor marker = listing.cursor();
            while (marker.next()) {
                stopWhenInterrupted();
                if (marker.kind().isMarker()) {
                    applyMarker(marker);
                }
            }
        }
        paths.forget();
        LayerListing.Cursor entry = listing.cursor();
        while (entry.next()) {
            stopWhenInterrupted();
            if (!entry.kind().isMarker()) {
                applyEntry(entry);
            } else {
                paths.forget();
            }
        }
        hardLinks.endLayer();
        if (listing.hasMarkers()) {
            makeDirectoriesOfMarkers(listing);
        }
    }

    private void stopWhenInterrupted() {
        if ((++read & 0xfff) == 0 && Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted");
        }
    }

    /// The number of layers laid so far.
    public int layers() {
        return layer + 1;
    }

    /// The number of versions noted so far.
    public int versions() {
        return versions.count;
    }

    /// Entries that could not be placed because their path runs in a circle of symbolic links.
    public int rejected() {
        return rejected;
    }

    /// The tree of all layers. The builder is of no use afterwards.
    public FileTree build() {
        return TreeOrder.freeze(
                nodes, versions, versionNode, links.toBytes(), owners.owners(), layers());
    }

    /// Where a layer puts a directory in the place of a symbolic link, its markers below that path
    /// mean the directory, and nothing that the link led to.
    private void replaceSymlinks(LayerListing listing) {
        LayerListing.Cursor entry = listing.cursor();
        while (entry.next()) {
            stopWhenInterrupted();
            if (entry.kind() == FileKind.DIRECTORY) {
                int node = paths.walk(entry.path(), entry.pathLength(), false, How.LOOK);
                if (node != NONE && paths.isSymlink(node)) {
                    kill(nodes.current.at[node], DeathCause.OVERWRITTEN);
                    nodes.current.at[node] = NONE;
                }
            }
        }
    }

    private void applyMarker(LayerListing.Cursor marker) {
        boolean opaque = marker.kind() == FileKind.OPAQUE;
        int node = paths.walk(marker.path(), marker.pathLength(), opaque, How.MARK);
        if (node == NONE) {
            rejected++;
            return;
        }
        boolean hides;
        if (opaque) {
            hides = killChildren(node, DeathCause.DIRECTORY_OPAQUE);
        } else {
            whitedOut.set(node);
            hides = nodes.current.at[node] != NONE && node != ROOT;
            if (hides) {
                killTree(node, DeathCause.REMOVED, DeathCause.DIRECTORY_REMOVED);
            }
        }
        int row = addRow(node, marker.kind(), marker.notes() & ~OWN_NOTES, marker);
        if (!hides) {
            versions.notes[row] |= (short) FileNote.HIDES_NOTHING.bit();
        }
        versions.died[row] = (short) layer;
    }

    /// An engine makes the directory of a marker where there is none, as that of any entry. One
    /// that the layer takes away itself stays away.
    private void makeDirectoriesOfMarkers(LayerListing listing) {
        filling = true;
        LayerListing.Cursor marker = listing.cursor();
        while (marker.next()) {
            stopWhenInterrupted();
            if (marker.kind().isMarker()) {
                byte[] path = marker.path();
                int end = marker.pathLength();
                if (marker.kind() == FileKind.WHITEOUT) {
                    while (end > 0 && path[end - 1] != '/') {
                        end--;
                    }
                }
                paths.walk(path, end, true, How.FILL);
            }
        }
        filling = false;
        whitedOut.clear();
    }

    private void applyEntry(LayerListing.Cursor entry) {
        int node = paths.placeOf(entry);
        if (node == NONE || (node == ROOT && entry.kind() != FileKind.DIRECTORY)) {
            rejected++;
            return;
        }
        int notes =
                (entry.notes() & ~OWN_NOTES)
                        | (paths.wasThroughLink() ? FileNote.THROUGH_SYMLINK.bit() : 0);
        FileKind kind = entry.kind();
        if (kind == FileKind.HARD_LINK) {
            applyHardLink(node, notes, entry);
            return;
        }
        int before = nodes.current.at[node];
        int row = addRow(node, kind, notes, entry);
        if (kind == FileKind.SYMLINK
                || kind == FileKind.CHARACTER_DEVICE
                || kind == FileKind.BLOCK_DEVICE) {
            versions.link[row] = links.add(entry.link());
        }
        replace(node, before, row);
    }

    private void applyHardLink(int node, int notes, LayerListing.Cursor entry) {
        byte[] target = entry.link();
        int to = paths.walk(target, target.length, false, How.LOOK);
        int inode = to == NONE ? NONE : nodes.current.at[to];
        if (to == node && inode != NONE) {
            // A name of itself: nothing to add when it is there, nothing to find when it is not.
            return;
        }
        int before = nodes.current.at[node];
        int row = addRow(node, FileKind.FILE, notes | FileNote.HARD_LINK.bit(), entry);
        versions.size[row] = 0;
        hardLinks.add(row, target, inode);
        replace(node, before, row);
    }

    /// Makes the row what is visible at the node, in the place of what was.
    private void replace(int node, int before, int row) {
        if (before != NONE) {
            if (versions.layer[before] == layer && !FileNote.IMPLIED.in(versions.notes[before])) {
                versions.notes[row] |= (short) FileNote.DUPLICATE.bit();
            }
            if (versions.isDirectory(before) && !versions.isDirectory(row)) {
                killTree(node, DeathCause.DIRECTORY_REPLACED, DeathCause.DIRECTORY_REPLACED);
            } else {
                boolean copy = versions.sameContent(before, row);
                kill(before, copy ? DeathCause.COPIED_UNCHANGED : DeathCause.OVERWRITTEN);
            }
        }
        nodes.current.at[node] = row;
    }

    private void kill(int row, DeathCause cause) {
        versions.died[row] = (short) layer;
        versions.cause[row] = cause.code();
    }

    private void killTree(int node, DeathCause self, DeathCause below) {
        killChildren(node, below);
        kill(nodes.current.at[node], self);
        nodes.current.at[node] = NONE;
    }

    private boolean killChildren(int top, DeathCause cause) {
        boolean any = false;
        int node = nodes.firstChild.at[top];
        while (node != NONE) {
            int row = nodes.current.at[node];
            if (row != NONE) {
                any = true;
                kill(row, cause);
                nodes.current.at[node] = NONE;
                if (nodes.firstChild.at[node] != NONE) {
                    node = nodes.firstChild.at[node];
                    continue;
                }
            }
            while (node != top && nodes.nextSibling.at[node] == NONE) {
                node = nodes.parent.at[node];
            }
            node = node == top ? NONE : nodes.nextSibling.at[node];
        }
        return any;
    }

    /// A child makes what it lies in a directory.
    private void makeDirectory(int node) {
        if (paths.isDirectory(node) || (filling && whitedOut.get(node))) {
            return;
        }
        int before = nodes.current.at[node];
        versions.reserve(versions.count + 1);
        int row = versions.count++;
        versionNode.add(node);
        versions.layer[row] = (short) layer;
        versions.died[row] = VersionTable.NEVER;
        versions.kind[row] = FileKind.DIRECTORY.code();
        versions.notes[row] = (short) FileNote.IMPLIED.bit();
        versions.mode[row] = 0755;
        versions.owner[row] = owners.number(Owner.ROOT);
        versions.link[row] = -1;
        replace(node, before, row);
    }

    private int addRow(int node, FileKind kind, int notes, LayerListing.Cursor entry) {
        versions.reserve(versions.count + 1);
        int row = versions.count++;
        versionNode.add(node);
        versions.layer[row] = (short) layer;
        versions.died[row] = VersionTable.NEVER;
        versions.kind[row] = kind.code();
        versions.notes[row] = (short) notes;
        versions.size[row] = kind == FileKind.FILE ? entry.size() : 0;
        versions.mode[row] = (short) entry.mode();
        versions.owner[row] = owners.number(entry.owner());
        versions.modified[row] = entry.modified();
        versions.link[row] = -1;
        versions.hashHigh[row] = entry.hashHigh();
        versions.hashLow[row] = entry.hashLow();
        return row;
    }
}
