package dev.stagecraft.image;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// All files of all layers of an image in one tree: a node is a path, and carries the versions that
/// the layers hold of it, whiteouts being versions too.
///
/// Nodes are numbers from 0, the root, to [#size]: depth first with names in byte order, so that a
/// parent comes before its children and a subtree is one run of numbers. Versions ("rows") are
/// numbers too, those of one node in the order of the layers. Nothing here is an object for each
/// node; [FileVersion] is made when asked for. What is to be seen of the tree is said by a
/// [LayerView]. Immutable and safe for threads.
public final class FileTree {
    /// The number of the root directory.
    public static final int ROOT = 0;

    /// No node, or no row.
    public static final int NONE = -1;

    private final int[] parent;
    private final int[] end;
    private final int[] nameStart;
    private final byte[] names;
    private final int[] versionStart;
    private final VersionTable versions;
    private final byte[] links;
    private final List<Owner> owners;
    private final int layers;

    /// Which rows of inodes with several names are in the final image under one of the others.
    private final int[] hardLinks;

    FileTree(
            int[] parent,
            int[] end,
            int[] nameStart,
            byte[] names,
            int[] versionStart,
            VersionTable versions,
            byte[] links,
            List<Owner> owners,
            int layers) {
        this.parent = parent;
        this.end = end;
        this.nameStart = nameStart;
        this.names = names;
        this.versionStart = versionStart;
        this.versions = versions;
        this.links = links;
        this.owners = owners;
        this.layers = layers;
        this.hardLinks = hardLinkRows();
    }

    /// The tree of the given layers, from the bottom up.
    public static FileTree of(List<LayerListing> listings) {
        FileTreeBuilder builder = new FileTreeBuilder();
        listings.forEach(builder::add);
        return builder.build();
    }

    /// The number of nodes, the root included.
    public int size() {
        return parent.length;
    }

    /// The number of layers.
    public int layers() {
        return layers;
    }

    /// The number of versions of all nodes together.
    public int versionCount() {
        return versions.count;
    }

    /// The directory that the node lies in; [#NONE] of the root.
    public int parent(int node) {
        return parent[node];
    }

    /// The first number after the node's subtree.
    public int subtreeEnd(int node) {
        return end[node];
    }

    public boolean hasChildren(int node) {
        return end[node] > node + 1;
    }

    /// The nodes that lie in this one, by name in byte order. Costs a step for each.
    public int[] children(int node) {
        Column.Ints children = new Column.Ints();
        for (int child = node + 1; child < end[node]; child = end[child]) {
            children.add(child);
        }
        return Arrays.copyOf(children.at, children.size);
    }

    /// The node's name as text, see [PathBytes#text]; empty of the root. To be escaped with
    /// [DisplayText] where it is shown.
    public String name(int node) {
        return PathBytes.text(names, nameStart[node], nameStart[node + 1] - nameStart[node]);
    }

    /// The node's name as it is.
    public byte[] nameBytes(int node) {
        return Arrays.copyOfRange(names, nameStart[node], nameStart[node + 1]);
    }

    /// The node's path as text, without a leading slash; empty of the root.
    public String path(int node) {
        return PathBytes.text(pathBytes(node));
    }

    /// The node's path as it is, without a leading slash; empty of the root.
    public byte[] pathBytes(int node) {
        int length = 0;
        for (int n = node; n > ROOT; n = parent[n]) {
            length += nameStart[n + 1] - nameStart[n] + 1;
        }
        byte[] path = new byte[Math.max(0, length - 1)];
        int at = path.length;
        for (int n = node; n > ROOT; n = parent[n]) {
            int width = nameStart[n + 1] - nameStart[n];
            at -= width;
            System.arraycopy(names, nameStart[n], path, at, width);
            if (at > 0) {
                path[--at] = '/';
            }
        }
        return path;
    }

    /// The node at a path, with or without slashes around it; [#NONE] when no layer has it.
    /// Symbolic links are not followed. `\xNN` stands for a byte where no name is spelt so.
    public int find(String path) {
        int node = find(path.getBytes(StandardCharsets.UTF_8));
        return node == NONE && path.contains("\\x") ? find(PathBytes.bytes(path)) : node;
    }

    /// The node at a path given as bytes; [#NONE] when no layer has it.
    public int find(byte[] path) {
        int node = ROOT;
        int at = 0;
        while (at < path.length) {
            int to = at;
            while (to < path.length && path[to] != '/') {
                to++;
            }
            if (to > at) {
                node = child(node, path, at, to);
                if (node == NONE) {
                    return NONE;
                }
            }
            at = to + 1;
        }
        return node;
    }

    private int child(int node, byte[] path, int from, int to) {
        for (int child = node + 1; child < end[node]; child = end[child]) {
            if (Arrays.equals(names, nameStart[child], nameStart[child + 1], path, from, to)) {
                return child;
            }
        }
        return NONE;
    }

    /// The first row of the node's versions.
    public int firstVersion(int node) {
        return versionStart[node];
    }

    /// The first row after the node's versions.
    public int endVersion(int node) {
        return versionStart[node + 1];
    }

    /// The node's versions, from the bottom layer up.
    public List<FileVersion> versions(int node) {
        List<FileVersion> list = new ArrayList<>();
        for (int row = versionStart[node]; row < versionStart[node + 1]; row++) {
            list.add(version(row));
        }
        return list;
    }

    /// The row that is there once the layers up to this one are applied; [#NONE] when nothing is.
    public int visibleAt(int node, int layer) {
        for (int row = versionStart[node + 1] - 1; row >= versionStart[node]; row--) {
            if (versions.isVisibleAt(row, layer)) {
                return row;
            }
        }
        return NONE;
    }

    /// The version that the final image shows at the node; absent when there is none.
    public Optional<FileVersion> live(int node) {
        int row = visibleAt(node, layers - 1);
        return row == NONE ? Optional.empty() : Optional.of(version(row));
    }

    /// The node whose version a row is.
    public int node(int row) {
        int at = Arrays.binarySearch(versionStart, row);
        if (at < 0) {
            return -at - 2;
        }
        while (versionStart[at + 1] == row) {
            at++;
        }
        return at;
    }

    public int layer(int row) {
        return versions.layer[row];
    }

    public FileKind kind(int row) {
        return FileKind.of(versions.kind[row]);
    }

    /// The size in bytes; of a hard link the inode's, which counts once however many names it has.
    public long fileSize(int row) {
        return versions.size[versions.inode(row)];
    }

    public int mode(int row) {
        return versions.mode[row];
    }

    public Owner owner(int row) {
        return owners.get(versions.owner[row]);
    }

    /// Seconds since 1970; may be negative.
    public long modified(int row) {
        return versions.modified[row];
    }

    /// The notes as [FileNote#bit]s.
    public int notes(int row) {
        return versions.notes[row] & 0xffff;
    }

    public DeathCause cause(int row) {
        return DeathCause.of(versions.cause[row]);
    }

    /// The layer that took the version away; [#NONE] when it is in the final image.
    public int diedIn(int row) {
        return versions.died[row] == VersionTable.NEVER ? NONE : versions.died[row];
    }

    /// The row that carries the bytes of this one: itself, but of a hard link the inode's first
    /// name.
    public int inode(int row) {
        return versions.inode(row);
    }

    /// Whether the two versions are files with the same bytes; false when a content is not known.
    public boolean sameContent(int row, int other) {
        return versions.sameContent(row, other);
    }

    /// As [#sameContent(int, int)], with a version of another tree.
    public boolean sameContent(int row, FileTree other, int otherRow) {
        int inode = versions.inode(row);
        int otherInode = other.versions.inode(otherRow);
        return isHashed(row)
                && other.isHashed(otherRow)
                && versions.kind[inode] == other.versions.kind[otherInode]
                && versions.size[inode] == other.versions.size[otherInode]
                && versions.hashHigh[inode] == other.versions.hashHigh[otherInode]
                && versions.hashLow[inode] == other.versions.hashLow[otherInode];
    }

    /// Whether the content of the file was read, so that it can be compared.
    public boolean isHashed(int row) {
        return FileNote.HASHED.in(versions.notes[versions.inode(row)]);
    }

    /// Compares the names of two nodes of two trees in byte order.
    public int compareName(int node, FileTree other, int otherNode) {
        return Arrays.compareUnsigned(
                names,
                nameStart[node],
                nameStart[node + 1],
                other.names,
                other.nameStart[otherNode],
                other.nameStart[otherNode + 1]);
    }

    /// The version of that row.
    public FileVersion version(int row) {
        int inode = versions.inode(row);
        boolean marker = versions.isMarker(row);
        return new FileVersion(
                row,
                node(row),
                versions.layer[row],
                kind(row),
                versions.size[inode],
                versions.mode[row],
                owner(row),
                Instant.ofEpochSecond(modified(row)),
                linkTarget(row),
                FileNote.HASHED.in(versions.notes[inode])
                        ? Optional.of(
                                HexFormat.of().toHexDigits(versions.hashHigh[inode])
                                        + HexFormat.of().toHexDigits(versions.hashLow[inode]))
                        : Optional.empty(),
                FileNote.set(notes(row)),
                marker || diedIn(row) == NONE ? Optional.empty() : Optional.of(diedIn(row)),
                cause(row));
    }

    /// What a symbolic link says, where a hard link's bytes are, or a device's numbers; absent of
    /// all else.
    public Optional<String> linkTarget(int row) {
        int link = versions.link[row];
        if (versions.isHardLink(row)) {
            return Optional.of(
                    link >= 0 ? path(node(link)) : PathBytes.text(LinkPool.get(links, ~link)));
        }
        return link < 0 ? Optional.empty() : Optional.of(PathBytes.text(LinkPool.get(links, link)));
    }

    /// The rows of all names of the inode that this row is a name of, itself included, in the order
    /// of their numbers.
    public int[] namesOfInode(int row) {
        int inode = versions.inode(row);
        Column.Ints rows = new Column.Ints();
        boolean self = false;
        for (int link : hardLinks) {
            if (versions.link[link] == inode) {
                if (!self && link > inode) {
                    rows.add(inode);
                    self = true;
                }
                rows.add(link);
            }
        }
        if (!self) {
            rows.add(inode);
        }
        return Arrays.copyOf(rows.at, rows.size);
    }

    VersionTable table() {
        return versions;
    }

    byte[] namePool() {
        return names;
    }

    int nameStart(int node) {
        return nameStart[node];
    }

    /// The rows that are further names of an inode, in order.
    int[] hardLinks() {
        return hardLinks;
    }

    private int[] hardLinkRows() {
        Column.Ints rows = new Column.Ints();
        for (int row = 0; row < versions.count; row++) {
            if (versions.isHardLink(row) && versions.link[row] >= 0) {
                rows.add(row);
            }
        }
        return Arrays.copyOf(rows.at, rows.size);
    }
}
