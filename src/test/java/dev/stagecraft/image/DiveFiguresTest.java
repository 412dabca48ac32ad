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
}
