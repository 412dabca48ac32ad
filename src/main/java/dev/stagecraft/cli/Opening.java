package dev.stagecraft.cli;

import dev.stagecraft.archive.ArchivedImage;
import dev.stagecraft.archive.CacheFolder;
import dev.stagecraft.archive.DiskLayerCache;
import dev.stagecraft.archive.ImageArchive;
import dev.stagecraft.archive.ImageContents;
import dev.stagecraft.archive.ImageFiles;
import dev.stagecraft.archive.LayerCache;
import dev.stagecraft.archive.LayerContents;
import dev.stagecraft.archive.Limits;
import dev.stagecraft.archive.ParsedLayer;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.image.DiffId;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.FileTreeBuilder;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.Platform;
import dev.stagecraft.recording.Recording;
import dev.stagecraft.stage.Clues;
import dev.stagecraft.stage.StageInference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Opens sources with their files. Layers that were read before are known by their diff id from the
/// user's cache, so that an image of the engine is exported once.
final class Opening {
    /// How much of an archive on disk is read.
    enum Depth {
        /// The headers: names, sizes, states.
        HEADERS,
        /// Every byte: digests are checked, and copies told from changes.
        CONTENTS
    }

    private static final long CACHE_BYTES = 1L << 30;

    private final EngineOption engine;
    private final ChoiceOption choice;
    private final ProgressLine progress;
    private final LayerCache cache;

    Opening(EngineOption engine, ChoiceOption choice, ProgressLine progress) {
        this(engine, choice, progress, cache());
    }

    /// The layers that were read before, kept on disk and shared with the window.
    static LayerCache cache() {
        return new DiskLayerCache(CacheFolder.ofUser().resolve("layers"), CACHE_BYTES);
    }

    Opening(EngineOption engine, ChoiceOption choice, ProgressLine progress, LayerCache cache) {
        this.engine = engine;
        this.choice = choice;
        this.progress = progress;
        this.cache = cache;
    }

    /// Opens a source.
    ///
    /// @throws CliException when it has no files, or there is a choice to make
    OpenImage open(Source source, Depth depth) throws IOException, CliException {
        return switch (source) {
            case Source.EngineImage image -> ofEngine(image.reference());
            case Source.DockerArchive archive -> ofArchive(file(archive.file()), depth);
            case Source.OciArchive archive -> ofArchive(file(archive.file()), depth);
            case Source.OciFolder folder -> ofArchive(folder(folder.folder()), depth);
            case Source.AnyArchive archive -> ofArchive(archive.path(), depth);
            case Source.RecordingAt recording -> recorded(Recordings.at(recording.file()));
            case Source.SampleNamed sample -> recorded(Recordings.sample(sample.name()));
        };
    }

    /// The files of an image of the engine when all its layers were read before: without an export.
    Optional<FileTree> knownFiles(Image image) {
        return choice.platform == null ? known(image.diffIds()) : Optional.empty();
    }

    /// Opens an archive and chooses its image; the archive is to be closed.
    Chosen choose(Source source) throws IOException, CliException {
        Path path =
                switch (source) {
                    case Source.DockerArchive archive -> file(archive.file());
                    case Source.OciArchive archive -> file(archive.file());
                    case Source.OciFolder folder -> folder(folder.folder());
                    case Source.AnyArchive archive -> archive.path();
                    default -> throw new IllegalArgumentException(source.text());
                };
        return choose(path);
    }

    /// An archive, and the image of it that is meant.
    record Chosen(ImageArchive archive, ArchivedImage image) implements java.io.Closeable {
        @Override
        public void close() throws IOException {
            archive.close();
        }
    }

    /// The image with the sizes of its layers and its files.
    ImageContents read(Chosen chosen, Depth depth) throws IOException {
        return depth == Depth.CONTENTS
                ? chosen.archive().verify(chosen.image(), cache, progress)
                : chosen.archive().read(chosen.image(), cache, progress);
    }

    /// What a person should know of the documents of an archive's image and of the reading of its
    /// layers, each a line.
    static List<String> problems(ArchivedImage image, ImageContents contents) {
        List<String> lines = new ArrayList<>();
        image.problems()
                .forEach(p -> lines.add(Texts.text("image.problem", DisplayText.escape(p, 500))));
        lines.addAll(problems(contents));
        return lines;
    }

    /// As above of the layers alone, which are counted from 1.
    private static List<String> problems(ImageContents contents) {
        List<String> lines = new ArrayList<>();
        for (LayerContents layer : contents.layers()) {
            layer.problems()
                    .forEach(p ->
                            lines.add(
                                    Texts.text(
                                            p.isIncomplete() ? "layer.incomplete" : "layer.problem",
                                            layer.index() + 1,
                                            DisplayText.escape(p.message(), 500))));
        }
        return lines;
    }

    private Chosen choose(Path path) throws IOException, CliException {
        ImageArchive archive = ImageArchive.open(path, Limits.standard(), progress);
        try {
            return new Chosen(archive, choice.choose(archive.images()));
        } catch (CliException | RuntimeException e) {
            archive.close();
            throw e;
        }
    }

    private static Path file(Path path) throws CliException {
        if (Files.isDirectory(path)) {
            throw new CliException(Texts.text("source.isFolder", path));
        }
        return path;
    }

    private static Path folder(Path path) throws CliException {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new CliException(Texts.text("source.isFile", path));
        }
        return path;
    }

    private OpenImage ofArchive(Path path, Depth depth) throws IOException, CliException {
        Chosen chosen = choose(path);
        try {
            ImageContents contents = read(chosen, depth);
            return new OpenImage(
                    chosen.image().toString(),
                    StageInference.infer(Clues.of(contents.image())),
                    contents.tree(),
                    problems(chosen.image(), contents),
                    Optional.of(() -> ImageFiles.of(chosen.archive(), chosen.image())),
                    chosen);
        } catch (IOException | RuntimeException e) {
            chosen.close();
            throw e;
        }
    }

    private OpenImage recorded(Recording recording) throws CliException {
        FileTree tree =
                recording
                        .files()
                        .orElseThrow(() -> new CliException(Texts.text("recording.noFiles")));
        return new OpenImage(
                recording.title(), recording.tree(), tree, List.of(), Optional.empty(), () -> {});
    }

    private OpenImage ofEngine(String reference) throws IOException, CliException {
        Optional<Platform> platform = choice.wanted();
        Engine opened = engine.open();
        try {
            return ofEngine(opened, opened.inspect(reference), platform);
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private OpenImage ofEngine(Engine opened, Image image, Optional<Platform> platform)
            throws IOException {
        EngineExport export = new EngineExport(opened, image, platform, progress);
        // An engine that keeps several platforms of an image told of one of them.
        boolean thisOne = platform.isEmpty() || platform.get().matches(image.platform());
        Optional<FileTree> known = thisOne ? known(image.diffIds()) : Optional.empty();
        if (known.isEmpty()) {
            ImageContents contents = export.read(cache);
            boolean other = !contents.image().diffIds().equals(image.diffIds());
            return new OpenImage(
                    image.displayName(),
                    StageInference.infer(Clues.of(other ? contents.image() : image)),
                    contents.tree(),
                    problems(contents),
                    Optional.of(export::files),
                    opened::close);
        }
        return new OpenImage(
                image.displayName(),
                StageInference.infer(Clues.of(image)),
                known.get(),
                List.of(),
                Optional.of(export::files),
                opened::close);
    }

    /// The files when every layer was read before: without an export.
    private Optional<FileTree> known(List<DiffId> layers) {
        List<ParsedLayer> parsed = new ArrayList<>();
        for (DiffId layer : layers) {
            Optional<ParsedLayer> one = cache.find(layer);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            parsed.add(one.get());
        }
        FileTreeBuilder builder = new FileTreeBuilder();
        parsed.forEach(layer -> builder.add(layer.listing()));
        return Optional.of(builder.build());
    }
}
