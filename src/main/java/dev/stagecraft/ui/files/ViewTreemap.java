package dev.stagecraft.ui.files;

import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.LayerView;
import dev.stagecraft.ui.control.TreemapSource;
import dev.stagecraft.ui.support.Texts;
import java.util.List;

/// A view of the files as a treemap.
final class ViewTreemap implements TreemapSource {
    private final LayerView view;
    private final List<LayerFact> layers;
    private final boolean byStage;
    private final Texts texts;

    /// Takes what to show.
    ///
    /// @param view the files, with a filter or without
    /// @param layers who made the layers
    /// @param byStage whether the colour is the stage's that made the file, else the file's state
    ViewTreemap(LayerView view, List<LayerFact> layers, boolean byStage, Texts texts) {
        this.view = view;
        this.layers = layers;
        this.byStage = byStage;
        this.texts = texts;
    }

    @Override
    public int root() {
        return FileTree.ROOT;
    }

    @Override
    public int parent(int node) {
        return view.tree().parent(node);
    }

    @Override
    public int[] children(int node) {
        return view.children(node);
    }

    /// Without bytes there is no tile.
    @Override
    public long size(int node) {
        return view.size(node);
    }

    @Override
    public String name(int node) {
        return node == FileTree.ROOT ? "/" : DisplayText.escape(view.tree().name(node), 120);
    }

    @Override
    public int category(int node) {
        int row = view.row(node);
        if (byStage) {
            int layer = row == FileTree.NONE ? 0 : view.tree().layer(row);
            return layer < layers.size() ? layers.get(layer).colour() : 0;
        }
        return Math.max(0, StateWords.ORDER.indexOf(view.state(node)));
    }

    @Override
    public String describe(int node) {
        long all = Math.max(1, size(FileTree.ROOT));
        String path = node == FileTree.ROOT ? "/" : "/" + view.tree().path(node);
        int row = view.row(node);
        String made =
                row == FileTree.NONE || view.tree().layer(row) >= layers.size()
                        ? ""
                        : "\n" + layers.get(view.tree().layer(row)).instruction();
        return texts.text(
                        "treemap.describe",
                        DisplayText.escape(path, 400),
                        ByteSize.format(size(node)),
                        (double) size(node) / all,
                        StateWords.name(view.state(node), texts))
                + made;
    }
}
