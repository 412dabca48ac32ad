package dev.stagecraft.ui.files;

import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.LayerView;
import java.util.function.IntBinaryOperator;
import java.util.function.IntToLongFunction;

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
        MODE,
        OWNER,
        STATE,
        TARGET
    }

    /// The nodes of a folder in this order; those that are equal stay in the order of their names.
    int[] children(LayerView view, int folder) {
        IntBinaryOperator order = order(view);
        return view.children(folder, descending ? (a, b) -> order.applyAsInt(b, a) : order);
    }

    private IntBinaryOperator order(LayerView view) {
        FileTree tree = view.tree();
        return switch (key) {
            case NAME ->
                    (a, b) -> {
                        int folders = Boolean.compare(view.isDirectory(b), view.isDirectory(a));
                        return folders != 0 ? folders : Integer.compare(a, b);
                    };
            case SIZE -> by(view::size);
            case MODE -> by(node -> view.row(node) < 0 ? -1 : tree.mode(view.row(node)));
            case OWNER -> {
                IntBinaryOperator users = by(n -> id(view, n, true));
                IntBinaryOperator groups = by(n -> id(view, n, false));
                yield (a, b) -> {
                    int user = users.applyAsInt(a, b);
                    return user != 0 ? user : groups.applyAsInt(a, b);
                };
            }
            case STATE -> (a, b) -> view.state(a).compareTo(view.state(b));
            case TARGET -> (a, b) -> target(view, a).compareTo(target(view, b));
        };
    }

    private static IntBinaryOperator by(IntToLongFunction value) {
        return (a, b) -> Long.compare(value.applyAsLong(a), value.applyAsLong(b));
    }

    private static long id(LayerView view, int node, boolean user) {
        int row = view.row(node);
        return row < 0 ? -1 : user ? view.tree().owner(row).uid() : view.tree().owner(row).gid();
    }

    private static String target(LayerView view, int node) {
        return view.linkTarget(node).orElse("");
    }
}
