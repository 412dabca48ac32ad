package dev.stagecraft.image;

import java.util.Arrays;

/// Finds the node that a path leads to, through the symbolic links that the tree has by then.
final class PathWalk {
    /// How many symbolic links a path may lead through, as Linux allows.
    static final int MAX_LINK_HOPS = 40;

    private static final int ROOT = NodeTable.ROOT;
    private static final int NONE = NodeTable.NONE;

    /// What is done about names on the way that are not there.
    enum How {
        /// Makes the directories on the way, in the place of anything else.
        ADD,
        /// Makes directories, the last too, and gives up where something else is.
        FILL,
        /// Notes the names on the way without making anything of them.
        MARK,
        /// Gives up where nothing is.
        LOOK
    }

    /// Makes directories.
    interface Directories {
        /// Makes what is at a node a directory; it may be left as it is.
        void make(int node);
    }

    private final NodeTable nodes;
    private final VersionTable versions;
    private final LinkPool links;
    private final Directories directories;

    // The directories of the path before, so that a sibling is found without walking down again.
    private int[] stackNode = new int[64];
    private int[] stackEnd = new int[64];
    private int stackDepth;
    private boolean throughLink;

    PathWalk(NodeTable nodes, VersionTable versions, LinkPool links, Directories directories) {
        this.nodes = nodes;
        this.versions = versions;
        this.links = links;
        this.directories = directories;
    }

    /// Whether the place of the entry before was found through a symbolic link.
    boolean wasThroughLink() {
        return throughLink;
    }

    /// Forgets the directories of the path before.
    void forget() {
        stackDepth = 0;
    }

    /// The row that is visible where a path leads to; [NodeTable#NONE] when there is none.
    int visible(byte[] path) {
        int node = walk(path, path.length, false, How.LOOK);
        return node == NONE ? NONE : nodes.current.at[node];
    }

    /// The node where an entry lies, found through the directories of the entry before where the
    /// two paths agree.
    int placeOf(LayerListing.Cursor entry) {
        byte[] path = entry.path();
        int length = entry.pathLength();
        throughLink = false;
        if (length == 0) {
            forget();
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
                forget();
                return walk(path, length, false, How.ADD);
            }
            directories.make(child);
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
    int walk(byte[] path, int length, boolean all, How how) {
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
                    how == How.LOOK
                            ? nodes.find(node, rest, at, to)
                            : nodes.findOrAdd(node, rest, at, to);
            if (child == NONE || (how == How.LOOK && nodes.current.at[child] == NONE)) {
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
            if (how == How.FILL ? nodes.current.at[child] == NONE : how == How.ADD && !last) {
                directories.make(child);
            }
            if (how == How.FILL && !isDirectory(child)) {
                return NONE;
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

    boolean isDirectory(int node) {
        int row = nodes.current.at[node];
        return row != NONE && versions.isDirectory(row);
    }

    boolean isSymlink(int node) {
        int row = nodes.current.at[node];
        return row != NONE && versions.kind[row] == FileKind.SYMLINK.code();
    }
}
