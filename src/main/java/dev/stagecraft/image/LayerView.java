package dev.stagecraft.image;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntBinaryOperator;

/// A [FileTree] as one [ViewScope] shows it: the state of each path, and sizes summed up for each
/// directory. Made in one pass over the tree's columns (some milliseconds for a hundred thousand
/// paths), 17 bytes for each path; a filter adds 12. Immutable and safe for threads.
public final class LayerView {
    private final FileTree tree;
    private final ViewScope scope;
    private final byte[] state;
    private final int[] row;
    private final long[] size;
    private final int[] files;
    private final long[] stateBytes;
    private final int[] stateFiles;

    /// Of an inode whose own name is not in the view, the row that counts its bytes there.
    private final Map<Integer, Integer> carriers;

    private final Optional<Filtered> filtered;

    /// What a filter left.
    private record Filtered(LayerView whole, FileFilter filter, BitSet matches, BitSet shown) {}

    private LayerView(FileTree tree, ViewScope scope) {
        this.tree = tree;
        this.scope = scope;
        int count = tree.size();
        state = new byte[count];
        row = new int[count];
        size = new long[count];
        files = new int[count];
        stateBytes = new long[FileState.values().length];
        stateFiles = new int[FileState.values().length];
        carriers = new HashMap<>();
        filtered = Optional.empty();
        Arrays.fill(row, FileTree.NONE);
    }

    private LayerView(LayerView whole, FileFilter filter, FilterRun run) {
        tree = whole.tree;
        scope = whole.scope;
        state = whole.state;
        row = whole.row;
        size = run.size;
        files = run.files;
        stateBytes = run.stateBytes;
        stateFiles = run.stateFiles;
        carriers = whole.carriers;
        filtered = Optional.of(new Filtered(whole, filter, run.matches, run.shown));
    }

    /// The view of a scope.
    ///
    /// @throws IndexOutOfBoundsException when the tree has no such layer
    public static LayerView of(FileTree tree, ViewScope scope) {
        LayerView view = new LayerView(tree, scope);
        switch (scope) {
            case ViewScope.ThisLayer(int layer) -> view.showChanges(checked(tree, layer), false);
            case ViewScope.UpTo(int layer) -> view.showChanges(checked(tree, layer), true);
            case ViewScope.FinalImage() -> view.showFinal();
            case ViewScope.DeadWeight() -> view.showDead();
        }
        view.sumUp();
        return view;
    }

    private static int checked(FileTree tree, int layer) {
        if (layer < 0 || layer >= tree.layers()) {
            throw new IndexOutOfBoundsException("no layer " + layer + " of " + tree.layers());
        }
        return layer;
    }

    /// This view with a filter laid over it, instead of the one it has.
    ///
    /// @param cancelled asked now and then; once true, the answer is absent
    public Optional<LayerView> filter(FileFilter filter, BooleanSupplier cancelled) {
        if (filter.isEmpty()) {
            return Optional.of(whole());
        }
        FilterRun run = new FilterRun(whole(), filter, cancelled);
        return run.run() ? Optional.of(new LayerView(whole(), filter, run)) : Optional.empty();
    }

    /// The view without its filter.
    public LayerView whole() {
        return filtered.map(Filtered::whole).orElse(this);
    }

    public FileTree tree() {
        return tree;
    }

    public ViewScope scope() {
        return scope;
    }

    /// The filter that lies over the view; [FileFilter#NONE] when there is none.
    public FileFilter filter() {
        return filtered.map(Filtered::filter).orElse(FileFilter.NONE);
    }

    /// Whether the path is in the view and, with a filter, matches or leads to a match.
    public boolean contains(int node) {
        return state[node] != 0 && (filtered.isEmpty() || filtered.get().shown.get(node));
    }

    /// Whether the path itself matches the filter; true of all when there is none.
    public boolean matches(int node) {
        return state[node] != 0 && (filtered.isEmpty() || filtered.get().matches.get(node));
    }

    public FileState state(int node) {
        return FileState.of(state[node]);
    }

    /// What a symbolic link says, or a device's numbers; of a hard link another name of its inode:
    /// the one that it was made with, or where that has become another file, the one whose size
    /// counts here. Absent of all else, and of a hard link whose other names are gone.
    public Optional<String> linkTarget(int node) {
        int shown = row[node];
        if (shown == FileTree.NONE) {
            return Optional.empty();
        }
        int carrier = carriers.getOrDefault(tree.inode(shown), FileTree.NONE);
        if (carrier == FileTree.NONE || !tree.table().isHardLink(shown)) {
            return tree.linkTarget(shown);
        }
        return carrier == shown ? Optional.empty() : Optional.of(tree.path(tree.node(carrier)));
    }

    /// The bytes of the file, or of all files in the directory that the view counts: what is
    /// removed counts only in what is removed with it. A hard-linked file counts once, at its first
    /// name in the view. With a filter, only what matches counts, and what is removed counts in
    /// every directory when the filter asks for its state.
    public long size(int node) {
        return size[node];
    }

    /// The number of files in the directory, links and devices among them, counted as [#size] is; 1
    /// of a file itself.
    public int files(int node) {
        return files[node];
    }

    /// The version that the view shows at the path: what the layer has, or what it removed;
    /// [FileTree#NONE] of a directory that is there only for what lies in it.
    public int row(int node) {
        return row[node];
    }

    /// The version that the view shows at the path, taken out to be read; absent where [#row] is.
    public Optional<FileVersion> version(int node) {
        return row[node] == FileTree.NONE ? Optional.empty() : Optional.of(tree.version(row[node]));
    }

    /// Whether it is a directory in this view.
    public boolean isDirectory(int node) {
        return row[node] == FileTree.NONE
                ? node == FileTree.ROOT || tree.hasChildren(node)
                : tree.kind(row[node]) == FileKind.DIRECTORY;
    }

    /// The bytes of the files in that state; with a filter, of those that match but for the states
    /// it asks for.
    public long bytesIn(FileState of) {
        return stateBytes[of.code()];
    }

    /// The number of files, links and devices in that state, counted as [#bytesIn] is.
    public int filesIn(FileState of) {
        return stateFiles[of.code()];
    }

    /// The nodes of the view that lie in this one, by name in byte order.
    public int[] children(int node) {
        Column.Ints children = new Column.Ints();
        int end = tree.subtreeEnd(node);
        for (int child = node + 1; child < end; child = tree.subtreeEnd(child)) {
            if (contains(child)) {
                children.add(child);
            }
        }
        return Arrays.copyOf(children.at, children.size);
    }

    /// Whether the view has something in this node. What lies in it at any depth says so, since the
    /// way to what is in the view is in the view too.
    public boolean hasChildren(int node) {
        int end = tree.subtreeEnd(node);
        if (filtered.isPresent()) {
            int next = filtered.get().shown.nextSetBit(node + 1);
            return next >= 0 && next < end;
        }
        for (int inside = node + 1; inside < end; inside++) {
            if (state[inside] != 0) {
                return true;
            }
        }
        return false;
    }

    /// The nodes of the view that lie in this one, in an order; what is equal stays in the order of
    /// its names.
    ///
    /// @param order negative, zero or positive for two nodes, as of a [java.util.Comparator]
    public int[] children(int node, IntBinaryOperator order) {
        int[] children = children(node);
        NodeSort.sort(children, 0, children.length, order);
        return children;
    }

    private void showChanges(int layer, boolean all) {
        VersionTable versions = tree.table();
        for (int node = 0; node < state.length; node++) {
            int own = FileTree.NONE;
            int before = FileTree.NONE;
            int marker = FileTree.NONE;
            int end = tree.endVersion(node);
            for (int r = tree.firstVersion(node); r < end && versions.layer[r] <= layer; r++) {
                if (versions.isMarker(r)) {
                    if (versions.layer[r] == layer
                            && versions.kind[r] == FileKind.WHITEOUT.code()) {
                        marker = r;
                    }
                } else if (versions.layer[r] == layer) {
                    if (versions.died[r] > layer) {
                        own = r;
                    }
                } else if (versions.died[r] >= layer) {
                    before = r;
                }
            }
            if (own >= 0) {
                boolean same = before >= 0 && isSameDirectory(versions, before, own);
                boolean implied = FileNote.IMPLIED.in(versions.notes[own]);
                put(
                        node,
                        own,
                        before < 0
                                ? FileState.ADDED
                                : same || (implied && versions.isDirectory(before))
                                        ? FileState.UNCHANGED
                                        : FileState.CHANGED);
            } else if (before >= 0 && versions.died[before] == layer) {
                put(node, before, FileState.REMOVED);
            } else if (before >= 0 && all) {
                put(node, before, FileState.UNCHANGED);
            } else if (marker >= 0) {
                put(node, marker, FileState.REMOVED);
            }
        }
        countHardLinks(layer, all);
    }

    /// Docker writes the directories on the way to a change anew; that they carry another time is
    /// no change that a person asks about. Neither is that one layer names its owner and the other
    /// gives only the numbers.
    private boolean isSameDirectory(VersionTable versions, int before, int own) {
        return versions.isDirectory(before)
                && versions.isDirectory(own)
                && versions.mode[before] == versions.mode[own]
                && tree.owner(before).hasNumbersOf(tree.owner(own));
    }

    private void showFinal() {
        VersionTable versions = tree.table();
        int last = tree.layers() - 1;
        for (int node = 0; node < state.length; node++) {
            int live = tree.visibleAt(node, last);
            if (live >= 0) {
                boolean replaced = false;
                for (int r = tree.firstVersion(node); r < live && !replaced; r++) {
                    replaced =
                            !versions.isMarker(r)
                                    && versions.died[r] > versions.layer[r]
                                    && !isSameDirectory(versions, r, live);
                }
                put(node, live, replaced ? FileState.CHANGED : FileState.UNCHANGED);
            }
        }
        countHardLinks(last, true);
    }

    private void showDead() {
        VersionTable versions = tree.table();
        BitSet linked = Efficiency.liveInodes(tree);
        for (int node = 0; node < state.length; node++) {
            int end = tree.endVersion(node);
            boolean lives = tree.visibleAt(node, tree.layers() - 1) >= 0;
            for (int r = tree.firstVersion(node); r < end; r++) {
                if (Efficiency.isDead(versions, r, linked)
                        && (!versions.isDirectory(r) || !lives)) {
                    state[node] = FileState.DEAD.code();
                    row[node] = r;
                    if (!versions.isHardLink(r)) {
                        size[node] += versions.size[r];
                    }
                    files[node] = versions.isDirectory(r) ? 0 : 1;
                }
            }
        }
    }

    private void put(int node, int shown, FileState what) {
        VersionTable versions = tree.table();
        state[node] = what.code();
        row[node] = shown;
        if (!versions.isHardLink(shown)) {
            size[node] = versions.size[shown];
        }
        files[node] = versions.isDirectory(shown) ? 0 : 1;
    }

    /// Gives the bytes of an inode whose own name is not in the view to the first name that is.
    private void countHardLinks(int layer, boolean withLower) {
        VersionTable versions = tree.table();
        for (int link : tree.hardLinks()) {
            int inode = versions.link[link];
            boolean belongs = withLower || versions.layer[inode] == layer;
            if (!belongs || !versions.isVisibleAt(link, layer)) {
                continue;
            }
            int node = tree.node(link);
            if (row[node] != link || versions.isVisibleAt(inode, layer)) {
                continue;
            }
            if (carriers.putIfAbsent(inode, link) == null) {
                size[node] = versions.size[inode];
            }
        }
    }

    private void sumUp() {
        for (int node = state.length - 1; node > 0; node--) {
            if (state[node] == 0) {
                continue;
            }
            stateBytes[state[node]] += ownBytes(node);
            stateFiles[state[node]] += isDirectory(node) ? 0 : 1;
            int parent = tree.parent(node);
            if (state[parent] == 0) {
                state[parent] = FileState.UNCHANGED.code();
            }
            if (countsInParent(node)) {
                size[parent] += size[node];
                files[parent] += files[node];
            }
        }
        if (state[FileTree.ROOT] == 0) {
            state[FileTree.ROOT] = FileState.UNCHANGED.code();
        }
    }

    /// The bytes of the path itself, without what lies in it. Several dead versions of one path may
    /// have been a file and a directory.
    long ownBytes(int node) {
        if (!(scope instanceof ViewScope.DeadWeight)) {
            return isDirectory(node) ? 0 : size[node];
        }
        long own = size[node];
        int end = tree.subtreeEnd(node);
        for (int child = node + 1; child < end; child = tree.subtreeEnd(child)) {
            own -= size[child];
        }
        return own;
    }

    /// Whether the size of the directory that the path lies in has its bytes in it.
    boolean countsInParent(int node) {
        int removed = FileState.REMOVED.code();
        return state[node] != removed || state[tree.parent(node)] == removed;
    }
}
