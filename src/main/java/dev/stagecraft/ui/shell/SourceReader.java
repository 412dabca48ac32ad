package dev.stagecraft.ui.shell;

import dev.stagecraft.archive.ArchivedImage;
import dev.stagecraft.archive.LayerCache;
import dev.stagecraft.dockerfile.DockerfileFile;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.Image;
import dev.stagecraft.recording.Recording;
import dev.stagecraft.recording.RecordingFile;
import dev.stagecraft.recording.Sample;
import dev.stagecraft.stage.Clues;
import dev.stagecraft.stage.LocalImages;
import dev.stagecraft.stage.StageInference;
import dev.stagecraft.stage.StageTree;
import dev.stagecraft.ui.explore.ChoiceNeededException;
import dev.stagecraft.ui.explore.ImageReader;
import dev.stagecraft.ui.explore.SampleEntry;
import dev.stagecraft.ui.support.Progress;
import dev.stagecraft.ui.support.Source;
import dev.stagecraft.ui.support.Texts;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads images of the engine, of archives and of recordings into their stage trees.
final class SourceReader implements ImageReader {
    private static final Logger LOG = LoggerFactory.getLogger(SourceReader.class);

    private static final int RECORDING_START = 512;

    private final Supplier<Optional<Engine>> engine;

    private final Texts texts = Texts.of(SourceReader.class);

    /// What an image is never changes, so each is asked for once, whichever image is opened.
    private final Map<Digest, Image> inspected = new ConcurrentHashMap<>();

    /// @param engine the engine that is connected
    SourceReader(Supplier<Optional<Engine>> engine) {
        this.engine = engine;
    }

    @Override
    public Reading read(
            Source source, Optional<Path> dockerfile, Consumer<StageTree> early, Progress progress)
            throws Exception {
        Optional<String> text = text(dockerfile);
        return switch (source) {
            case Source.OfEngine(Digest id) -> ofEngine(id, text, early, progress);
            case Source.OfArchive archive -> {
                if (isRecording(archive.path())) {
                    yield recorded(RecordingFile.read(archive.path()), text);
                }
                yield Reading.of(ofArchive(archive, text, early, progress));
            }
            case Source.OfRecording(Path path) -> recorded(RecordingFile.read(path), text);
            case Source.OfSample(String name) ->
                    recorded(
                            Sample.named(name)
                                    .orElseThrow(() -> new FileNotFoundException(name))
                                    .read(),
                            text);
        };
    }

    /// What its documents tell is shown at once; the sizes of the layers follow when their headers
    /// have been read.
    private static StageTree ofArchive(
            Source.OfArchive source,
            Optional<String> dockerfile,
            Consumer<StageTree> early,
            Progress progress)
            throws IOException, ChoiceNeededException {
        try (OpenArchive open = OpenArchive.of(source, progress)) {
            ArchivedImage archived = open.image();
            Image image =
                    archived.image()
                            .orElseThrow(
                                    () -> new FileNotFoundException(archived.absence().orElse("")));
            early.accept(StageInference.infer(clues(image, archived, dockerfile)));
            Image sized =
                    open.archive()
                            .read(archived, LayerCache.NONE, OpenArchive.watching(progress))
                            .image();
            return StageInference.infer(clues(sized, archived, dockerfile));
        }
    }

    private static Clues clues(Image image, ArchivedImage archived, Optional<String> dockerfile) {
        return new Clues(image, LocalImages.NONE, List.of(), archived.provenance(), dockerfile);
    }

    /// The recordings that came with the program.
    static List<SampleEntry> samples() throws IOException {
        return Sample.all().stream()
                .map(s -> new SampleEntry(s.name(), s.title(), s.size(), s.leftBehind()))
                .toList();
    }

    static boolean isRecording(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(path)) {
            return RecordingFile.begins(in.readNBytes(RECORDING_START));
        }
    }

    /// A recording has no neighbours to ask, so another Dockerfile is laid beside what it has.
    private static Reading recorded(Recording recording, Optional<String> dockerfile) {
        StageTree tree =
                dockerfile
                        .map(text ->
                                StageInference.infer(
                                        Clues.of(recording.tree().image()).withDockerfile(text)))
                        .orElse(recording.tree());
        return new Reading(tree, Optional.of(recording.measuredOn()), List.of());
    }

    private Reading ofEngine(
            Digest id, Optional<String> dockerfile, Consumer<StageTree> early, Progress progress)
            throws EngineException {
        Engine from =
                engine.get().orElseThrow(() -> new IllegalStateException("no engine is connected"));
        return new EngineImageReader(from, inspected, texts).read(id, dockerfile, early, progress);
    }

    /// A Dockerfile that is gone must not keep its image from being shown.
    private static Optional<String> text(Optional<Path> dockerfile) {
        return dockerfile.flatMap(path -> {
            try {
                return DockerfileFile.read(path)
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
            } catch (IOException e) {
                LOG.warn("the Dockerfile {} cannot be read", path, e);
                return Optional.empty();
            }
        });
    }
}
