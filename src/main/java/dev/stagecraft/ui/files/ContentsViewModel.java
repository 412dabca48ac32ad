package dev.stagecraft.ui.files;

import dev.stagecraft.image.FileFilter;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.LayerView;
import dev.stagecraft.image.ViewScope;
import dev.stagecraft.ui.support.RunningTask;
import dev.stagecraft.ui.support.Tasks;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// What the contents view shows: a part of the layers, filtered and sorted, as rows. Views and rows
/// are made in the background; the latest wish wins.
public final class ContentsViewModel {
    private static final int VIEWS_KEPT = 8;

    /// How many paths in a folder are put in order on the window's thread: two or three
    /// milliseconds of work.
    private static final int MOST_AT_ONCE = 10_000;

    /// How many open folders are looked for in another tree: a millisecond of work.
    private static final int MOST_FOUND_AGAIN = 1_000;

    /// What is on screen.
    ///
    /// @param view the files, with the filter
    /// @param rows those of them that are on screen
    /// @param inPlace whether nothing but folders was opened or closed, so that what a person looks
    ///   at stays where it is
    record Shown(LayerView view, VisibleRows rows, boolean inPlace) {}

    private final FilesModel files;
    private final Tasks tasks;
    private final ObjectProperty<ScopeKind> scope =
            new SimpleObjectProperty<>(this, "scope", ScopeKind.FINAL);
    private final IntegerProperty layer = new SimpleIntegerProperty(this, "layer", 0);
    private final FilterViewModel filter = new FilterViewModel();
    private final ObjectProperty<RowOrder> order =
            new SimpleObjectProperty<>(this, "order", RowOrder.BY_SIZE);
    private final IntegerProperty selected =
            new SimpleIntegerProperty(this, "selected", FileTree.NONE);
    private final ReadOnlyObjectWrapper<Optional<Shown>> shown =
            new ReadOnlyObjectWrapper<>(this, "shown", Optional.empty());
    private final Map<ViewScope, LayerView> views =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<ViewScope, LayerView> eldest) {
                    return size() > VIEWS_KEPT;
                }
            };
    private BitSet open = new BitSet();
    private BitSet openBeforeFilter = new BitSet();
    private Runnable wanted = () -> {};
    private boolean wasFiltered;
    private boolean allToOpen;
    private boolean staysInPlace;
    private @Nullable Asked asked;
    private @Nullable FileTree tree;
    private @Nullable RunningTask running;

    /// A model of what `files` reads.
    public ContentsViewModel(FilesModel files, Tasks tasks) {
        this.files = files;
        this.tasks = tasks;
        files.stateProperty().addListener((p, old, now) -> filesChanged());
        for (var wish : List.of(scope, layer, filter.filterProperty(), order)) {
            wish.addListener((p, old, now) -> refresh());
        }
        filesChanged();
    }

    ObjectProperty<ScopeKind> scopeProperty() {
        return scope;
    }

    /// The layer that the scope is about, the bottom one being 0.
    IntegerProperty layerProperty() {
        return layer;
    }

    /// What the files are filtered by.
    FilterViewModel filter() {
        return filter;
    }

    ObjectProperty<RowOrder> orderProperty() {
        return order;
    }

    /// The selected node; [FileTree#NONE] for none. It stays when another layer is shown, also
    /// where that does not have the node.
    IntegerProperty selectedProperty() {
        return selected;
    }

    ReadOnlyObjectProperty<Optional<Shown>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    FilesModel files() {
        return files;
    }

    /// Whether anything is filtered.
    boolean isFiltered() {
        return shown.get().map(s -> !s.view().filter().isEmpty()).orElse(false);
    }

    /// Shows a layer because a person chose it elsewhere: alone, unless they chose to see what is
    /// up to it or what is dead.
    void showLayer(int index) {
        if (tree == null || index < tree.layers()) {
            layer.set(index);
            if (scope.get() == ScopeKind.FINAL) {
                scope.set(ScopeKind.THIS_LAYER);
            }
        }
    }

    /// Shows a file that is asked for from elsewhere: in the layer it is asked for in, else in the
    /// final image, or among the dead where that does not have it.
    void showFile(OptionalInt in, String path) {
        FileTree of = tree;
        if (of == null) {
            // Once the files are there.
            wanted = () -> showFile(in, path);
            return;
        }
        int node = of.find(path);
        if (node == FileTree.NONE) {
            return;
        }
        if (in.isPresent()) {
            layer.set(Math.clamp(in.getAsInt(), 0, of.layers() - 1));
            scope.set(ScopeKind.THIS_LAYER);
        } else {
            scope.set(of.live(node).isPresent() ? ScopeKind.FINAL : ScopeKind.DEAD);
        }
        filter.clear();
        reveal(node);
    }

    /// Selects a node and opens what it lies in.
    void reveal(int node) {
        FileTree of = tree;
        if (of == null || node <= FileTree.ROOT) {
            return;
        }
        for (int up = of.parent(node); up > FileTree.ROOT; up = of.parent(up)) {
            open.set(up);
        }
        selected.set(node);
        refresh();
    }

    boolean isOpen(int node) {
        return open.get(node);
    }

    /// Opens or closes a folder that is on screen: at once, unless there is so much in it that
    /// putting it in order takes a while.
    void setOpen(int node, boolean now) {
        Shown at = shown.get().orElse(null);
        if (at == null || open.get(node) == now || !at.view().hasChildren(node)) {
            return;
        }
        open.set(node, now);
        int row = at.rows().indexOf(node);
        if (running != null || at.view().tree().subtreeEnd(node) - node > MOST_AT_ONCE) {
            // What is being made does not know of it.
            refresh(true);
        } else if (row >= 0) {
            VisibleRows rows =
                    now
                            ? at.rows().opened(row, at.view(), open, order.get())
                            : at.rows().closed(row);
            shown.set(Optional.of(new Shown(at.view(), rows, true)));
        }
    }

    /// Opens a folder and all folders in it that are in the view.
    void openBelow(int node) {
        Shown at = shown.get().orElse(null);
        if (at == null || !at.view().hasChildren(node)) {
            return;
        }
        FileTree of = at.view().tree();
        for (int below = node; below < of.subtreeEnd(node); below++) {
            if (at.view().contains(below) && at.view().hasChildren(below)) {
                open.set(below);
            }
        }
        refresh(true);
    }

    /// Opens everything, or closes everything.
    void setAllOpen(boolean now) {
        open = new BitSet();
        allToOpen = now;
        refresh();
    }

    private void filesChanged() {
        FileTree now = files.files().map(ImageFiles::tree).orElse(null);
        if (now == tree) {
            return;
        }
        FileTree before = tree;
        String path = before != null && selected.get() > 0 ? before.path(selected.get()) : "";
        tree = now;
        views.clear();
        open = sameFolders(before, open, now);
        openBeforeFilter = sameFolders(before, openBeforeFilter, now);
        asked = null;
        if (now == null) {
            if (running != null) {
                running.cancel();
                running = null;
            }
            shown.set(Optional.empty());
            selected.set(FileTree.NONE);
            return;
        }
        layer.set(Math.clamp(layer.get(), 0, Math.max(0, now.layers() - 1)));
        Runnable waiting = wanted;
        wanted = () -> {};
        int again = path.isEmpty() ? FileTree.NONE : now.find(path);
        selected.set(again);
        refresh();
        waiting.run();
    }

    /// What was open stays so when a check of the archive brings another tree of the same image.
    private static BitSet sameFolders(
            @Nullable FileTree before, BitSet nodes, @Nullable FileTree now) {
        BitSet same = new BitSet();
        if (before != null && now != null && nodes.cardinality() <= MOST_FOUND_AGAIN) {
            nodes.stream()
                    .map(node -> now.find(before.path(node)))
                    .filter(node -> node != FileTree.NONE)
                    .forEach(same::set);
        }
        return same;
    }

    private void refresh() {
        refresh(false);
    }

    /// @param inPlace whether only folders were opened or closed
    private void refresh(boolean inPlace) {
        FileTree of = tree;
        if (of == null || of.layers() == 0) {
            return;
        }
        if (running == null) {
            staysInPlace = true;
        } else {
            running.cancel();
        }
        staysInPlace &= inPlace;
        Asked now = new Asked(scope.get().at(layer.get()), filter.filterProperty().get());
        boolean filtered = !now.filter().isEmpty();
        if (filtered && !wasFiltered) {
            openBeforeFilter = (BitSet) open.clone();
        } else if (!filtered && wasFiltered) {
            open = unfilteredOpen();
            allToOpen = false;
        }
        // What a person closes among the matches stays closed until they ask for others.
        allToOpen |= filtered && !now.equals(asked);
        wasFiltered = filtered;
        asked = now;
        Making making =
                new Making(
                        Optional.ofNullable(views.get(now.scope())),
                        now.filter(),
                        (BitSet) open.clone(),
                        allToOpen,
                        order.get(),
                        staysInPlace);
        RunningTask[] own = new RunningTask[1];
        own[0] =
                tasks.of("", progress -> making.run(of, now.scope(), progress::isCancelled))
                        .quietly()
                        .onSuccess(made -> {
                            views.put(now.scope(), made.whole());
                            open = made.open();
                            allToOpen = false;
                            shown.set(Optional.of(made.shown()));
                        })
                        .onEnd(() -> {
                            if (running == own[0]) {
                                running = null;
                            }
                        })
                        .start();
        running = own[0];
    }

    /// What the rows on their way were asked for with.
    private record Asked(ViewScope scope, FileFilter filter) {}

    /// What is done in the background for new rows.
    ///
    /// @param known the view without a filter, where it was made before
    /// @param open the folders that are open; belongs to this
    /// @param all whether all folders of what is made are opened
    /// @param inPlace whether only folders were opened or closed
    private record Making(
            Optional<LayerView> known,
            FileFilter filter,
            BitSet open,
            boolean all,
            RowOrder order,
            boolean inPlace) {
        Made run(FileTree tree, ViewScope scope, BooleanSupplier cancelled) {
            LayerView whole = known.orElseGet(() -> LayerView.of(tree, scope));
            LayerView view =
                    whole.filter(filter, cancelled).orElseThrow(CancellationException::new);
            if (all) {
                for (int node = 1; node < tree.size(); node++) {
                    if (tree.hasChildren(node) && view.contains(node)) {
                        open.set(node);
                    }
                }
            }
            VisibleRows rows = VisibleRows.of(view, open, order, cancelled);
            return new Made(whole, new Shown(view, rows, inPlace), open);
        }
    }

    private record Made(LayerView whole, Shown shown, BitSet open) {}

    /// What was open before a person filtered, with the way to what is selected now.
    private BitSet unfilteredOpen() {
        BitSet before = (BitSet) openBeforeFilter.clone();
        FileTree of = tree;
        if (of != null && selected.get() > 0) {
            for (int up = of.parent(selected.get()); up > FileTree.ROOT; up = of.parent(up)) {
                before.set(up);
            }
        }
        return before;
    }
}
