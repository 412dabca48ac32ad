package dev.stagecraft.ui.files;

import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.LayerView;
import java.util.Arrays;
import java.util.Comparator;

/// How the files of a folder are ordered.
///
/// @param key by what
/// @param descending the other way round
record RowOrder(Key key, boolean descending) {
    static final RowOrder BY_NAME = new RowOrder(Key.NAME, false);
    static final RowOrder BY_SIZE = new RowOrder(Key.SIZE, true);

    enum Key {
        /// Folders first, then by the bytes of the name.
        NAME,
        SIZE,
        FILES,
        MODE,
        OWNER,
        STATE,
        TARGET,
        MODIFIED
    }

    /// The nodes of a folder in this order; those that are equal stay in the order of their names.
    int[] children(LayerView view, int folder) {
        if (key == Key.SIZE && descending) {
            return view.childrenBySize(folder);
        }
        int[] byName = view.children(folder);
        Comparator<Integer> order = comparator(view);
        Integer[] boxed = Arrays.stream(byName).boxed().toArray(Integer[]::new);
        Arrays.sort(boxed, descending ? order.reversed() : order);
        return Arrays.stream(boxed).mapToInt(Integer::intValue).toArray();
    }

    private Comparator<Integer> comparator(LayerView view) {
        FileTree tree = view.tree();
        return switch (key) {
            case NAME ->
                    Comparator.<Integer>comparingInt(n -> view.isDirectory(n) ? 0 : 1)
                            .thenComparingInt(n -> n);
            case SIZE -> Comparator.comparingLong(view::size);
            case FILES -> Comparator.comparingInt(view::files);
            case MODE ->
                    Comparator.comparingInt(n -> row(view, n) < 0 ? -1 : tree.mode(row(view, n)));
            case OWNER ->
                    Comparator.<Integer>comparingLong(
                                    n -> row(view, n) < 0 ? -1 : tree.owner(row(view, n)).uid())
                            .thenComparingLong(
                                    n -> row(view, n) < 0 ? -1 : tree.owner(row(view, n)).gid());
            case STATE -> Comparator.comparing(view::state);
            case TARGET ->
                    Comparator.comparing(
                            n -> row(view, n) < 0 ? "" : tree.linkTarget(row(view, n)).orElse(""));
            case MODIFIED ->
                    Comparator.comparingLong(
                            n -> row(view, n) < 0 ? Long.MIN_VALUE : tree.modified(row(view, n)));
        };
    }

    private static int row(LayerView view, int node) {
        return view.row(node);
    }
}
