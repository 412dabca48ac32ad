package dev.stagecraft.image;

import static dev.stagecraft.image.Listings.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/// The rules of `layer.md`, "Applying Changesets", on trees of a few paths.
class FileTreeTest {
    private static FileTree tree(Listings... layers) {
        List<LayerListing> listings = new ArrayList<>();
        for (Listings layer : layers) {
            listings.add(layer.build());
        }
        return FileTree.of(listings);
    }

    private static List<String> paths(FileTree tree, ViewScope scope) {
        LayerView view = LayerView.of(tree, scope);
        List<String> paths = new ArrayList<>();
        for (int node = 1; node < tree.size(); node++) {
            if (view.contains(node)) {
                paths.add(tree.path(node) + (view.isDirectory(node) ? "/" : ""));
            }
        }
        return paths;
    }

    private static Map<String, FileState> states(FileTree tree, ViewScope scope) {
        LayerView view = LayerView.of(tree, scope);
        Map<String, FileState> states = new TreeMap<>();
        for (int node = 1; node < tree.size(); node++) {
            if (view.contains(node)) {
                states.put(tree.path(node), view.state(node));
            }
        }
        return states;
    }

    private static FileVersion first(FileTree tree, String path) {
        return tree.versions(tree.find(path)).getFirst();
    }

    @Test
    void aLayerOfMarkersCanBeStopped() {
        Listings markers = layer();
        for (int i = 0; i < 5_000; i++) {
            markers.without("f" + i);
        }
        LayerListing listing = markers.build();
        FileTreeBuilder builder = new FileTreeBuilder();
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> builder.add(listing))
                    .isInstanceOf(CancellationException.class);
            assertThat(builder.versions()).isLessThan(5_000);
        } finally {
            Thread.interrupted();
        }
    }

    /// The example of `layer.md`, "Whiteouts".
    @Test
    void whiteoutHidesTheLowerFile() {
        FileTree tree =
                tree(
                        layer().dir("a").dir("a/b").dir("a/b/c").file("a/b/c/bar", 7),
                        layer().dir("a")
                                .without("a/b")
                                .dir("a/b")
                                .dir("a/b/c")
                                .file("a/b/c/foo", 5));
        assertThat(paths(tree, ViewScope.FINAL))
                .containsExactly("a/", "a/b/", "a/b/c/", "a/b/c/foo");
        assertThat(first(tree, "a/b/c/bar").cause()).isEqualTo(DeathCause.DIRECTORY_REMOVED);
        assertThat(first(tree, "a/b/c/bar").diedIn()).contains(1);
        assertThat(Efficiency.of(tree)).isEqualTo(new Efficiency(12, 5, 2, 1));
        assertThat(Efficiency.deadByLayer(tree)).containsExactly(7, 0);
    }

    @Test
    void opaqueHidesAllLowerChildrenWhereverItStands() {
        Listings below =
                layer().dir("etc").file("etc/my-app-config", 10).dir("bin").file("bin/x", 1);
        for (Listings above :
                List.of(
                        layer().opaque("bin").dir("bin").file("bin/tools", 2),
                        layer().dir("bin").file("bin/tools", 2).opaque("bin"))) {
            FileTree tree = tree(below, above);
            assertThat(paths(tree, ViewScope.FINAL))
                    .containsExactly("bin/", "bin/tools", "etc/", "etc/my-app-config");
            assertThat(first(tree, "bin/x").cause()).isEqualTo(DeathCause.DIRECTORY_OPAQUE);
        }
    }

    @Test
    void aFileAddedAndWhitedOutInOneLayerSurvivesInBothOrders() {
        for (Listings above :
                List.of(layer().file("f", 2).without("f"), layer().without("f").file("f", 2))) {
            FileTree tree = tree(layer().file("f", 9), above);
            assertThat(paths(tree, ViewScope.FINAL)).containsExactly("f");
            assertThat(tree.live(tree.find("f")).orElseThrow().size()).isEqualTo(2);
            assertThat(first(tree, "f").cause()).isEqualTo(DeathCause.REMOVED);
        }
    }

    @Test
    void aWhiteoutOfNothingIsHarmlessAndSaysSo() {
        FileTree tree = tree(layer().file("a", 1), layer().without("gone/away").file("b", 2));
        assertThat(paths(tree, ViewScope.FINAL)).containsExactly("a", "b", "gone/");
        assertThat(first(tree, "gone/away").notes()).containsExactly(FileNote.HIDES_NOTHING);
        assertThat(states(tree, new ViewScope.ThisLayer(1)))
                .containsEntry("gone/away", FileState.REMOVED)
                .containsEntry("b", FileState.ADDED);
    }

    /// What `docker export` lists of an image with such a layer, Docker Engine 20.10.
    @Test
    void aMarkerMakesItsDirectoryAsAnEngineDoes() {
        FileTree tree =
                tree(
                        layer().file("a", 1).dir("old").dir("old/sub").file("file", 1),
                        layer().without("new/sub/x")
                                .opaque("clear/sub")
                                .without("old/sub")
                                .without("old/sub/x")
                                .without("file/x"));
        assertThat(paths(tree, ViewScope.FINAL))
                .containsExactly("a", "clear/", "clear/sub/", "file", "new/", "new/sub/", "old/");
        assertThat(first(tree, "new/sub").notes()).contains(FileNote.IMPLIED);
    }

    /// As a damaged recording or cache entry may: of a symbolic link it would be a row that is
    /// none.
    @Test
    void aListingCannotSayWhatOnlyTheTreeKnows() {
        int all = (1 << FileNote.values().length) - 1;
        LayerListing.Builder claims = new LayerListing.Builder();
        for (FileKind kind : FileKind.values()) {
            byte[] path = kind.name().getBytes(StandardCharsets.UTF_8);
            claims.add(path, path.length, kind, all, 0, 0, Owner.ROOT, 0, path, 1, 1);
        }
        FileTree tree = FileTree.of(List.of(claims.build()));
        assertThat(first(tree, "SYMLINK").notes())
                .doesNotContain(FileNote.HARD_LINK, FileNote.IMPLIED, FileNote.DANGLING);
        assertThat(first(tree, "SYMLINK").linkTarget()).contains("SYMLINK");
    }

    @Test
    void aFileOverADirectoryRemovesItsChildren() {
        FileTree tree = tree(layer().dir("d").file("d/x", 4), layer().file("d", 1));
        assertThat(paths(tree, ViewScope.FINAL)).containsExactly("d");
        assertThat(first(tree, "d/x").cause()).isEqualTo(DeathCause.DIRECTORY_REPLACED);
    }

    @Test
    void aDirectoryWhoseOwnerIsOnlyNamedInAnotherLayerIsUnchanged() {
        FileTree tree =
                tree(
                        layer().dir("d").file("d/x", 4),
                        layer().by(new Owner(0, 0, "root", "root")).dir("d").file("d/y", 1),
                        layer().by(new Owner(7, 0, "", "")).dir("d"));
        assertThat(states(tree, new ViewScope.ThisLayer(1)))
                .isEqualTo(Map.of("d", FileState.UNCHANGED, "d/y", FileState.ADDED));
        assertThat(states(tree, new ViewScope.ThisLayer(2)))
                .isEqualTo(Map.of("d", FileState.CHANGED));
    }

    @Test
    void aDirectoryOverADirectoryMerges() {
        FileTree tree = tree(layer().dir("d").file("d/x", 4), layer().dir("d").file("d/y", 1));
        assertThat(paths(tree, ViewScope.FINAL)).containsExactly("d/", "d/x", "d/y");
        assertThat(states(tree, new ViewScope.ThisLayer(1)))
                .isEqualTo(Map.of("d", FileState.UNCHANGED, "d/y", FileState.ADDED));
    }

    @Test
    void aChildMakesItsParentADirectory() {
        FileTree tree = tree(layer().file("d", 4), layer().file("d/x", 1));
        assertThat(paths(tree, ViewScope.FINAL)).containsExactly("d/", "d/x");
        assertThat(first(tree, "d").cause()).isEqualTo(DeathCause.OVERWRITTEN);
        assertThat(tree.live(tree.find("d")).orElseThrow().notes()).contains(FileNote.IMPLIED);
    }

    @Test
    void ofTwoEntriesInOneLayerTheLastWinsAndCountsAlone() {
        FileTree tree = tree(layer().file("f", 4).file("f", 6));
        assertThat(tree.live(tree.find("f")).orElseThrow().size()).isEqualTo(6);
        assertThat(tree.live(tree.find("f")).orElseThrow().notes()).contains(FileNote.DUPLICATE);
        assertThat(Efficiency.of(tree).totalBytes()).isEqualTo(6);
    }

    @Test
    void anEntryLandsWhereASymlinkedParentLeads() {
        FileTree tree =
                tree(
                        layer().dir("usr/lib").symlink("lib", "/usr/lib"),
                        layer().file("lib/x.so", 3).without("lib/none"));
        assertThat(paths(tree, ViewScope.FINAL))
                .containsExactly("lib", "usr/", "usr/lib/", "usr/lib/x.so");
        assertThat(first(tree, "usr/lib/x.so").notes()).contains(FileNote.THROUGH_SYMLINK);
    }

    /// As overlay writes `rm link && mkdir link`: what the link led to stays.
    @Test
    void markersInADirectoryThatReplacesALinkMeanTheDirectory() {
        Listings below = layer().dir("keep").file("keep/a", 1).symlink("link", "keep");
        for (Listings above :
                List.of(
                        layer().dir("link").opaque("link").file("link/e", 2),
                        layer().opaque("link").file("link/e", 2).dir("link"),
                        layer().dir("link").without("link/a").file("link/e", 2))) {
            FileTree tree = tree(below, above);
            assertThat(paths(tree, ViewScope.FINAL))
                    .containsExactly("keep/", "keep/a", "link/", "link/e");
            assertThat(first(tree, "link").cause()).isEqualTo(DeathCause.OVERWRITTEN);
            assertThat(first(tree, "link").diedIn()).contains(1);
            assertThat(states(tree, new ViewScope.ThisLayer(1)))
                    .containsEntry("link", FileState.CHANGED)
                    .doesNotContainKey("keep/a");
        }
    }

    /// Where the layer says nothing of the link itself, the way leads through it.
    @Test
    void markersBehindALinkThatStaysMeanWhatItLeadsTo() {
        FileTree tree =
                tree(
                        layer().dir("keep")
                                .file("keep/a", 1)
                                .file("keep/b", 1)
                                .symlink("l", "keep"),
                        layer().without("l/a"));
        assertThat(paths(tree, ViewScope.FINAL)).containsExactly("keep/", "keep/b", "l");
    }

    @Test
    void aLinkOutOfTheRootStaysInIt() {
        FileTree tree = tree(layer().symlink("out", "../../etc"), layer().file("out/passwd", 3));
        assertThat(paths(tree, ViewScope.FINAL)).containsExactly("etc/", "etc/passwd", "out");
    }

    @Test
    void aCircleOfSymlinksEndsTheEntryAndNotTheLayer() {
        FileTreeBuilder builder = new FileTreeBuilder();
        builder.add(layer().symlink("a", "b").symlink("b", "a").build());
        builder.add(layer().file("a/x", 1).file("y", 1).build());
        assertThat(builder.rejected()).isEqualTo(1);
        assertThat(paths(builder.build(), ViewScope.FINAL)).containsExactly("a", "b", "y");
    }

    @Test
    void hardLinksCountOnceAndLiveWhileOneNameDoes() {
        FileTree tree =
                tree(
                        layer().file("a", 100).hardLink("b", "a").hardLink("c", "b"),
                        layer().without("a"),
                        layer().without("b"));
        assertThat(Efficiency.of(tree)).isEqualTo(new Efficiency(100, 100, 1, 1));
        assertThat(Efficiency.deadByLayer(tree)).containsOnly(0);
        LayerView view = LayerView.of(tree, ViewScope.FINAL);
        assertThat(view.size(FileTree.ROOT)).isEqualTo(100);
        assertThat(view.size(tree.find("c"))).isEqualTo(100);
        assertThat(tree.linkTarget(tree.firstVersion(tree.find("c")))).contains("a");
        FileTree gone =
                tree(
                        layer().file("a", 100).hardLink("b", "a"),
                        layer().without("b"),
                        layer().without("a"));
        assertThat(Waste.of(gone).killedBy(2)).isEqualTo(100);
        assertThat(Waste.of(gone).get(0).cause()).isEqualTo(DeathCause.REMOVED);
    }

    /// As when a folder is given another owner that holds two of three names.
    @Test
    void aHardLinkLeadsToANameOfTheSameFileOrNowhere() {
        FileTree tree =
                tree(
                        layer().file("a", 100).hardLink("b", "a").hardLink("c", "a").file("z", 1),
                        layer().file("a", 100),
                        layer().file("b", 7));
        LayerView first = LayerView.of(tree, new ViewScope.UpTo(0));
        assertThat(first.linkTarget(tree.find("c"))).contains("a");
        assertThat(first.linkTarget(tree.find("a"))).isEmpty();
        LayerView second = LayerView.of(tree, new ViewScope.UpTo(1));
        assertThat(second.linkTarget(tree.find("b"))).isEmpty();
        assertThat(second.linkTarget(tree.find("c"))).contains("b");
        LayerView last = LayerView.of(tree, ViewScope.FINAL);
        assertThat(last.linkTarget(tree.find("c"))).isEmpty();
        assertThat(last.size(tree.find("c"))).isEqualTo(100);
        assertThat(last.linkTarget(tree.find("z"))).isEmpty();
    }

    /// One name of three gets a file of its own later; the other two are what they were. What
    /// `docker export` lists of an image with such a layer, Docker Engine 20.10: each entry changes
    /// the one file that all of them name.
    @Test
    void theLastEntryOfAFileSaysModeAndOwnerOfAllItsNames() {
        FileTree tree =
                tree(
                        layer().by(new Owner(5, 6, "", ""))
                                .file("h1", 3, 0600, 3)
                                .by(new Owner(1, 1, "", ""))
                                .hardLink("h2", "h1")
                                .by(new Owner(7, 8, "", ""))
                                .hardLink("h3", "h2"));
        for (String name : List.of("h1", "h2", "h3")) {
            assertThat(first(tree, name).mode()).isEqualTo(0644);
            assertThat(first(tree, name).owner()).isEqualTo(new Owner(7, 8, "", ""));
        }
    }

    @Test
    void aNameThatIsWrittenAnewLeavesItsHardLinksBehind() {
        FileTree tree =
                tree(
                        layer().file("t2", 4),
                        layer().hardLink("t1", "t2").hardLink("t3", "t1"),
                        layer().file("t1", 9));
        LayerView view = LayerView.of(tree, ViewScope.FINAL);
        assertThat(view.size(tree.find("t1"))).isEqualTo(9);
        assertThat(tree.versions(tree.find("t3")).getLast().linkTarget()).contains("t2");
        assertThat(view.size(FileTree.ROOT)).isEqualTo(13);
        assertThat(Efficiency.of(tree).deadBytes()).isZero();
    }

    @Test
    void forwardDanglingAndCircularHardLinksEnd() {
        FileTree tree =
                tree(
                        layer().hardLink("early", "late")
                                .file("late", 8)
                                .hardLink("nowhere", "missing")
                                .hardLink("x", "y")
                                .hardLink("y", "x")
                                .hardLink("self", "self"));
        assertThat(first(tree, "early").linkTarget()).contains("late");
        assertThat(first(tree, "early").size()).isEqualTo(8);
        for (String dangling : List.of("nowhere", "x", "y", "self")) {
            assertThat(first(tree, dangling).notes()).as(dangling).contains(FileNote.DANGLING);
        }
        assertThat(Efficiency.of(tree).totalBytes()).isEqualTo(8);
    }

    @Test
    void namesThatAreNoTextStayApart() {
        FileTree tree =
                tree(
                        layer().file(new byte[] {'f', (byte) 0xff}, 1)
                                .file(new byte[] {'f', (byte) 0xfe}, 2));
        assertThat(paths(tree, ViewScope.FINAL)).containsExactly("f\\xfe", "f\\xff");
        assertThat(tree.live(tree.find("f\\xff")).orElseThrow().size()).isEqualTo(1);
    }

    @Test
    void aCopyWithOtherMetadataIsToldFromANewContent() {
        FileTree tree =
                tree(
                        layer().file("same", 50, 0644, 1).file("other", 60, 0644, 2),
                        layer().file("same", 50, 0755, 1).file("other", 60, 0644, 3));
        Waste waste = Waste.of(tree);
        assertThat(waste.bytesBy(DeathCause.COPIED_UNCHANGED)).isEqualTo(50);
        assertThat(waste.bytesBy(DeathCause.OVERWRITTEN)).isEqualTo(60);
        assertThat(waste.largest(9))
                .extracting(
                        d -> tree.path(d.node()), Waste.DeadFile::cause, Waste.DeadFile::changed)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "other", DeathCause.OVERWRITTEN, Set.of()),
                        org.assertj.core.groups.Tuple.tuple(
                                "same", DeathCause.COPIED_UNCHANGED, Set.of(MetadataChange.MODE)));
    }

    @Test
    void sameContentTwiceInTheFinalImageIsListed() {
        FileTree tree =
                tree(
                        layer().file("a", 5).file("b", 5).hardLink("c", "a").file("z", 0),
                        layer().file("d", 5));
        assertThat(Waste.of(tree).duplicates())
                .containsExactly(
                        new Waste.Duplicate(
                                5, List.of(tree.find("a"), tree.find("b"), tree.find("d"))));
        assertThat(Waste.of(tree).duplicates().getFirst().wasted()).isEqualTo(10);
    }

    @Test
    void viewsSumUpWhatTheyShow() {
        FileTree tree =
                tree(
                        layer().dir("d").file("d/a", 1).file("d/b", 10),
                        layer().dir("d").file("d/b", 100).without("d/a").file("n", 1000),
                        layer().without("d"));
        LayerView one = LayerView.of(tree, new ViewScope.ThisLayer(1));
        assertThat(one.size(FileTree.ROOT)).isEqualTo(1100);
        assertThat(one.size(tree.find("d"))).isEqualTo(100);
        assertThat(one.size(tree.find("d/a"))).isEqualTo(1);
        assertThat(one.bytesIn(FileState.REMOVED)).isEqualTo(1);
        assertThat(one.bytesIn(FileState.CHANGED)).isEqualTo(100);
        assertThat(states(tree, new ViewScope.UpTo(1)))
                .isEqualTo(
                        Map.of(
                                "d", FileState.UNCHANGED,
                                "d/a", FileState.REMOVED,
                                "d/b", FileState.CHANGED,
                                "n", FileState.ADDED));
        LayerView dead = LayerView.of(tree, ViewScope.DEAD);
        assertThat(dead.size(FileTree.ROOT)).isEqualTo(111);
        assertThat(dead.size(tree.find("d/b"))).isEqualTo(110);
        assertThat(dead.bytesIn(FileState.DEAD)).isEqualTo(111);
        LayerView two = LayerView.of(tree, new ViewScope.ThisLayer(2));
        assertThat(two.size(tree.find("d"))).isEqualTo(100);
        assertThat(two.size(FileTree.ROOT)).isZero();
    }

    @Test
    void filtersByTextGlobRegexStateAndSize() {
        FileTree tree =
                tree(
                        layer().dir("usr/Lib")
                                .file("usr/Lib/libc.so", 10)
                                .file("usr/Lib/x.py", 3)
                                .file("etc/é", 4),
                        layer().file("usr/Lib/libm.so", 99));
        LayerView view = LayerView.of(tree, new ViewScope.UpTo(1));
        assertThat(matching(view, FileFilter.of(PathPattern.text("LIB/l"))))
                .containsExactly("usr/Lib/libc.so", "usr/Lib/libm.so");
        assertThat(matching(view, FileFilter.of(PathPattern.text("É")))).containsExactly("etc/é");
        assertThat(matching(view, FileFilter.of(PathPattern.glob("*.so"))))
                .containsExactly("usr/Lib/libc.so", "usr/Lib/libm.so");
        assertThat(matching(view, FileFilter.of(PathPattern.glob("/usr/*/x.{py,rb}"))))
                .containsExactly("usr/Lib/x.py");
        assertThat(matching(view, FileFilter.of(PathPattern.glob("**/lib[c-d].so"))))
                .containsExactly("usr/Lib/libc.so");
        assertThat(matching(view, FileFilter.of(PathPattern.regex("^/etc/.$"))))
                .containsExactly("etc/é");
        assertThat(matching(view, FileFilter.NONE.withStates(Set.of(FileState.ADDED))))
                .containsExactly("usr/Lib/libm.so");
        assertThat(matching(view, FileFilter.NONE.withMinSize(10)))
                .containsExactly("usr/Lib/libc.so", "usr/Lib/libm.so");
        LayerView so =
                view.filter(FileFilter.of(PathPattern.glob("*.so")), () -> false).orElseThrow();
        assertThat(so.size(FileTree.ROOT)).isEqualTo(109);
        assertThat(so.children(FileTree.ROOT)).containsExactly(tree.find("usr"));
        assertThat(so.filter(FileFilter.NONE, () -> false)).contains(view);
    }

    private static List<String> matching(LayerView view, FileFilter filter) {
        LayerView filtered = view.filter(filter, () -> false).orElseThrow();
        List<String> paths = new ArrayList<>();
        for (int node = 0; node < view.tree().size(); node++) {
            if (filtered.matches(node)) {
                paths.add(view.tree().path(node));
            }
        }
        return paths;
    }
}
