package dev.stagecraft.ui.shell;

import dev.stagecraft.archive.Extraction;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.FileVersion;
import dev.stagecraft.image.LayerView;
import dev.stagecraft.ui.files.FileContents;
import dev.stagecraft.ui.support.Progress;
import dev.stagecraft.ui.support.Texts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The bytes of the files of a tree.
///
/// @param tree whose versions can be asked for
/// @param origin where the bytes come from
record FileBytes(FileTree tree, BytesOrigin origin, Texts texts) implements FileContents {
    @Override
    public boolean isQuick() {
        return origin.isQuick();
    }

    @Override
    public byte[] read(FileVersion version, long offset, int length, Progress progress)
            throws IOException {
        return origin.files(progress)
                .read(tree, version.row(), offset, length, origin.watch(progress, texts));
    }

    @Override
    public Saved save(LayerView view, List<Integer> nodes, Path folder, Progress progress)
            throws IOException {
        int files = 0;
        long bytes = 0;
        List<String> left = new ArrayList<>();
        for (int node : nodes) {
            Extraction.Saved saved =
                    Extraction.save(
                            origin.files(progress),
                            view,
                            node,
                            folder,
                            false,
                            origin.watch(progress, texts));
            files += saved.files();
            bytes += saved.bytes();
            for (Extraction.Left one : saved.left()) {
                left.add(
                        texts.text(
                                "files.left." + one.reason().name().toLowerCase(Locale.ROOT),
                                path(one.node())));
            }
            saved.renamed()
                    .forEach((Integer renamed, Path to) ->
                            left.add(
                                    texts.text(
                                            "files.renamed",
                                            path(renamed),
                                            DisplayText.escape(String.valueOf(to.getFileName())))));
        }
        return new Saved(files, bytes, left);
    }

    @Override
    public void saveAs(FileVersion version, Path file, Progress progress) throws IOException {
        Extraction.saveAs(
                origin.files(progress), tree, version.row(), file, origin.watch(progress, texts));
    }

    @Override
    public String diskName(int node) {
        return Extraction.diskName(tree, node);
    }

    private String path(int node) {
        return "/" + DisplayText.escape(tree.path(node), 300);
    }

    @Override
    public void close() {
        origin.close();
    }
}
