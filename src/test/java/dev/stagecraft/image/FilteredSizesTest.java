package dev.stagecraft.image;

import static dev.stagecraft.image.Listings.layer;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What a filter makes of the sizes and counts of a view.
class FilteredSizesTest {
    private final FileTree tree =
            FileTree.of(
                    List.of(
                            layer().dir("a")
                                    .file("a/big.so", 1000)
                                    .file("a/small.txt", 1)
                                    .dir("b")
                                    .dir("b/deep")
                                    .file("b/deep/mid.so", 300)
                                    .file("b/other", 5000)
                                    .dir("c")
                                    .file("c/x.txt", 7)
                                    .build(),
                            layer().file("a/big.so", 900)
                                    .without("b/deep/mid.so")
                                    .file("b/new.so", 40)
                                    .without("c")
                                    .build()));

    private static LayerView filter(LayerView view, FileFilter filter) {
        return view.filter(filter, () -> false).orElseThrow();
    }

    private LayerView so(ViewScope scope) {
        return filter(LayerView.of(tree, scope), FileFilter.of(PathPattern.glob("*.so")));
    }

    @Test
    void aDirectoryHasTheBytesOfWhatMatchesInIt() {
        LayerView view = so(new ViewScope.UpTo(0));
        assertThat(view.size(tree.find("a"))).isEqualTo(1000);
        assertThat(view.size(tree.find("b/deep"))).isEqualTo(300);
        assertThat(view.size(tree.find("b"))).isEqualTo(300);
        assertThat(view.size(FileTree.ROOT)).isEqualTo(1300);
        assertThat(view.files(tree.find("b"))).isEqualTo(1);
        assertThat(view.files(FileTree.ROOT)).isEqualTo(2);
        assertThat(view.whole().size(tree.find("b"))).isEqualTo(5300);
    }

    @Test
    void aLeastSizeAndAStateLeaveOutWhatTheyHide() {
        LayerView view = LayerView.of(tree, new ViewScope.UpTo(1));
        assertThat(filter(view, FileFilter.NONE.withMinSize(900)).size(FileTree.ROOT))
                .isEqualTo(5900);
        LayerView added = filter(view, FileFilter.NONE.withStates(Set.of(FileState.ADDED)));
        assertThat(added.size(tree.find("b"))).isEqualTo(40);
        assertThat(added.size(FileTree.ROOT)).isEqualTo(40);
    }

    @Test
    void aFilterTakesThePlaceOfTheOneBefore() {
        LayerView other =
                filter(so(new ViewScope.UpTo(0)), FileFilter.of(PathPattern.text("other")));
        assertThat(other.size(tree.find("b"))).isEqualTo(5000);
        assertThat(other.size(FileTree.ROOT)).isEqualTo(5000);
    }

    @Test
    void whatIsRemovedCountsInADirectoryThatStaysOnlyWhenItIsAskedFor() {
        LayerView view = so(new ViewScope.ThisLayer(1));
        assertThat(view.contains(tree.find("b/deep/mid.so"))).isTrue();
        assertThat(view.size(tree.find("b"))).isEqualTo(40);
        assertThat(view.size(FileTree.ROOT)).isEqualTo(940);
        LayerView removed = filter(view, FileFilter.NONE.withStates(Set.of(FileState.REMOVED)));
        assertThat(removed.size(tree.find("b/deep"))).isEqualTo(300);
        assertThat(removed.size(tree.find("c"))).isEqualTo(7);
        assertThat(removed.size(FileTree.ROOT)).isEqualTo(307);
        assertThat(removed.files(FileTree.ROOT)).isEqualTo(2);
    }

    @Test
    void statesCountWhatMatchesAndWhatEachFurtherStateWouldBring() {
        LayerView view = so(new ViewScope.ThisLayer(1));
        assertThat(view.filesIn(FileState.ADDED)).isEqualTo(1);
        assertThat(view.filesIn(FileState.CHANGED)).isEqualTo(1);
        assertThat(view.filesIn(FileState.REMOVED)).isEqualTo(1);
        assertThat(view.bytesIn(FileState.REMOVED)).isEqualTo(300);
        assertThat(view.whole().filesIn(FileState.REMOVED)).isEqualTo(2);
        LayerView added = filter(view, view.filter().withStates(Set.of(FileState.ADDED)));
        assertThat(added.files(FileTree.ROOT)).isEqualTo(1);
        assertThat(added.filesIn(FileState.CHANGED)).isEqualTo(1);
        assertThat(added.bytesIn(FileState.CHANGED)).isEqualTo(900);
    }

    /// A path that was a file in one layer and a directory in another is dead as both.
    @Test
    void aDeadPathThatWasAFileAndADirectoryCountsOnce() {
        FileTree both =
                FileTree.of(
                        List.of(
                                layer().file("p", 10).build(),
                                layer().dir("p").file("p/q", 20).build(),
                                layer().file("p", 3).build(),
                                layer().without("p").build()));
        LayerView dead = LayerView.of(both, ViewScope.DEAD);
        assertThat(dead.size(FileTree.ROOT)).isEqualTo(33);
        LayerView all = filter(dead, FileFilter.of(PathPattern.text("p")));
        assertThat(all.size(FileTree.ROOT)).isEqualTo(33);
        assertThat(all.size(both.find("p"))).isEqualTo(33);
        assertThat(filter(dead, FileFilter.of(PathPattern.text("q"))).size(both.find("p")))
                .isEqualTo(20);
    }
}
