package dev.stagecraft.ui.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.LayerView;
import dev.stagecraft.image.ViewScope;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import javafx.collections.ListChangeListener;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RowsTest {
    private static final FileTree TREE = Samples.large(1_000);
    private static final LayerView VIEW = LayerView.of(TREE, ViewScope.FINAL);

    private static VisibleRows rows(BitSet open) {
        return VisibleRows.of(VIEW, open, RowOrder.BY_SIZE, () -> false);
    }

    private static List<Integer> nodes(VisibleRows rows) {
        List<Integer> out = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            out.add(rows.node(i) * 100 + rows.depth(i));
        }
        return out;
    }

    @Property(tries = 40)
    void openingAndClosingInPlaceComesToTheSameAsMakingAllRowsAnew(@ForAll long seed) {
        Random random = new Random(seed);
        BitSet open = new BitSet();
        VisibleRows rows = rows(open);
        for (int step = 0; step < 12; step++) {
            int row = random.nextInt(rows.size());
            int node = rows.node(row);
            if (!VIEW.hasChildren(node)) {
                continue;
            }
            open.flip(node);
            rows =
                    open.get(node)
                            ? rows.opened(row, VIEW, open, RowOrder.BY_SIZE)
                            : rows.closed(row);
            assertThat(nodes(rows)).isEqualTo(nodes(rows(open)));
        }
    }

    @Property(tries = 40)
    void theListSaysExactlyWhatChanged(@ForAll long seed) {
        Random random = new Random(seed);
        RowList list = new RowList();
        List<FileRow> mirror = new ArrayList<>();
        list.addListener(
                (ListChangeListener<FileRow>)
                        change -> {
                            while (change.next()) {
                                for (int i = 0; i < change.getRemovedSize(); i++) {
                                    assertThat(mirror.remove(change.getFrom()))
                                            .isEqualTo(change.getRemoved().get(i));
                                }
                                mirror.addAll(
                                        change.getFrom(), List.copyOf(change.getAddedSubList()));
                            }
                        });
        BitSet open = new BitSet();
        for (int step = 0; step < 12; step++) {
            VisibleRows rows = rows(open);
            list.show(VIEW, rows);
            assertThat(mirror).isEqualTo(List.copyOf(list));
            open.flip(rows.node(random.nextInt(rows.size())));
        }
        list.show(LayerView.of(TREE, ViewScope.DEAD), VisibleRows.NONE);
        assertThat(mirror).isEmpty();
    }

    @Test
    void parentsAreFoundUpwards() {
        BitSet open = new BitSet();
        open.set(TREE.find("usr"));
        open.set(TREE.find("usr/lib"));
        VisibleRows rows = rows(open);
        int module = rows.indexOf(TREE.find("usr/lib/module3"));
        assertThat(rows.node(rows.parentRow(module))).isEqualTo(TREE.find("usr/lib"));
        assertThat(rows.parentRow(0)).isEqualTo(-1);
    }

    @Test
    void everyOrderIsThatOfASortOfObjects() {
        LayerView view = LayerView.of(Samples.small(), ViewScope.FINAL);
        int usr = view.tree().find("usr/bin");
        assertThat(names(view, FileTree.ROOT, new RowOrder(RowOrder.Key.SIZE, false)))
                .containsExactly("bin", "var", "etc", "srv", "usr");
        assertThat(names(view, FileTree.ROOT, new RowOrder(RowOrder.Key.NAME, true)))
                .containsExactly("bin", "var", "usr", "srv", "etc");
        assertThat(names(view, FileTree.ROOT, new RowOrder(RowOrder.Key.TARGET, true)))
                .containsExactly("bin", "etc", "srv", "usr", "var");
        assertThat(names(view, FileTree.ROOT, new RowOrder(RowOrder.Key.MODE, false)))
                .containsExactly("etc", "srv", "usr", "var", "bin");
        assertThat(names(view, usr, RowOrder.BY_SIZE)).containsExactly("gcc", "cc");
    }

    private static List<String> names(LayerView view, int folder, RowOrder order) {
        return java.util.Arrays.stream(order.children(view, folder))
                .mapToObj(view.tree()::name)
                .toList();
    }

    @Test
    void aHardLinkIsToldFromASymbolicOneAndLeadsFromTheRoot() {
        LayerView view = LayerView.of(Samples.small(), ViewScope.FINAL);
        FileRow hard = new FileRow(view, view.tree().find("usr/bin/cc"), 2);
        assertThat(hard.isHardLink()).isTrue();
        assertThat(hard.target()).isEqualTo("/usr/bin/gcc");
        FileRow symbolic = new FileRow(view, view.tree().find("bin"), 0);
        assertThat(symbolic.isHardLink()).isFalse();
        assertThat(symbolic.target()).isEqualTo("usr/bin");
    }
}
