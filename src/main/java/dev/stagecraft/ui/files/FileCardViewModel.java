package dev.stagecraft.ui.files;

import dev.stagecraft.image.FileKind;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.FileVersion;
import dev.stagecraft.image.LayerView;
import dev.stagecraft.image.ViewScope;
import dev.stagecraft.ui.support.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The file that is selected, with all its versions.
public final class FileCardViewModel {
    /// What is known of a path.
    ///
    /// @param view what it is part of, without a filter
    /// @param node its number
    /// @param path from the root, with a leading slash, not escaped
    /// @param version what the view shows there; else the latest that there was; absent of a
    ///   directory that no layer describes
    /// @param inView whether the view that is shown has it
    /// @param story its versions
    /// @param otherNames the other paths of a hard-linked file, not escaped
    record Card(
            LayerView view,
            int node,
            String path,
            Optional<FileVersion> version,
            boolean inView,
            FileStory story,
            List<String> otherNames) {
        Card {
            otherNames = List.copyOf(otherNames);
        }

        boolean isDirectory() {
            return version.map(v -> v.kind() == FileKind.DIRECTORY).orElse(true);
        }
    }

    private static final int MOST_NAMES = 50;

    private final ContentsViewModel contents;
    private final PreviewViewModel preview;
    private final ReadOnlyObjectWrapper<Optional<Card>> card =
            new ReadOnlyObjectWrapper<>(this, "card", Optional.empty());

    FileCardViewModel(ContentsViewModel contents, Tasks tasks) {
        this.contents = contents;
        preview = new PreviewViewModel(tasks);
        contents.selectedProperty().addListener((p, old, now) -> refresh());
        contents.shownProperty().addListener((p, old, now) -> refresh());
        refresh();
    }

    /// The card; absent while nothing is selected.
    ReadOnlyObjectProperty<Optional<Card>> cardProperty() {
        return card.getReadOnlyProperty();
    }

    PreviewViewModel preview() {
        return preview;
    }

    List<LayerFact> layers() {
        return contents.files().layersProperty().get();
    }

    ContentsViewModel contents() {
        return contents;
    }

    private void refresh() {
        Optional<Card> next = contents.shownProperty().get().flatMap(this::card);
        boolean same =
                next.isPresent()
                        && card.get()
                                .filter(c ->
                                        c.node() == next.get().node()
                                                && c.view() == next.get().view())
                                .isPresent();
        if (same) {
            return;
        }
        card.set(next);
        preview.show(
                next.filter(c -> !c.isDirectory()).flatMap(Card::version),
                next.map(Card::path).orElse(""),
                contents.files().files().flatMap(ImageFiles::contents));
    }

    private Optional<Card> card(ContentsViewModel.Shown shown) {
        int node = contents.selectedProperty().get();
        LayerView view = shown.view().whole();
        FileTree tree = view.tree();
        if (node <= FileTree.ROOT || node >= tree.size()) {
            return Optional.empty();
        }
        Optional<FileVersion> version = version(view, node);
        List<String> names = new ArrayList<>();
        version.filter(v -> v.kind() == FileKind.FILE)
                .ifPresent(v -> {
                    for (int row : tree.namesOfInode(v.row())) {
                        int other = tree.node(row);
                        if (other != node
                                && names.size() < MOST_NAMES
                                && isShown(view, node, other, row)) {
                            names.add("/" + tree.path(other));
                        }
                    }
                });
        return Optional.of(
                new Card(
                        view,
                        node,
                        "/" + tree.path(node),
                        version,
                        view.contains(node),
                        FileStory.of(tree, node),
                        names));
    }

    /// Another name may be another file by now, which is no matter where what is gone is looked at.
    private static boolean isShown(LayerView view, int node, int other, int row) {
        return view.scope().equals(ViewScope.DEAD)
                || !view.contains(node)
                || (view.contains(other) && view.row(other) == row);
    }

    /// What the view shows at a path; else the latest version that there was; absent of a directory
    /// that no layer describes.
    static Optional<FileVersion> version(LayerView view, int node) {
        Optional<FileVersion> shown = view.contains(node) ? view.version(node) : Optional.empty();
        return shown.filter(v -> !v.kind().isMarker())
                .or(() ->
                        view.tree().versions(node).reversed().stream()
                                .filter(v -> !v.kind().isMarker())
                                .findFirst());
    }
}
