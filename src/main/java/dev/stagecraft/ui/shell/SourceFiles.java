package dev.stagecraft.ui.shell;

import dev.stagecraft.archive.ArchivedImage;
import dev.stagecraft.archive.Extraction;
import dev.stagecraft.archive.ImageArchive;
import dev.stagecraft.archive.ImageContents;
import dev.stagecraft.archive.LayerCache;
import dev.stagecraft.archive.Limits;
import dev.stagecraft.archive.ReadProgress;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineStream;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.FileVersion;
import dev.stagecraft.image.LayerView;
import dev.stagecraft.ui.files.FileContents;
import dev.stagecraft.ui.files.FilesReader;
import dev.stagecraft.ui.files.FilesUnavailableException;
import dev.stagecraft.ui.files.ImageFiles;
import dev.stagecraft.ui.support.Opened;
import dev.stagecraft.ui.support.Progress;
import dev.stagecraft.ui.support.Source;
import dev.stagecraft.ui.support.Texts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Reads the files of images: out of the engine's export, as it streams, or out of an archive.
final class SourceFiles implements FilesReader {
    private final Supplier<Optional<Engine>> engine;
    private final LayerCache cache;
    private final Texts texts = Texts.of(SourceFiles.class);

    /// @param engine the engine that is connected
    /// @param cache keeps layers that were read, so that each is read once
    SourceFiles(Supplier<Optional<Engine>> engine, LayerCache cache) {
        this.engine = engine;
        this.cache = cache;
    }

    @Override
    public ImageFiles read(Opened opened, Progress progress, Consumer<ImageFiles> early)
            throws Exception {
        return switch (opened.source()) {
            case Source.OfEngine(Digest id) -> ofEngine(id, opened.image().size(), progress);
            case Source.OfArchive archive -> ofArchive(archive, progress);
            case Source.OfRecording recording ->
                    throw new FilesUnavailableException(texts.text("files.recording"));
            case Source.OfSample sample ->
                    throw new FilesUnavailableException(texts.text("files.recording"));
        };
    }

    private ImageFiles ofEngine(Digest id, OptionalLong size, Progress progress)
            throws IOException, FilesUnavailableException {
        Engine from =
                engine.get()
                        .orElseThrow(
                                () -> new FilesUnavailableException(texts.text("files.noengine")));
        try (EngineStream stream = from.export(id.toString(), Optional.empty())) {
            progress.onCancel(stream);
            ReadProgress watch = OpenArchive.watching(progress);
            try (ImageArchive archive =
                    ImageArchive.read(stream, size.orElse(0), Limits.standard(), watch)) {
                ArchivedImage image = archive.images().getFirst();
                ImageContents contents = archive.read(image, cache, watch);
                return files(
                        contents,
                        dev.stagecraft.archive.ImageFiles.of(
                                () -> from.export(id.toString(), Optional.empty()),
                                image,
                                Limits.standard()),
                        false);
            }
        }
    }

    private ImageFiles ofArchive(Source.OfArchive source, Progress progress) throws Exception {
        // It stays open: the contents of its files are read when a person asks for them.
        OpenArchive open = OpenArchive.of(source, progress);
        ReadProgress watch = OpenArchive.watching(progress);
        try {
            return files(
                    open.archive().read(open.image(), cache, watch),
                    dev.stagecraft.archive.ImageFiles.of(open.archive(), open.image()),
                    true);
        } catch (IOException | RuntimeException e) {
            open.close();
            throw e;
        }
    }

    /// @param quick whether a file's bytes can be had without reading the whole image once more
    private ImageFiles files(
            ImageContents contents, dev.stagecraft.archive.ImageFiles bytes, boolean quick) {
        List<ImageFiles.LayerProblem> problems = new ArrayList<>();
        contents.layers()
                .forEach(layer ->
                        layer.problems()
                                .forEach(problem ->
                                        problems.add(
                                                new ImageFiles.LayerProblem(
                                                        layer.index(),
                                                        DisplayText.escape(problem.message())))));
        return new ImageFiles(
                contents.tree(), problems, Optional.of(new Bytes(contents.tree(), bytes, quick)));
    }

    /// The bytes of the files.
    private final class Bytes implements FileContents {
        private final FileTree tree;
        private final dev.stagecraft.archive.ImageFiles bytes;

        private final boolean quick;

        Bytes(FileTree tree, dev.stagecraft.archive.ImageFiles bytes, boolean quick) {
            this.tree = tree;
            this.bytes = bytes;
            this.quick = quick;
        }

        @Override
        public boolean isQuick() {
            return quick;
        }

        @Override
        public byte[] read(FileVersion version, long offset, int length, Progress progress)
                throws IOException {
            return bytes.read(tree, version.row(), offset, length, OpenArchive.watching(progress));
        }

        @Override
        public Saved save(LayerView view, List<Integer> nodes, Path folder, Progress progress)
                throws IOException {
            int files = 0;
            long size = 0;
            List<String> left = new ArrayList<>();
            for (int node : nodes) {
                Extraction.Saved saved =
                        Extraction.save(
                                bytes, view, node, folder, false, OpenArchive.watching(progress));
                files += saved.files();
                size += saved.bytes();
                for (Extraction.Left one : saved.left()) {
                    left.add(
                            texts.text(
                                    "files.left." + one.reason().name().toLowerCase(Locale.ROOT),
                                    DisplayText.escape(tree.path(one.node()))));
                }
            }
            return new Saved(files, size, left);
        }
    }
}
