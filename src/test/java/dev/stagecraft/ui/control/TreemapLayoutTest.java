package dev.stagecraft.ui.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.CancellationException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TreemapLayoutTest {
    private static TreemapLayout layout(SampleTree tree, double w, double h) {
        return TreemapLayout.of(tree, 0, w, h, 16, () -> false);
    }

    /// The example of the paper that named the method: 6, 6, 4, 3, 2, 2, 1 on six by four, here a
    /// hundred times as large.
    @Test
    void thePapersExampleComesOutAsThePaperHasIt() {
        SampleTree tree = new SampleTree();
        for (int size : new int[] {6, 6, 4, 3, 2, 2, 1}) {
            tree.add(0, "n" + size, size);
        }
        TreemapLayout l = layout(tree, 600, 400);
        assertBox(l, l.tileOf(1), 0, 0, 300, 200);
        assertBox(l, l.tileOf(2), 0, 200, 300, 200);
        assertBox(l, l.tileOf(3), 300, 0, 171.4, 233.3);
        assertBox(l, l.tileOf(4), 471.4, 0, 128.6, 233.3);
    }

    private static void assertBox(
            TreemapLayout l, int tile, double x, double y, double w, double h) {
        assertThat(l.x(tile)).isCloseTo(x, within(0.1));
        assertThat(l.y(tile)).isCloseTo(y, within(0.1));
        assertThat(l.width(tile)).isCloseTo(w, within(0.1));
        assertThat(l.height(tile)).isCloseTo(h, within(0.1));
    }

    @Property(tries = 60)
    void tilesLieInTheirFoldersAndNeverOverlap(
            @ForAll @IntRange(min = 2, max = 300) int nodes, @ForAll long seed) {
        TreemapLayout l = layout(SampleTree.random(nodes, seed), 500, 350);
        for (int i = 1; i < l.count(); i++) {
            int p = l.parentTile(i);
            assertThat(p).isLessThan(i);
            assertThat(l.x(i)).isGreaterThanOrEqualTo(l.x(p) - 0.01);
            assertThat(l.y(i)).isGreaterThanOrEqualTo(l.y(p) - 0.01);
            assertThat(l.x(i) + l.width(i)).isLessThanOrEqualTo(l.x(p) + l.width(p) + 0.01);
            assertThat(l.y(i) + l.height(i)).isLessThanOrEqualTo(l.y(p) + l.height(p) + 0.01);
            for (int j = i + 1; j < l.count(); j++) {
                if (l.parentTile(j) == p) {
                    double ox =
                            Math.min(l.x(i) + l.width(i), l.x(j) + l.width(j))
                                    - Math.max(l.x(i), l.x(j));
                    double oy =
                            Math.min(l.y(i) + l.height(i), l.y(j) + l.height(j))
                                    - Math.max(l.y(i), l.y(j));
                    assertThat(Math.min(ox, oy)).isLessThan(0.01);
                }
            }
        }
    }

    @Test
    void areaIsSize() {
        SampleTree tree = new SampleTree();
        int a = tree.add(0, "a", 700);
        int b = tree.add(0, "b", 200);
        int c = tree.add(0, "c", 100);
        TreemapLayout l = layout(tree, 100, 100);
        assertThat(area(l, a)).isCloseTo(7000, within(1.0));
        assertThat(area(l, b)).isCloseTo(2000, within(1.0));
        assertThat(area(l, c)).isCloseTo(1000, within(1.0));
    }

    private static double area(TreemapLayout l, int node) {
        int tile = l.tileOf(node);
        return l.width(tile) * l.height(tile);
    }

    @Test
    void whatIsTooSmallToSeeIsOneTileThatSaysHowMany() {
        SampleTree tree = new SampleTree();
        tree.add(0, "big", 1_000_000);
        for (int i = 0; i < 500; i++) {
            tree.add(0, "tiny" + i, 2);
        }
        TreemapLayout l = layout(tree, 300, 200);
        assertThat(l.count()).isEqualTo(3);
        assertThat(l.node(2)).isNegative();
        assertThat(l.hidden(2)).isEqualTo(500);
    }

    @Test
    void emptyFilesTakeNoTile() {
        SampleTree tree = new SampleTree();
        tree.add(0, "empty", 0);
        assertThat(layout(tree, 100, 100).count()).isEqualTo(1);
    }

    @Test
    void thePointFindsTheInnermostTile() {
        SampleTree tree = new SampleTree();
        int folder = tree.add(0, "folder", 0);
        int file = tree.add(folder, "file", 10);
        TreemapLayout l = layout(tree, 200, 100);
        assertThat(l.node(l.at(100, 50))).isEqualTo(file);
        assertThat(l.node(l.at(100, 5))).isEqualTo(folder);
        assertThat(l.at(300, 5)).isEqualTo(-1);
    }

    @Test
    void layingOutStopsWhenItIsNotWanted() {
        SampleTree tree = SampleTree.random(100, 1);
        assertThatThrownBy(() -> TreemapLayout.of(tree, 0, 100, 100, 16, () -> true))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void twoHundredThousandFilesAreOnlyAsManyTilesAsThereIsRoomFor() {
        TreemapLayout l = layout(SampleTree.random(200_000, 7), 1000, 700);
        assertThat(l.count()).isBetween(500, 120_000);
    }
}
