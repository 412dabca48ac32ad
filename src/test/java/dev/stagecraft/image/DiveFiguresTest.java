package dev.stagecraft.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Expectations worked out by hand from dive's rule: the sum of the least size at each path by the
/// sum of all sizes, over what is a leaf in its layer.
class DiveFiguresTest {
    @Test
    void everyCopyOfAChangedFileIsWaste() {
        FileTree tree =
                FileTree.of(
                        List.of(
                                Listings.layer().file("a", 10).file("b", 70).build(),
                                Listings.layer().file("a", 20).build(),
                                Listings.layer().without("a").build()));
        // a: 10 + 20 + 0, least 0; b: 70, least 70.
        assertThat(DiveFigures.of(tree)).isEqualTo(new DiveFigures(0.7, 30));
    }

    @Test
    void aDirectoryThatIsDeletedLaterCountsAsNoWaste() {
        FileTree tree =
                FileTree.of(
                        List.of(
                                Listings.layer().dir("d").file("d/x", 40).build(),
                                Listings.layer().without("d").build()));
        assertThat(DiveFigures.of(tree)).isEqualTo(new DiveFigures(1, 0));
        assertThat(Efficiency.of(tree).ratio()).isZero();
    }

    @Test
    void aWhiteoutOfNothingEndsItsLayer() {
        FileTree tree =
                FileTree.of(
                        List.of(
                                Listings.layer().file("z", 50).build(),
                                Listings.layer().without("ghost").file("z", 60).build()));
        assertThat(DiveFigures.of(tree)).isEqualTo(new DiveFigures(1, 0));
    }

    /// What dive's own tests expect of its `Efficiency` (`filetree/efficiency_test.go`): 7 000
    /// bytes at one path, of which 2 000 are the least, beside 13 000 that are there once.
    @Test
    void aFileWrittenTwiceAndRemovedWithItsFolderScoresAsInDivesTests() {
        FileTree tree =
                FileTree.of(
                        List.of(
                                Listings.layer()
                                        .file("etc/nginx/nginx.conf", 2000)
                                        .file("etc/nginx/public", 3000)
                                        .build(),
                                Listings.layer()
                                        .file("etc/nginx/nginx.conf", 5000)
                                        .file("etc/athing", 10000)
                                        .build(),
                                Listings.layer().without("etc/nginx").build()));
        assertThat(DiveFigures.of(tree)).isEqualTo(new DiveFigures(0.75, 7000));
    }

    /// What dive's own tests expect of its sample image (`image_archive_analysis_test.go`), whose
    /// base holds 1 154 361 bytes; the layers above it are as `tar tvf` lists them.
    @Test
    void theSampleImageOfDivesTestsHasTheFiguresThatTheyExpect() {
        long file = 6405;
        FileTree tree =
                FileTree.of(
                        List.of(
                                Listings.layer().file("bin/base", 1_154_361).dir("tmp").build(),
                                Listings.layer().file("somefile.txt", file).build(),
                                Listings.layer()
                                        .dir("root")
                                        .dir("root/example")
                                        .dir("root/example/really")
                                        .dir("root/example/really/nested")
                                        .build(),
                                example().file("root/example/somefile1.txt", file).build(),
                                example()
                                        .file("root/example/somefile1.txt", file, 0444, file)
                                        .build(),
                                example().file("root/example/somefile2.txt", file).build(),
                                example().file("root/example/somefile3.txt", file).build(),
                                example()
                                        .without("root/example/somefile3.txt")
                                        .file("root/saved.txt", file)
                                        .build(),
                                Listings.layer().dir("root").file("root/.saved.txt", file).build(),
                                Listings.layer().dir("root").without("root/example").build(),
                                Listings.layer()
                                        .dir("root")
                                        .dir("root/.data")
                                        .file("root/.data/tag.sh", 917)
                                        .file("root/.data/test.sh", 1270)
                                        .build(),
                                Listings.layer()
                                        .dir("tmp")
                                        .file("tmp/saved.again1.txt", file)
                                        .build(),
                                Listings.layer()
                                        .dir("root")
                                        .dir("root/.data")
                                        .file("root/.data/saved.again2.txt", file)
                                        .build(),
                                Listings.layer()
                                        .dir("root")
                                        .file("root/saved.txt", file, 0755, file)
                                        .build()));
        DiveFigures figures = DiveFigures.of(tree);
        assertThat(Efficiency.of(tree).totalBytes()).isEqualTo(1_220_598);
        assertThat(figures).isEqualTo(new DiveFigures(0.9844212134184309, 32_025));
        assertThat(figures.wastedUserShare(tree)).isEqualTo(0.4834911001404049);
    }

    private static Listings example() {
        return Listings.layer().dir("root").dir("root/example");
    }
}
