package dev.stagecraft.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What an image carries in vain: dead versions of files with their cause and the layer to blame,
/// and content that the final image holds more than once.
public final class Waste {
    /// One dead version of a file.
    ///
    /// @param node its path
    /// @param row its version
    /// @param bytes its size
    /// @param cause why it is dead
    /// @param bornIn the layer that carries it
    /// @param diedIn the layer whose instruction killed it
    /// @param changed with [DeathCause#COPIED_UNCHANGED]: what the copy changed; else empty
    public record DeadFile(
            int node,
            int row,
            long bytes,
            DeathCause cause,
            int bornIn,
            int diedIn,
            Set<MetadataChange> changed) {
        public DeadFile {
            changed = Set.copyOf(changed);
        }
    }

    /// One content that the final image holds more than once.
    ///
    /// @param bytes the size of one copy
    /// @param nodes the paths of the copies, at least two
    public record Duplicate(long bytes, List<Integer> nodes) {
        public Duplicate {
            nodes = List.copyOf(nodes);
        }

        /// What all copies but one take.
        public long wasted() {
            return bytes * (nodes.size() - 1);
        }
    }

    private final FileTree tree;
    private final int[] rows;
    private final int[] killers;
    private final long[] byLayerKilled;
    private final long[] byLayerBorn;
    private final long[] byCause = new long[DeathCause.values().length];
    private final long total;

    private Waste(FileTree tree) {
        this.tree = tree;
        VersionTable versions = tree.table();
        BitSet liveInodes = Efficiency.liveInodes(tree);
        Map<Integer, Integer> lastName = lastNames(tree, versions);
        byLayerKilled = new long[tree.layers()];
        byLayerBorn = new long[tree.layers()];
        Column.Ints dead = new Column.Ints();
        Column.Ints names = new Column.Ints();
        long sum = 0;
        for (int row = 0; row < versions.count; row++) {
            if (versions.kind[row] == FileKind.FILE.code()
                    && !versions.isHardLink(row)
                    && versions.size[row] > 0
                    && Efficiency.isDead(versions, row, liveInodes)) {
                int name = lastName.getOrDefault(row, row);
                dead.add(row);
                names.add(name);
                byLayerKilled[versions.died[name]] += versions.size[row];
                byLayerBorn[versions.layer[row]] += versions.size[row];
                byCause[versions.cause[name]] += versions.size[row];
                sum += versions.size[row];
            }
        }
        total = sum;
        int[] order = bySize(versions, dead);
        rows = new int[order.length];
        killers = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            rows[i] = dead.at[order[i]];
            killers[i] = names.at[order[i]];
        }
    }

    public static Waste of(FileTree tree) {
        return new Waste(tree);
    }

    /// The number of dead files that have bytes.
    public int count() {
        return rows.length;
    }

    /// The dead file of that rank, the largest being 0.
    public DeadFile get(int rank) {
        VersionTable versions = tree.table();
        int row = rows[rank];
        int name = killers[rank];
        DeathCause cause = DeathCause.of(versions.cause[name]);
        return new DeadFile(
                tree.node(row),
                row,
                versions.size[row],
                cause,
                versions.layer[row],
                versions.died[name],
                cause == DeathCause.COPIED_UNCHANGED ? changed(name) : Set.of());
    }

    /// The largest dead files, at most so many.
    public List<DeadFile> largest(int limit) {
        List<DeadFile> list = new ArrayList<>();
        for (int i = 0; i < Math.min(limit, rows.length); i++) {
            list.add(get(i));
        }
        return list;
    }

    /// All dead bytes together.
    public long bytes() {
        return total;
    }

    /// The bytes that a layer's instruction made dead.
    public long killedBy(int layer) {
        return byLayerKilled[layer];
    }

    /// The bytes of a layer that are dead.
    public long deadOf(int layer) {
        return byLayerBorn[layer];
    }

    public long bytesBy(DeathCause cause) {
        return byCause[cause.code()];
    }

    /// What the final image holds more than once, the largest waste first. Files whose content is
    /// not known take no part, names of one inode are one file.
    public List<Duplicate> duplicates() {
        VersionTable versions = tree.table();
        int last = tree.layers() - 1;
        BitSet seen = new BitSet();
        Map<Content, List<Integer>> byContent = new HashMap<>();
        Map<Content, Integer> first = new HashMap<>();
        for (int node = 0; node < tree.size(); node++) {
            int row = tree.visibleAt(node, last);
            if (row < 0) {
                continue;
            }
            int inode = versions.inode(row);
            if (versions.kind[inode] != FileKind.FILE.code()
                    || versions.size[inode] == 0
                    || !FileNote.HASHED.in(versions.notes[inode])
                    || seen.get(inode)) {
                continue;
            }
            seen.set(inode);
            Content content =
                    new Content(
                            versions.size[inode],
                            versions.hashHigh[inode],
                            versions.hashLow[inode]);
            Integer before = first.putIfAbsent(content, node);
            if (before != null) {
                byContent.computeIfAbsent(content, c -> new ArrayList<>(List.of(before))).add(node);
            }
        }
        List<Duplicate> list = new ArrayList<>();
        byContent.forEach((content, nodes) -> list.add(new Duplicate(content.size, nodes)));
        list.sort(
                Comparator.comparingLong(Duplicate::wasted)
                        .reversed()
                        .thenComparing(d -> d.nodes().getFirst()));
        return list;
    }

    private record Content(long size, long high, long low) {}

    /// Of each inode with several names the one that dies last: it decides when the bytes die.
    private static Map<Integer, Integer> lastNames(FileTree tree, VersionTable versions) {
        Map<Integer, Integer> last = new HashMap<>();
        for (int link : tree.hardLinks()) {
            int inode = versions.link[link];
            int best = last.getOrDefault(inode, inode);
            if (versions.died[link] > versions.died[best]) {
                last.put(inode, link);
            }
        }
        return last;
    }

    private static int[] bySize(VersionTable versions, Column.Ints rows) {
        long[] keys = new long[rows.size];
        Integer[] order = new Integer[rows.size];
        for (int i = 0; i < order.length; i++) {
            keys[i] = versions.size[rows.at[i]];
            order[i] = i;
        }
        Arrays.sort(order, (a, b) -> Long.compare(keys[b], keys[a]));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }

    private Set<MetadataChange> changed(int row) {
        VersionTable versions = tree.table();
        Set<MetadataChange> changed = EnumSet.noneOf(MetadataChange.class);
        int copy = tree.visibleAt(tree.node(row), versions.died[row]);
        if (copy >= 0) {
            if (versions.owner[copy] != versions.owner[row]
                    && !tree.owner(copy).numbers().equals(tree.owner(row).numbers())) {
                changed.add(MetadataChange.OWNER);
            }
            if (versions.mode[copy] != versions.mode[row]) {
                changed.add(MetadataChange.MODE);
            }
            if (versions.modified[copy] != versions.modified[row]) {
                changed.add(MetadataChange.TIME);
            }
        }
        return changed;
    }
}
