package dev.stagecraft.compare;

import static dev.stagecraft.compare.Images.tree;
import static dev.stagecraft.image.Listings.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.Listings;
import dev.stagecraft.image.PathPattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FileComparisonTest {
    private static Map<String, Change> changes(FileComparison files) {
        Map<String, Change> changes = new LinkedHashMap<>();
        for (int node = 1; node < files.size(); node++) {
            changes.put(files.path(node), files.change(node));
        }
        return changes;
    }

    private static int find(FileComparison files, String path) {
        for (int node = 0; node < files.size(); node++) {
            if (files.path(node).equals(path)) {
                return node;
            }
        }
        throw new AssertionError("no " + path);
    }

    private static List<String> shown(FileSelection selection) {
        List<String> shown = new ArrayList<>();
        for (int node = 1; node < selection.files().size(); node++) {
            if (selection.contains(node)) {
                shown.add(selection.files().path(node));
            }
        }
        return shown;
    }

    @Test
    void tellsAddedRemovedChangedAndSame() {
        FileComparison files =
                FileComparison.of(
                        tree(layer().dir("bin").file("bin/app", 10).file("bin/sh", 5).file("z", 1)),
                        tree(
                                layer().dir("bin")
                                        .file("bin/app", 11)
                                        .file("bin/new", 2)
                                        .file("z", 1)));
        assertThat(changes(files))
                .containsExactly(
                        entry("bin", Change.SAME),
                        entry("bin/app", Change.CHANGED),
                        entry("bin/new", Change.ADDED),
                        entry("bin/sh", Change.REMOVED),
                        entry("z", Change.SAME));
        assertThat(files.files(Change.CHANGED)).isOne();
        assertThat(files.bytesBefore(Change.CHANGED)).isEqualTo(10);
        assertThat(files.bytesAfter(Change.CHANGED)).isEqualTo(11);
        assertThat(files.bytesBefore(Change.REMOVED)).isEqualTo(5);
        assertThat(files.bytesAfter(Change.ADDED)).isEqualTo(2);
        int bin = find(files, "bin");
        assertThat(files.bytesBefore(bin)).isEqualTo(15);
        assertThat(files.bytesAfter(bin)).isEqualTo(13);
        assertThat(files.changes(bin)).isEqualTo(3);
    }

    @Test
    void looksAtTheFinalStateOnly() {
        FileTree overwritten =
                tree(
                        layer().file("a", 1).file("b", 2).dir("d").file("d/x", 3),
                        layer().file("a", 7).without("b").without("d"));
        assertThat(changes(FileComparison.of(overwritten, tree(layer().file("a", 7)))))
                .containsExactly(entry("a", Change.SAME));
    }

    @Test
    void saysInWhatAFileDiffers() {
        FileComparison files =
                FileComparison.of(
                        tree(
                                layer().file("content", 4, 0644, 1)
                                        .file("kind", 3)
                                        .file("mode", 4, 0755, 1)
                                        .symlink("target", "a")),
                        tree(
                                layer().file("content", 4, 0644, 2)
                                        .dir("kind")
                                        .file("kind/inside", 1)
                                        .file("mode", 4, 04755, 1)
                                        .symlink("target", "b")));
        assertThat(files.aspects(find(files, "content"))).containsExactly(FileAspect.CONTENT);
        assertThat(files.aspects(find(files, "kind")))
                .containsExactlyInAnyOrder(FileAspect.KIND, FileAspect.MODE);
        assertThat(files.aspects(find(files, "mode"))).containsExactly(FileAspect.MODE);
        assertThat(files.aspects(find(files, "target"))).containsExactly(FileAspect.TARGET);
        assertThat(files.change(find(files, "kind/inside"))).isEqualTo(Change.ADDED);
    }

    @Test
    void aFileThatBecomesADirectoryIsOneOfTheChangedFilesAndHasNoBytesThere() {
        FileComparison files =
                FileComparison.of(
                        tree(layer().symlink("bin", "usr/bin").dir("opt").file("opt/x", 4)),
                        tree(layer().dir("bin").file("bin/sh", 900).file("opt", 3)));
        int bin = find(files, "bin");
        int opt = find(files, "opt");
        assertThat(files.files(Change.CHANGED)).isEqualTo(2);
        assertThat(files.isFile(bin)).isTrue();
        assertThat(files.isFile(opt)).isTrue();
        assertThat(files.fileBytesAfter(bin)).isZero();
        assertThat(files.fileBytesAfter(opt)).isEqualTo(3);
        FileSelection changed =
                files.select(
                                new FileChangeFilter(PathPattern.any(), Set.of(Change.CHANGED), 0),
                                () -> false)
                        .orElseThrow();
        assertThat(changed.matchingFiles()).isEqualTo(2);
        assertThat(changed.bytesAfter()).isEqualTo(3);
    }

    @Test
    void filesOfOneSizeThatWereNotReadAreTakenToBeTheSameAndCounted() {
        // The content -1 is written without a hash.
        FileComparison files =
                FileComparison.of(tree(layer().file("a", 9, 0644, -1)), tree(layer().file("a", 9)));
        assertThat(files.change(1)).isEqualTo(Change.SAME);
        assertThat(files.aspects(1)).containsExactly(FileAspect.NOT_READ);
        assertThat(files.notRead()).isOne();
    }

    @Test
    void namesAreBytes() {
        byte[] first = {'n', (byte) 0xe9};
        byte[] second = {'n', (byte) 0xe8};
        FileComparison files =
                FileComparison.of(tree(layer().file(first, 1)), tree(layer().file(second, 1)));
        assertThat(changes(files).values()).containsExactly(Change.ADDED, Change.REMOVED);
    }

    @Test
    void hardLinkedFilesCountOnce() {
        FileTree two = tree(layer().file("a", 100).hardLink("b", "a"));
        FileComparison files = FileComparison.of(two, tree(layer().file("c", 1)));
        assertThat(files.files(Change.REMOVED)).isEqualTo(2);
        assertThat(files.bytesBefore(Change.REMOVED)).isEqualTo(100);
    }

    @Test
    void aFilterKeepsTheWayToWhatMatches() {
        FileComparison files =
                FileComparison.of(
                        tree(layer().dir("usr").dir("usr/bin").file("usr/bin/gcc", 9).file("x", 1)),
                        tree(
                                layer().dir("usr")
                                        .dir("usr/lib")
                                        .file("usr/lib/a.so", 3)
                                        .file("x", 1)));
        FileSelection differences =
                files.select(FileChangeFilter.DIFFERENCES, () -> false).orElseThrow();
        assertThat(shown(differences))
                .containsExactly("usr", "usr/bin", "usr/bin/gcc", "usr/lib", "usr/lib/a.so");
        assertThat(differences.matchingFiles()).isEqualTo(2);
        FileSelection glob =
                files.select(
                                new FileChangeFilter(
                                        PathPattern.glob("*.so"), Set.of(Change.ADDED), 3),
                                () -> false)
                        .orElseThrow();
        assertThat(shown(glob)).containsExactly("usr", "usr/lib", "usr/lib/a.so");
        assertThat(glob.bytesAfter()).isEqualTo(3);
        assertThat(glob.hasChildren(find(files, "usr/bin"))).isFalse();
        assertThat(glob.children(find(files, "usr"))).containsExactly(find(files, "usr/lib"));
    }

    @Test
    void aFilterStopsWhenCancelled() {
        Listings many = layer();
        for (int i = 0; i < 5000; i++) {
            many.file("f%04d".formatted(i), i);
        }
        FileComparison files = FileComparison.of(tree(many), tree(layer()));
        assertThat(files.select(FileChangeFilter.ALL, () -> true)).isEqualTo(Optional.empty());
    }

    /// Against sets of paths, which need no order.
    @Test
    void agreesWithSetsOfPathsOnRandomTrees() {
        Random random = new Random(7);
        for (int run = 0; run < 200; run++) {
            Map<String, Long> a = paths(random);
            Map<String, Long> b = paths(random);
            FileComparison files = FileComparison.of(treeOf(a), treeOf(b));
            Set<String> all = new TreeSet<>(a.keySet());
            all.addAll(b.keySet());
            Map<String, Change> seen = changes(files);
            for (String path : all) {
                Change expected =
                        !a.containsKey(path)
                                ? Change.ADDED
                                : !b.containsKey(path)
                                        ? Change.REMOVED
                                        : a.get(path).equals(b.get(path))
                                                ? Change.SAME
                                                : Change.CHANGED;
                assertThat(seen.get(path)).as(path).isEqualTo(expected);
            }
            assertThat(files.bytesBefore(FileComparison.ROOT))
                    .isEqualTo(a.values().stream().mapToLong(Long::longValue).sum());
        }
    }

    /// Files in two levels of directories; a name is a directory's or a file's, never both.
    private static Map<String, Long> paths(Random random) {
        Map<String, Long> paths = new LinkedHashMap<>();
        for (int i = random.nextInt(30); i > 0; i--) {
            String folder = random.nextInt(3) == 0 ? "" : "d" + random.nextInt(4) + "/";
            String deeper = random.nextInt(3) == 0 ? "e-" + random.nextInt(3) + "/" : "";
            paths.put(folder + deeper + "f" + random.nextInt(9), (long) random.nextInt(3));
        }
        return paths;
    }

    private static FileTree treeOf(Map<String, Long> paths) {
        Listings listing = layer();
        paths.forEach(listing::file);
        return tree(listing);
    }
}
