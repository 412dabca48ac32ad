package dev.stagecraft.compare;

import dev.stagecraft.image.FileKind;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.LayerView;
import dev.stagecraft.image.ViewScope;
import java.util.Arrays;

/// Walks the final states of two trees side by side: both have their names in byte order, so one
/// pass finds what is here, there or in both.
final class FileMerge {
    private static final int NONE = FileTree.NONE;

    final FileTree beforeTree;
    final FileTree afterTree;
    final LayerView beforeView;
    final LayerView afterView;

    int count;
    int[] parent;
    int[] end;
    int[] before;
    int[] after;
    byte[] change;
    byte[] aspects;
    int notRead;

    /// The directories that are open: where the walk is in each of the two, and its own number.
    private int depth = -1;

    private int[] open = new int[64];
    private int[] beforeAt = new int[64];
    private int[] beforeEnd = new int[64];
    private int[] afterAt = new int[64];
    private int[] afterEnd = new int[64];

    FileMerge(FileTree beforeTree, FileTree afterTree) {
        this.beforeTree = beforeTree;
        this.afterTree = afterTree;
        beforeView = LayerView.of(beforeTree, ViewScope.FINAL);
        afterView = LayerView.of(afterTree, ViewScope.FINAL);
        int most = beforeTree.size() + afterTree.size();
        parent = new int[most];
        end = new int[most];
        before = new int[most];
        after = new int[most];
        change = new byte[most];
        aspects = new byte[most];
        parent[0] = NONE;
        put(FileTree.ROOT, FileTree.ROOT);
        while (depth >= 0) {
            step();
        }
        parent = Arrays.copyOf(parent, count);
        end = Arrays.copyOf(end, count);
        before = Arrays.copyOf(before, count);
        after = Arrays.copyOf(after, count);
        change = Arrays.copyOf(change, count);
        aspects = Arrays.copyOf(aspects, count);
    }

    private void step() {
        int a = skip(beforeTree, beforeView, beforeAt[depth], beforeEnd[depth]);
        int b = skip(afterTree, afterView, afterAt[depth], afterEnd[depth]);
        boolean moreBefore = a < beforeEnd[depth];
        boolean moreAfter = b < afterEnd[depth];
        if (!moreBefore && !moreAfter) {
            end[open[depth]] = count;
            depth--;
            return;
        }
        int order = !moreBefore ? 1 : !moreAfter ? -1 : beforeTree.compareName(a, afterTree, b);
        beforeAt[depth] = order <= 0 ? beforeTree.subtreeEnd(a) : a;
        afterAt[depth] = order >= 0 ? afterTree.subtreeEnd(b) : b;
        parent[count] = open[depth];
        put(order <= 0 ? a : NONE, order >= 0 ? b : NONE);
    }

    private static int skip(FileTree tree, LayerView view, int from, int to) {
        int node = from;
        while (node < to && !view.contains(node)) {
            node = tree.subtreeEnd(node);
        }
        return node;
    }

    private void put(int a, int b) {
        int node = count++;
        before[node] = a;
        after[node] = b;
        end[node] = count;
        int differs = a == NONE || b == NONE ? 0 : difference(a, b);
        aspects[node] = (byte) differs;
        boolean changed = (differs & ~FileAspect.NOT_READ.bit()) != 0;
        change[node] =
                (a == NONE
                                ? Change.ADDED
                                : b == NONE
                                        ? Change.REMOVED
                                        : changed ? Change.CHANGED : Change.SAME)
                        .code();
        if (differs == FileAspect.NOT_READ.bit()) {
            notRead++;
        }
        boolean within =
                (a != NONE && beforeTree.hasChildren(a)) || (b != NONE && afterTree.hasChildren(b));
        if (within) {
            enter(node, a, b);
        }
    }

    private void enter(int node, int a, int b) {
        depth++;
        if (depth == open.length) {
            open = Arrays.copyOf(open, depth * 2);
            beforeAt = Arrays.copyOf(beforeAt, depth * 2);
            beforeEnd = Arrays.copyOf(beforeEnd, depth * 2);
            afterAt = Arrays.copyOf(afterAt, depth * 2);
            afterEnd = Arrays.copyOf(afterEnd, depth * 2);
        }
        open[depth] = node;
        beforeAt[depth] = a == NONE ? 0 : a + 1;
        beforeEnd[depth] = a == NONE ? 0 : beforeTree.subtreeEnd(a);
        afterAt[depth] = b == NONE ? 0 : b + 1;
        afterEnd[depth] = b == NONE ? 0 : afterTree.subtreeEnd(b);
    }

    private int difference(int a, int b) {
        int x = beforeView.row(a);
        int y = afterView.row(b);
        if (x == NONE || y == NONE) {
            // A directory that is there only for what lies in it says nothing of itself.
            return beforeView.isDirectory(a) == afterView.isDirectory(b)
                    ? 0
                    : FileAspect.KIND.bit();
        }
        FileKind kind = beforeTree.kind(x);
        int bits = 0;
        if (kind != afterTree.kind(y)) {
            bits |= FileAspect.KIND.bit();
        } else if (kind == FileKind.FILE) {
            bits |= contentDifference(x, y);
        } else if (!beforeTree.linkTarget(x).equals(afterTree.linkTarget(y))) {
            bits |= FileAspect.TARGET.bit();
        }
        // The permissions of a symbolic link mean nothing (symlink(7)).
        if (kind != FileKind.SYMLINK && beforeTree.mode(x) != afterTree.mode(y)) {
            bits |= FileAspect.MODE.bit();
        }
        if (beforeTree.owner(x).uid() != afterTree.owner(y).uid()
                || beforeTree.owner(x).gid() != afterTree.owner(y).gid()) {
            bits |= FileAspect.OWNER.bit();
        }
        return bits;
    }

    private int contentDifference(int x, int y) {
        if (beforeTree.fileSize(x) != afterTree.fileSize(y)) {
            return FileAspect.CONTENT.bit();
        }
        if (beforeTree.isHashed(x) && afterTree.isHashed(y)) {
            return beforeTree.sameContent(x, afterTree, y) ? 0 : FileAspect.CONTENT.bit();
        }
        return beforeTree.fileSize(x) == 0 ? 0 : FileAspect.NOT_READ.bit();
    }
}
