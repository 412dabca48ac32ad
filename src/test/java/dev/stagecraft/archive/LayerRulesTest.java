package dev.stagecraft.archive;

import static dev.stagecraft.archive.TarBytes.tar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.image.FileKind;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.LayerListing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// From the bytes of layers to what a container sees. The questions are those that the tests of
/// moby (`pkg/archive`), containerd (`archive`), umoci (`oci/layer`) and go-containerregistry
/// (`mutate`) ask; where these differ among themselves the image specification decides.
class LayerRulesTest {
    private static FileTree tree(TarBytes... layers) throws IOException {
        List<LayerListing> listings = new ArrayList<>();
        for (TarBytes layer : layers) {
            listings.add(LayerParserTest.parse(layer.bytes()).listing());
        }
        return FileTree.of(listings);
    }

    /// The paths after all layers, folders with a slash.
    private static List<String> paths(FileTree tree) {
        List<String> paths = new ArrayList<>();
        for (int node = 1; node < tree.size(); node++) {
            int row = tree.visibleAt(node, tree.layers() - 1);
            if (row != FileTree.NONE) {
                boolean folder = tree.kind(row) == FileKind.DIRECTORY;
                paths.add(tree.path(node) + (folder ? "/" : ""));
            }
        }
        return paths;
    }

    private static int row(FileTree tree, String path) {
        return tree.visibleAt(tree.find(path), tree.layers() - 1);
    }

    private static boolean sameInode(FileTree tree, String one, String other) {
        return tree.inode(row(tree, one)) == tree.inode(row(tree, other));
    }

    /// A name that begins with a dot is whited out by two dots in a row, and is no odd name.
    @Test
    void hiddenFilesAndFoldersAreWhitedOutToo() throws IOException {
        TarBytes base =
                tar().file(".top", "1")
                        .dir(".d/")
                        .file(".d/.in", "1")
                        .dir("p/")
                        .file("p/.f", "1")
                        .dir("p/.e/")
                        .file("p/.e/x", "1")
                        .file("p/f", "1");
        assertThat(
                        paths(
                                tree(
                                        base,
                                        tar().file(".wh..top", "")
                                                .file(".wh..d", "")
                                                .file("p/.wh..f", "")
                                                .file("p/.wh..e", ""))))
                .containsExactly("p/", "p/f");
        assertThat(paths(tree(base, tar().file("p/.wh.f", ""))))
                .containsExactly(".d/", ".d/.in", ".top", "p/", "p/.e/", "p/.e/x", "p/.f");
    }

    @Test
    void anOpaqueFolderKeepsWhatItsOwnLayerPutsThere() throws IOException {
        FileTree tree =
                tree(
                        tar().dir("d/")
                                .file("d/.a", "1")
                                .dir("d/sub/")
                                .file("d/sub/old", "1")
                                .file("d/sub/both", "1")
                                .file("beside", "1"),
                        tar().dir("d/")
                                .file("d/.new", "1")
                                .file("d/.wh..wh..opq", "")
                                .dir("d/sub/")
                                .file("d/sub/both", "22"),
                        tar().file("d/sub/last", "1"));
        assertThat(paths(tree))
                .containsExactly("beside", "d/", "d/.new", "d/sub/", "d/sub/both", "d/sub/last");
        assertThat(tree.fileSize(row(tree, "d/sub/both"))).isEqualTo(2);
    }

    @Test
    void anOpaqueRootLeavesOnlyItsOwnLayer() throws IOException {
        assertThat(
                        paths(
                                tree(
                                        tar().dir("d/").file("d/x", "1").file("f", "1"),
                                        tar().file(".new", "1")
                                                .file(".wh..wh..opq", "")
                                                .file("f", "22"))))
                .containsExactly(".new", "f");
    }

    /// A folder is whited out in one layer and made anew in the next: nothing of it comes back.
    @Test
    void whatIsMadeAnewAfterItsRemovalIsEmpty() throws IOException {
        assertThat(
                        paths(
                                tree(
                                        tar().dir("d/").file("d/x", "1"),
                                        tar().file(".wh.d", ""),
                                        tar().dir("d/").file("d/y", "1"))))
                .containsExactly("d/", "d/y");
    }

    /// A whiteout takes away what has exactly its name, and what merely begins like it stays.
    @Test
    void aWhiteoutOfAFolderSparesItsNamesakes() throws IOException {
        assertThat(
                        paths(
                                tree(
                                        tar().dir("red/")
                                                .file("red/blue/x", "1")
                                                .file("red/blueish", "1")
                                                .file("red/blue.txt", "1"),
                                        tar().file("red/.wh.blue", ""))))
                .containsExactly("red/", "red/blue.txt", "red/blueish");
    }

    /// Markers whose folders no entry makes, or one makes a file of, or another marker takes away.
    /// Where the others differ, this is what a container of Docker Engine 20.10 has.
    @Test
    void markersWithoutAFolderOfTheirOwn() throws IOException {
        TarBytes base =
                tar().dir("f/")
                        .file("f/x", "1")
                        .dir("w/")
                        .file("w/x", "1")
                        .file("deep/a/b/x", "1")
                        .file("deep/a/c", "1");
        assertThat(
                        paths(
                                tree(
                                        base,
                                        tar().file("f", "a file first")
                                                .file("f/.wh..wh..opq", "")
                                                .file(".wh.w", "")
                                                .file("w/.wh..wh..opq", "")
                                                .file("deep/a/b/.wh..wh..opq", "")
                                                .file("deep/a/.wh.c", ""))))
                .containsExactly("deep/", "deep/a/", "deep/a/b/", "f");
    }

    /// Whiteouts in an opaque folder say nothing new, before its marker and after it; and an opaque
    /// folder may lie in another.
    @Test
    void markersInAnOpaqueFolderAddNothing() throws IOException {
        TarBytes base =
                tar().file("o/foo/bar/before", "1")
                        .file("o/a/b/c/after", "1")
                        .file("o/a/kept", "1")
                        .file("n/a/b/x", "1")
                        .file("n/a/y", "1");
        assertThat(
                        paths(
                                tree(
                                        base,
                                        tar().file("o/foo/bar/.wh.before", "")
                                                .file("o/regular", "1")
                                                .file("o/.wh..wh..opq", "")
                                                .file("o/a/b/c/.wh.after", "")
                                                .file("o/a/mine", "1")
                                                .file("n/a/b/.wh..wh..opq", "")
                                                .file("n/a/.wh..wh..opq", "")
                                                .file("n/.wh..wh..opq", "")
                                                .file("n/a/b/z", "1"))))
                .filteredOn(p -> !p.endsWith("/"))
                .containsExactly("n/a/b/z", "o/a/mine", "o/regular");
    }

    /// The folder that something is taken out of stays as it was, its time included.
    @Test
    void aWhiteoutLeavesItsFolderAsItWas() throws IOException {
        FileTree tree =
                tree(
                        tar().at(123).dir("some/").at(456).file("some/file", "1"),
                        tar().at(789).file("some/.wh.file", ""));
        assertThat(paths(tree)).containsExactly("some/");
        assertThat(tree.modified(row(tree, "some"))).isEqualTo(123);
    }

    @Test
    void whatLacksParentsGetsThem() throws IOException {
        FileTree tree = tree(tar().file("a/b/c/file", "x"));
        assertThat(paths(tree)).containsExactly("a/", "a/b/", "a/b/c/", "a/b/c/file");
        assertThat(tree.mode(row(tree, "a/b"))).isEqualTo(0755);
    }

    /// Links of every way of writing that lead to `/etc`, each inside the image.
    @Test
    void aFileWrittenThroughALinkLandsInsideTheImage() throws IOException {
        for (String target :
                List.of(
                        "/etc",
                        "etc",
                        "./etc",
                        "../../../../../../../etc",
                        "/../../etc",
                        "/./.././.././../etc",
                        "none/../../../etc",
                        "/etc/./")) {
            FileTree tree =
                    tree(
                            tar().dir("etc/")
                                    .file("etc/emptied", "not empty")
                                    .symlink("local", target)
                                    .file("/local/new", "1")
                                    .file("local/emptied", ""));
            assertThat(paths(tree))
                    .as(target)
                    .contains("etc/", "etc/emptied", "etc/new", "local")
                    .noneMatch(p -> p.startsWith("local/"));
            assertThat(tree.fileSize(row(tree, "etc/emptied"))).as(target).isZero();
        }
    }

    @Test
    void aLinkToTheRootLeadsToTheRoot() throws IOException {
        for (String target : List.of("/", "..", "/../", "/./.././.././../", "../../../..")) {
            assertThat(paths(tree(tar().symlink("link", target).file("link/file", "1"))))
                    .as(target)
                    .containsExactly("file", "link");
        }
    }

    @Test
    void aLinkToALinkIsFollowedToItsEnd() throws IOException {
        for (String target : List.of("/dummy/etc", "./dummy/etc")) {
            FileTree tree =
                    tree(
                            tar().dir("etc/")
                                    .dir("dummy/")
                                    .symlink("dummy/etc", "/etc")
                                    .symlink("local", target)
                                    .file("local/one", "1")
                                    .file("dummy/etc/two", "1"));
            assertThat(paths(tree))
                    .containsExactly("dummy/", "dummy/etc", "etc/", "etc/one", "etc/two", "local");
        }
    }

    /// A hard link's target may be written in every way that leads to the file, through links and
    /// upwards beyond the root.
    @Test
    void aHardLinkNamesAFileInsideTheImage() throws IOException {
        for (String target :
                List.of(
                        "etc/passwd",
                        "/etc/passwd",
                        "./etc/passwd",
                        "/abs/passwd",
                        "rel/passwd",
                        "d/up/passwd",
                        "/../etc/passwd",
                        "../../../../../etc/passwd")) {
            FileTree tree =
                    tree(
                            tar().dir("etc/")
                                    .file("etc/passwd", "inside")
                                    .symlink("abs", "/etc")
                                    .symlink("rel", "../../../etc")
                                    .dir("d/")
                                    .symlink("d/up", "../d/../../etc")
                                    .hardLink("mine", target));
            assertThat(sameInode(tree, "mine", "etc/passwd")).as(target).isTrue();
        }
    }

    /// Of a symbolic link a hard link is another name, and not of what it leads to.
    @Test
    void aHardLinkToASymbolicLinkIsThatLink() throws IOException {
        FileTree tree =
                tree(
                        tar().file("regular", "x")
                                .symlink("soft", "../../regular")
                                .hardLink("hard", "soft"));
        assertThat(tree.kind(row(tree, "hard"))).isEqualTo(FileKind.SYMLINK);
        assertThat(sameInode(tree, "hard", "soft")).isTrue();
        assertThat(sameInode(tree, "hard", "regular")).isFalse();
    }

    /// What would leave the image is left out, and takes nothing of it along.
    @Test
    void whatLeadsOutOfTheImageIsLeftOut() throws IOException {
        ParsedLayer layer =
                LayerParserTest.parse(
                        tar().file("../victim/a", "1")
                                .file("/../victim/b", "1")
                                .file("x/../../victim/c", "1")
                                .hardLink("dangling", "../victim")
                                .file("kept", "1")
                                .bytes());
        FileTree tree = FileTree.of(List.of(layer.listing()));
        assertThat(paths(tree)).containsExactly("dangling", "kept");
        assertThat(layer.problems())
                .extracting(LayerProblem::kind)
                .containsExactly(LayerProblem.Kind.REJECTED_ENTRIES);
    }

    /// In one layer a link and then a file of its name, which is no way out either.
    @Test
    void aFileTakesThePlaceOfALinkAndNotOfWhatItLeadsTo() throws IOException {
        FileTree tree =
                tree(
                        tar().dir("victim/").file("victim/hello", "12345"),
                        tar().symlink("loophole", "victim").file("loophole", "1"));
        assertThat(paths(tree)).containsExactly("loophole", "victim/", "victim/hello");
        assertThat(tree.kind(row(tree, "loophole"))).isEqualTo(FileKind.FILE);
    }
}
