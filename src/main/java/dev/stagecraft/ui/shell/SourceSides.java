package dev.stagecraft.ui.shell;

import dev.stagecraft.archive.LayerCache;
import dev.stagecraft.compare.FileContents;
import dev.stagecraft.compare.Side;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.Image;
import dev.stagecraft.ui.compare.Candidate;
import dev.stagecraft.ui.compare.NoFilesException;
import dev.stagecraft.ui.compare.SeveralImagesException;
import dev.stagecraft.ui.compare.SideReader;
import dev.stagecraft.ui.explore.ChoiceNeededException;
import dev.stagecraft.ui.explore.ImageReader;
import dev.stagecraft.ui.files.FilesUnavailableException;
import dev.stagecraft.ui.files.ImageFiles;
import dev.stagecraft.ui.support.Progress;
import dev.stagecraft.ui.support.Source;
import dev.stagecraft.ui.support.Texts;
import java.io.FileNotFoundException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// Reads the two sides of a comparison, from wherever they are.
final class SourceSides implements SideReader {
    /// A list of all packages of a distribution is some megabytes long.
    private static final int LIST_BYTES = 64 << 20;

    private final Supplier<Optional<Engine>> engine;
    private final ImageReader reader;
    private final SourceFiles files;
    private final LayerCache cache;
    private final Texts texts = Texts.of(SourceSides.class);

    /// @param engine the engine that is connected
    /// @param reader reads recordings
    SourceSides(
            Supplier<Optional<Engine>> engine,
            ImageReader reader,
            SourceFiles files,
            LayerCache cache) {
        this.engine = engine;
        this.reader = reader;
        this.files = files;
        this.cache = cache;
    }

    @Override
    public Side image(Candidate candidate, Progress progress) throws Exception {
        try {
            return new Side(
                    candidate.name(),
                    image(candidate.source(), progress),
                    Optional.empty(),
                    FileContents.NONE);
        } catch (ChoiceNeededException e) {
            throw new SeveralImagesException(
                    e.options().stream()
                            .filter(o -> o.absence().isEmpty())
                            .map(o ->
                                    new SeveralImagesException.Option(
                                            o.label(),
                                            new Candidate(
                                                    o.source(),
                                                    candidate.name() + " · " + o.label(),
                                                    Candidate.Kind.FILE,
                                                    OptionalLong.empty())))
                            .toList(),
                    e.ofPlatforms());
        }
    }

    private Image image(Source source, Progress progress) throws Exception {
        return switch (source) {
            case Source.OfEngine(Digest id) ->
                    engine.get()
                            .orElseThrow(
                                    () -> new FileNotFoundException(texts.text("files.noengine")))
                            .inspect(id.toString());
            case Source.OfArchive archive when !SourceReader.isRecording(archive.path()) -> {
                try (OpenArchive open = OpenArchive.of(archive, progress)) {
                    yield open.archive()
                            .read(open.image(), cache, OpenArchive.watching(progress))
                            .image();
                }
            }
            default -> reader.read(source, Optional.empty(), tree -> {}, progress).tree().image();
        };
    }

    @Override
    public Files files(Candidate candidate, Side side, Progress progress) throws Exception {
        Source source = candidate.source();
        ImageFiles read;
        try {
            read = files.read(source, side.image(), progress, early -> {});
        } catch (FilesUnavailableException e) {
            throw new NoFilesException(e.reason());
        }
        FileTree tree = read.tree();
        return new Files(
                new Side(side.name(), side.image(), Optional.of(tree), FileContents.NONE),
                own -> lists(read, own));
    }

    private static FileContents lists(ImageFiles read, Progress progress) throws Exception {
        if (!(read.contents().orElse(null) instanceof FileBytes bytes)) {
            return FileContents.NONE;
        }
        try (bytes) {
            List<String> wanted = FileContents.wanted(read.tree());
            return wanted.isEmpty()
                    ? FileContents.of(Map.of())
                    : FileContents.of(
                            bytes.origin()
                                    .files(progress)
                                    .small(
                                            read.tree(),
                                            wanted,
                                            LIST_BYTES,
                                            OpenArchive.watching(progress)));
        }
    }
}
