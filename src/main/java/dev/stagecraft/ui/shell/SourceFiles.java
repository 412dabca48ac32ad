package dev.stagecraft.ui.shell;

import dev.stagecraft.archive.ArchivedImage;
import dev.stagecraft.archive.ImageArchive;
import dev.stagecraft.archive.ImageContents;
import dev.stagecraft.archive.LayerCache;
import dev.stagecraft.archive.LayerContents;
import dev.stagecraft.archive.Limits;
import dev.stagecraft.archive.ParsedLayer;
import dev.stagecraft.archive.ReadProgress;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineStream;
import dev.stagecraft.image.DiffId;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.FileTreeBuilder;
import dev.stagecraft.image.Image;
import dev.stagecraft.recording.Recording;
import dev.stagecraft.recording.RecordingFile;
import dev.stagecraft.recording.Sample;
import dev.stagecraft.ui.files.FilesReader;
import dev.stagecraft.ui.files.FilesUnavailableException;
import dev.stagecraft.ui.files.ImageFiles;
import dev.stagecraft.ui.support.Opened;
import dev.stagecraft.ui.support.Progress;
import dev.stagecraft.ui.support.Source;
import dev.stagecraft.ui.support.Texts;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the files of images: out of the engine's export, as it streams, or out of an archive.
final class SourceFiles implements FilesReader {
    private static final Logger LOG = LoggerFactory.getLogger(SourceFiles.class);

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
        return read(opened.source(), opened.image(), progress, early);
    }

    /// Reads the files of an image that is not the one the window shows.
    ImageFiles read(Source source, Image image, Progress progress, Consumer<ImageFiles> early)
            throws Exception {
        return switch (source) {
            case Source.OfEngine(Digest id) -> ofEngine(id, image, progress);
            case Source.OfArchive archive when SourceReader.isRecording(archive.path()) ->
                    recorded(RecordingFile.read(archive.path()));
            case Source.OfArchive archive -> ofArchive(archive, progress, early);
            case Source.OfRecording(Path path) -> recorded(RecordingFile.read(path));
            case Source.OfSample(String name) ->
                    recorded(
                            Sample.named(name)
                                    .orElseThrow(() -> new FileNotFoundException(name))
                                    .read());
        };
    }

    private ImageFiles recorded(Recording recording) throws FilesUnavailableException {
        return new ImageFiles(
                recording
                        .files()
                        .orElseThrow(
                                () -> new FilesUnavailableException(texts.text("files.recording"))),
                List.of(),
                Optional.empty());
    }

    private ImageFiles ofEngine(Digest id, Image image, Progress progress) throws Exception {
        Engine from =
                engine.get()
                        .orElseThrow(
                                () -> new FilesUnavailableException(texts.text("files.noengine")));
        long size = image.size().orElse(0);
        BytesOrigin.OfEngine origin = new BytesOrigin.OfEngine(from, id, image.diffIds(), size);
        Optional<FileTree> known = known(image.diffIds(), progress);
        if (known.isPresent()) {
            return files(known.get(), List.of(), origin);
        }
        ReadProgress report = origin.watch(progress, texts);
        try (EngineStream stream = from.export(id.toString(), Optional.empty())) {
            progress.onCancel(stream);
            try (ImageArchive archive =
                    ImageArchive.read(stream, size, Limits.standard(), report)) {
                ArchivedImage found = origin.choose(archive);
                ImageContents contents = archive.read(found, cache, report);
                origin.found(found);
                return files(contents, origin);
            }
        }
    }

    /// The files when every layer was read before: without an export.
    private Optional<FileTree> known(List<DiffId> layers, Progress progress) {
        FileTreeBuilder builder = new FileTreeBuilder();
        List<ParsedLayer> parsed = new ArrayList<>();
        for (DiffId layer : layers) {
            progress.check();
            Optional<ParsedLayer> one = cache.find(layer);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            parsed.add(one.get());
        }
        parsed.forEach(layer -> builder.add(layer.listing()));
        return Optional.of(builder.build());
    }

    /// The tree is shown as soon as it is there; digests are checked, and contents read, after
    /// that.
    private ImageFiles ofArchive(
            Source.OfArchive source, Progress progress, Consumer<ImageFiles> early)
            throws Exception {
        // It stays open: the contents of its files are read when a person asks for them.
        OpenArchive open = OpenArchive.of(source, progress);
        ReadReport report = new ReadReport(progress, 0, texts);
        BytesOrigin origin = BytesOrigin.OfArchive.of(open);
        ImageFiles first;
        boolean known;
        try {
            ImageContents read = open.archive().read(open.image(), cache, report);
            first = files(read, origin);
            known = read.layers().stream().allMatch(LayerContents::cached);
            if (read.isVerified()) {
                return first;
            }
        } catch (IOException | RuntimeException e) {
            open.close();
            throw e;
        }
        early.accept(first);
        progress.message(texts.text("files.verifying"));
        try {
            ImageContents whole =
                    open.archive().verify(open.image(), cache.forReadingAnew(), report);
            // What was right already stays on screen as it is.
            return known && whole.isVerified() ? first : files(whole, origin);
        } catch (IOException e) {
            if (progress.isCancelled()) {
                return first;
            }
            LOG.warn("{} could not be checked", source.path(), e);
            List<ImageFiles.LayerProblem> problems = new ArrayList<>(first.problems());
            problems.add(
                    new ImageFiles.LayerProblem(
                            0,
                            texts.text(
                                    "files.unverified",
                                    DisplayText.escape(String.valueOf(e.getMessage())))));
            return files(first.tree(), problems, origin);
        }
    }

    private ImageFiles files(ImageContents contents, BytesOrigin origin) {
        List<ImageFiles.LayerProblem> problems = new ArrayList<>();
        contents.layers()
                .forEach(layer ->
                        layer.problems()
                                .forEach(problem ->
                                        problems.add(
                                                new ImageFiles.LayerProblem(
                                                        layer.index(),
                                                        DisplayText.escape(problem.message())))));
        return files(contents.tree(), problems, origin);
    }

    private ImageFiles files(
            FileTree tree, List<ImageFiles.LayerProblem> problems, BytesOrigin origin) {
        return new ImageFiles(tree, problems, Optional.of(new FileBytes(tree, origin, texts)));
    }
}
