package dev.stagecraft.compare;

import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.FileVersion;
import dev.stagecraft.image.LayerView;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// The files of two images in one tree: what the second has more, less and otherwise.
///
/// As in [FileTree], nodes are numbers from 0, the root, depth first with names in byte order, and
/// nothing is an object for each node (some 50 bytes each). Files are all that is no directory,
/// links and devices among them; a file with several names counts its bytes once on either side.
/// Immutable and safe for threads.
public final class FileComparison {
    /// The number of the root directory.
    public static final int ROOT = 0;

    private final FileTree beforeTree;
    private final FileTree afterTree;
    private final LayerView beforeView;
    private final LayerView afterView;
    private final int[] parent;
    private final int[] end;
    private final int[] before;
    private final int[] after;
    private final byte[] change;
    private final byte[] aspects;
    private final int notRead;
    private final int[] changes;
    private final int[] changedFiles = new int[Change.values().length];
    private final long[] bytesBefore = new long[Change.values().length];
    private final long[] bytesAfter = new long[Change.values().length];

    private FileComparison(FileMerge merge) {
        beforeTree = merge.beforeTree;
        afterTree = merge.afterTree;
        beforeView = merge.beforeView;
        afterView = merge.afterView;
        parent = merge.parent;
        end = merge.end;
        before = merge.before;
        after = merge.after;
        change = merge.change;
        aspects = merge.aspects;
        notRead = merge.notRead;
        changes = new int[parent.length];
        for (int node = parent.length - 1; node >= 0; node--) {
            if (isFile(node)) {
                changedFiles[change[node]]++;
            }
            bytesBefore[change[node]] += fileBytesBefore(node);
            bytesAfter[change[node]] += fileBytesAfter(node);
            changes[node] += change[node] == Change.SAME.code() ? 0 : 1;
            if (node > ROOT) {
                changes[parent[node]] += changes[node];
            }
        }
    }

    /// Compares what is to be seen of the two trees once all their layers are applied. Some ten
    /// milliseconds for a hundred thousand paths.
    public static FileComparison of(FileTree before, FileTree after) {
        return new FileComparison(new FileMerge(before, after));
    }

    /// The number of nodes, the root included.
    public int size() {
        return parent.length;
    }

    /// The directory that the node lies in; [FileTree#NONE] of the root.
    public int parent(int node) {
        return parent[node];
    }

    /// The first number after the node's subtree.
    public int subtreeEnd(int node) {
        return end[node];
    }

    /// The node's name as text; empty of the root; not escaped.
    public String name(int node) {
        return before[node] != FileTree.NONE
                ? beforeTree.name(before[node])
                : afterTree.name(after[node]);
    }

    /// The node's path as text, without a leading slash; empty of the root; not escaped.
    public String path(int node) {
        return before[node] != FileTree.NONE
                ? beforeTree.path(before[node])
                : afterTree.path(after[node]);
    }

    public Change change(int node) {
        return Change.of(change[node]);
    }

    /// In what the two versions differ; empty unless it is in both.
    public Set<FileAspect> aspects(int node) {
        return FileAspect.set(aspects[node]);
    }

    /// How many paths in the subtree, the node itself included, are not the same on both sides.
    public int changes(int node) {
        return changes[node];
    }

    /// Whether it is a directory after, or was one when it is gone.
    public boolean isDirectory(int node) {
        return after[node] != FileTree.NONE ? isDirectoryAfter(node) : wasDirectory(node);
    }

    /// Whether it is a file or a link on one side at least, whatever it is on the other: those that
    /// [#files] counts.
    public boolean isFile(int node) {
        return isFileBefore(node) || isFileAfter(node);
    }

    /// Whether the first image has a file or a link there.
    public boolean isFileBefore(int node) {
        return before[node] != FileTree.NONE && !wasDirectory(node);
    }

    /// Whether the second image has a file or a link there.
    public boolean isFileAfter(int node) {
        return after[node] != FileTree.NONE && !isDirectoryAfter(node);
    }

    private boolean wasDirectory(int node) {
        return beforeView.isDirectory(before[node]);
    }

    private boolean isDirectoryAfter(int node) {
        return afterView.isDirectory(after[node]);
    }

    /// The node in the first image's tree; [FileTree#NONE] of what was added.
    public int before(int node) {
        return before[node];
    }

    /// The node in the second image's tree; [FileTree#NONE] of what was removed.
    public int after(int node) {
        return after[node];
    }

    /// What the first image has; absent of what was added, and of a directory that is there only
    /// for what lies in it.
    public Optional<FileVersion> versionBefore(int node) {
        return before[node] == FileTree.NONE ? Optional.empty() : beforeView.version(before[node]);
    }

    /// What the second image has; absent of what was removed, and of a directory that is there only
    /// for what lies in it.
    public Optional<FileVersion> versionAfter(int node) {
        return after[node] == FileTree.NONE ? Optional.empty() : afterView.version(after[node]);
    }

    /// The bytes of the file or of all files in the directory in the first image.
    public long bytesBefore(int node) {
        return before[node] == FileTree.NONE ? 0 : beforeView.size(before[node]);
    }

    /// The bytes of the file or of all files in the directory in the second image.
    public long bytesAfter(int node) {
        return after[node] == FileTree.NONE ? 0 : afterView.size(after[node]);
    }

    /// The bytes of the file in the first image; 0 where it is none there.
    public long fileBytesBefore(int node) {
        return isFileBefore(node) ? beforeView.size(before[node]) : 0;
    }

    /// The bytes of the file in the second image; 0 where it is none there.
    public long fileBytesAfter(int node) {
        return isFileAfter(node) ? afterView.size(after[node]) : 0;
    }

    /// How many files there are of that change.
    public int files(Change of) {
        return changedFiles[of.code()];
    }

    /// The bytes that the files of that change had in the first image.
    public long bytesBefore(Change of) {
        return bytesBefore[of.code()];
    }

    /// The bytes that the files of that change have in the second image.
    public long bytesAfter(Change of) {
        return bytesAfter[of.code()];
    }

    /// How many files of one size are taken to be the same because at least one was not read.
    public int notRead() {
        return notRead;
    }

    FileTree beforeTree() {
        return beforeTree;
    }

    FileTree afterTree() {
        return afterTree;
    }

    /// What a filter leaves of it.
    ///
    /// @param cancelled asked now and then; once true, the answer is absent
    public Optional<FileSelection> select(FileChangeFilter filter, BooleanSupplier cancelled) {
        return FileSelection.of(this, filter, cancelled);
    }
}
