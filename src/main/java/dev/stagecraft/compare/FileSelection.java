package dev.stagecraft.compare;

import dev.stagecraft.image.PathPattern;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// What a [FileChangeFilter] leaves of a [FileComparison]: what matches, and the directories that
/// lead there. Immutable and safe for threads.
public final class FileSelection {
    private static final int ASK_EVERY = 0xfff;

    private final FileComparison files;
    private final FileChangeFilter filter;
    private final BitSet matches = new BitSet();
    private final BitSet shown = new BitSet();
    private int matchingFiles;
    private long bytesBefore;
    private long bytesAfter;

    private FileSelection(FileComparison files, FileChangeFilter filter) {
        this.files = files;
        this.filter = filter;
    }

    static Optional<FileSelection> of(
            FileComparison files, FileChangeFilter filter, BooleanSupplier cancelled) {
        FileSelection selection = new FileSelection(files, filter);
        return selection.run(cancelled) ? Optional.of(selection) : Optional.empty();
    }

    private boolean run(BooleanSupplier cancelled) {
        boolean[] wanted = new boolean[Change.values().length];
        Arrays.fill(wanted, filter.changes().isEmpty());
        filter.changes().forEach(change -> wanted[change.code()] = true);
        PathPattern pattern = filter.path();
        boolean any = pattern.isAny();
        for (int node = 1; node < files.size(); node++) {
            if ((node & ASK_EVERY) == 0 && cancelled.getAsBoolean()) {
                return false;
            }
            if (wanted[files.change(node).code()]
                    && isLargeEnough(node)
                    && (any || pattern.matches(files.path(node)))) {
                take(node);
            }
        }
        for (int node = files.size() - 1; node > 0; node--) {
            if (shown.get(node)) {
                shown.set(files.parent(node));
            }
        }
        shown.set(FileComparison.ROOT);
        return true;
    }

    private boolean isLargeEnough(int node) {
        return filter.minSize() <= 0
                || Math.max(files.fileBytesBefore(node), files.fileBytesAfter(node))
                        >= filter.minSize();
    }

    private void take(int node) {
        matches.set(node);
        shown.set(node);
        matchingFiles += files.isFile(node) ? 1 : 0;
        bytesBefore += files.fileBytesBefore(node);
        bytesAfter += files.fileBytesAfter(node);
    }

    public FileComparison files() {
        return files;
    }

    public FileChangeFilter filter() {
        return filter;
    }

    /// Whether the node matches or leads to a match.
    public boolean contains(int node) {
        return shown.get(node);
    }

    /// Whether the node itself matches.
    public boolean matches(int node) {
        return matches.get(node);
    }

    /// How many files match.
    public int matchingFiles() {
        return matchingFiles;
    }

    /// The bytes of the matching files in the first image.
    public long bytesBefore() {
        return bytesBefore;
    }

    /// The bytes of the matching files in the second image.
    public long bytesAfter() {
        return bytesAfter;
    }

    /// The nodes to be shown that lie in this one, by name in byte order.
    public int[] children(int node) {
        int[] found = new int[16];
        int count = 0;
        for (int child = node + 1;
                child < files.subtreeEnd(node);
                child = files.subtreeEnd(child)) {
            if (shown.get(child)) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, count * 2);
                }
                found[count++] = child;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /// Whether something in this node is to be shown.
    public boolean hasChildren(int node) {
        int next = shown.nextSetBit(node + 1);
        return next >= 0 && next < files.subtreeEnd(node);
    }
}
