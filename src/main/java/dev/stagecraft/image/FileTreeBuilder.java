package dev.stagecraft.image;

import java.util.Arrays;
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

    /// How many symbolic links a path may lead through, as Linux allows.
    private static final int MAX_LINK_HOPS = 40;

    /// What only the tree can say of an entry, whatever a listing that was read from somewhere
    /// says.
    private static final int OWN_NOTES =
            FileNote.IMPLIED.bit()
                    | FileNote.HARD_LINK.bit()
                    | FileNote.DANGLING.bit()
                    | FileNote.HIDES_NOTHING.bit();

    /// The most layers a tree can tell apart.
    public static final int MAX_LAYERS = VersionTable.NEVER - 1;

    private enum Walk {
        /// Makes the directories on the way.
        ADD,
        /// Notes the names on the way without making anything of them.
        MARK,
        /// Gives up where nothing is.
        LOOK
    }

    private final NodeTable nodes = new NodeTable();
    private final VersionTable versions = new VersionTable();
    private final Column.Ints versionNode = new Column.Ints();
    private final LinkPool links = new LinkPool();
    private final OwnerTable owners = new OwnerTable();
    private final Column.Ints pendingLinks = new Column.Ints();
    private int layer = -1;
    private int rejected;

    // The directories of the path before, so that a sibling is found without walking down again.
    private int[] stackNode = new int[64];
    private int[] stackEnd = new int[64];
    private int stackDepth;
    private boolean throughLink;

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
                if (marker.kind().isMarker()) {
                    applyMarker(marker);
                }
            }
        }
        stackDepth = 0;
        LayerListing.Cursor entry = listing.cursor();
        int count = 0;
        while (entry.next()) {
            if ((++count & 0xfff) == 0 && Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted");
            }
            if (!entry.kind().isMarker()) {
                applyEntry(entry);
            } else {
                stackDepth = 0;
            }
        }
        resolvePendingLinks();
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
            if (entry.kind() == FileKind.DIRECTORY) {
                int node = walk(entry.path(), entry.pathLength(), false, Walk.LOOK);
                if (node != NONE && isSymlink(node)) {
                    kill(nodes.current.at[node], DeathCause.OVERWRITTEN);
                    nodes.current.at[node] = NONE;
                }
            }
        }
    }

    private void applyMarker(LayerListing.Cursor marker) {
        boolean opaque = marker.kind() == FileKind.OPAQUE;
        int node = walk(marker.path(), marker.pathLength(), opaque, Walk.MARK);
        if (node == NONE) {
            rejected++;
            return;
        }
        boolean hides;
        if (opaque) {
            hides = killChildren(node, DeathCause.DIRECTORY_OPAQUE);
        } else {
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

    private void applyEntry(LayerListing.Cursor entry) {
        int node = placeOf(entry);
        if (node == NONE || (node == ROOT && entry.kind() != FileKind.DIRECTORY)) {
            rejected++;
            return;
        }
        int notes =
                (entry.notes() & ~OWN_NOTES) | (throughLink ? FileNote.THROUGH_SYMLINK.bit() : 0);
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
        int to = walk(target, target.length, false, Walk.LOOK);
        int inode = to == NONE ? NONE : nodes.current.at[to];
        if (to == node) {
            // A name of itself: nothing to add when it is there, nothing to find when it is not.
            if (inode != NONE) {
                return;
            }
        }
        int before = nodes.current.at[node];
        int row = addRow(node, FileKind.FILE, notes | FileNote.HARD_LINK.bit(), entry);
        versions.size[row] = 0;
        if (inode == NONE || versions.isDirectory(inode) || isUnresolved(inode)) {
            versions.link[row] = ~links.add(target);
            pendingLinks.add(row);
        } else {
            join(row, versions.inode(inode));
        }
        replace(node, before, row);
    }

    /// Forward links: what they name has come by now, or does not exist. Of a chain of links that
    /// are all written backwards, as many are followed as of symbolic links; a circle ends so too.
    private void resolvePendingLinks() {
        for (int i = 0; i < pendingLinks.size; i++) {
            int row = pendingLinks.at[i];
            int at = row;
            int hops = 0;
            while (at != NONE && isUnresolved(at) && hops++ <= MAX_LINK_HOPS) {
                byte[] target = links.get(~versions.link[at]);
                int to = walk(target, target.length, false, Walk.LOOK);
                at = to == NONE ? NONE : nodes.current.at[to];
            }
            if (at == NONE || isUnresolved(at) || versions.isDirectory(at)) {
                versions.notes[row] |= (short) FileNote.DANGLING.bit();
            } else {
                join(row, versions.inode(at));
            }
        }
        pendingLinks.size = 0;
    }

    private boolean isUnresolved(int row) {
        return versions.isHardLink(row) && versions.link[row] < 0;
    }

    private void join(int row, int inode) {
        versions.link[row] = inode;
        versions.kind[row] = versions.kind[inode];
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

    /// The node where an entry lies, found through the directories of the entry before where the
    /// two paths agree.
    private int placeOf(LayerListing.Cursor entry) {
        byte[] path = entry.path();
        int length = entry.pathLength();
        throughLink = false;
        if (length == 0) {
            stackDepth = 0;
            return ROOT;
        }
        int depth = 0;
        while (depth < stackDepth
                && stackEnd[depth] < length
                && stackEnd[depth] <= entry.sharedWithPrevious()
                && path[stackEnd[depth]] == '/'
                && isDirectory(stackNode[depth])) {
            depth++;
        }
        int at = depth == 0 ? 0 : stackEnd[depth - 1] + 1;
        int node = depth == 0 ? ROOT : stackNode[depth - 1];
        while (true) {
            int end = componentEnd(path, at, length);
            int child = nodes.findOrAdd(node, path, at, end);
            if (end == length) {
                stackDepth = depth;
                push(child, end);
                return child;
            }
            if (isSymlink(child)) {
                stackDepth = 0;
                return walk(path, length, false, Walk.ADD);
            }
            makeDirectory(child);
            stackDepth = depth;
            push(child, end);
            depth++;
            node = child;
            at = end + 1;
        }
    }

    private void push(int node, int end) {
        if (stackDepth == stackNode.length) {
            stackNode = Arrays.copyOf(stackNode, stackDepth * 2);
            stackEnd = Arrays.copyOf(stackEnd, stackDepth * 2);
        }
        stackNode[stackDepth] = node;
        stackEnd[stackDepth++] = end;
    }

    /// The node that a path leads to, symbolic links on the way being followed inside the root.
    ///
    /// @param all whether the last component is followed too
    /// @return [#NONE] when the links run in a circle, or nothing is there and that matters
    private int walk(byte[] path, int length, boolean all, Walk how) {
        byte[] rest = path;
        int end = length;
        int at = 0;
        int node = ROOT;
        int hops = 0;
        while (at < end) {
            if (rest[at] == '/') {
                at++;
                continue;
            }
            int to = componentEnd(rest, at, end);
            if (to - at == 1 && rest[at] == '.') {
                at = to;
                continue;
            }
            if (to - at == 2 && rest[at] == '.' && rest[at + 1] == '.') {
                node = node == ROOT ? ROOT : nodes.parent.at[node];
                at = to;
                continue;
            }
            boolean last = isBlank(rest, to, end);
            int child =
                    how == Walk.LOOK
                            ? nodes.find(node, rest, at, to)
                            : nodes.findOrAdd(node, rest, at, to);
            if (child == NONE || (how == Walk.LOOK && nodes.current.at[child] == NONE)) {
                return NONE;
            }
            if (isSymlink(child) && (all || !last)) {
                if (++hops > MAX_LINK_HOPS) {
                    return NONE;
                }
                throughLink = true;
                int row = versions.inode(nodes.current.at[child]);
                byte[] target = links.get(versions.link[row]);
                byte[] joined = Arrays.copyOf(target, target.length + end - to);
                System.arraycopy(rest, to, joined, target.length, end - to);
                node = target.length > 0 && target[0] == '/' ? ROOT : node;
                rest = joined;
                end = joined.length;
                at = 0;
                continue;
            }
            if (!last && how == Walk.ADD) {
                makeDirectory(child);
            }
            node = child;
            at = to;
        }
        return node;
    }

    private static boolean isBlank(byte[] path, int from, int end) {
        for (int i = from; i < end; i++) {
            if (path[i] != '/') {
                return false;
            }
        }
        return true;
    }

    private static int componentEnd(byte[] path, int from, int length) {
        int end = from;
        while (end < length && path[end] != '/') {
            end++;
        }
        return end;
    }

    private boolean isDirectory(int node) {
        int row = nodes.current.at[node];
        return row != NONE && versions.isDirectory(row);
    }

    private boolean isSymlink(int node) {
        int row = nodes.current.at[node];
        return row != NONE && versions.kind[row] == FileKind.SYMLINK.code();
    }

    /// A child makes what it lies in a directory.
    private void makeDirectory(int node) {
        if (isDirectory(node)) {
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
