package dev.stagecraft.cli;

import dev.stagecraft.archive.ImageContents;
import dev.stagecraft.engine.BestEffort;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.engine.EngineInfo;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.Image;
import dev.stagecraft.recording.Recording;
import dev.stagecraft.stage.Clues;
import dev.stagecraft.stage.LocalImages;
import dev.stagecraft.stage.StageInference;
import dev.stagecraft.stage.StageTree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How an image was made, whatever the source.
final class Analysis {

    private final EngineOption engine;
    private final ChoiceOption choice;
    private final ProgressLine progress;
    private List<String> problems = List.of();

    Analysis(EngineOption engine, ChoiceOption choice, ProgressLine progress) {
        this.engine = engine;
        this.choice = choice;
        this.progress = progress;
    }

    /// The stage tree of a source, with what its figures were measured on.
    ///
    /// @param dockerfile the Dockerfile that a person gave; absent for none
    Recording of(Source source, Optional<Path> dockerfile) throws IOException, CliException {
        Optional<String> text = Optional.empty();
        if (dockerfile.isPresent()) {
            text = Optional.of(Dockerfiles.text(dockerfile.get()));
        }
        return switch (source) {
            case Source.EngineImage image -> ofEngine(image.reference(), text);
            case Source.RecordingAt recording -> again(Recordings.at(recording.file()), text);
            case Source.SampleNamed sample -> again(Recordings.sample(sample.name()), text);
            case Source.DockerArchive archive -> ofArchive(archive, text);
            case Source.OciArchive archive -> ofArchive(archive, text);
            case Source.OciFolder folder -> ofArchive(folder, text);
            case Source.AnyArchive archive -> ofArchive(archive, text);
        };
    }

    /// What a person should know of the reading, each a line; empty when all is well.
    List<String> problems() {
        return problems;
    }

    /// The sizes of the layers are the sums of their files, so headers are read.
    private Recording ofArchive(Source source, Optional<String> dockerfile)
            throws IOException, CliException {
        Opening opening = new Opening(engine, choice, progress);
        try (Opening.Chosen chosen = opening.choose(source)) {
            ImageContents contents = opening.read(chosen, Opening.Depth.HEADERS);
            problems = Opening.problems(chosen.image(), contents);
            Clues clues =
                    new Clues(
                            contents.image(),
                            LocalImages.NONE,
                            List.of(),
                            contents.provenance(),
                            dockerfile);
            return new Recording(
                    contents.image().displayName(),
                    Instant.now(),
                    Texts.text(
                            "measured.archive",
                            DisplayText.escape(
                                    String.valueOf(
                                            chosen.archive()
                                                    .path()
                                                    .map(Path::getFileName)
                                                    .orElse(Path.of(""))),
                                    200),
                            contents.image().platform()),
                    dockerfile.or(() -> contents.provenance().flatMap(p -> p.dockerfile())),
                    StageInference.infer(clues),
                    Optional.of(contents.tree()));
        }
    }

    /// A recording keeps no engine, so another Dockerfile is laid beside what it has.
    private static Recording again(Recording recording, Optional<String> dockerfile) {
        if (dockerfile.isEmpty()) {
            return recording;
        }
        Clues clues = Clues.of(recording.tree().image()).withDockerfile(dockerfile.get());
        return new Recording(
                recording.title(),
                recording.recorded(),
                recording.measuredOn(),
                dockerfile,
                StageInference.infer(clues),
                recording.files());
    }

    private Recording ofEngine(String reference, Optional<String> dockerfile) throws IOException {
        try (Engine opened = engine.open()) {
            return ofEngine(opened, reference, dockerfile);
        }
    }

    /// The image alone has to answer; what else the engine does not tell is said in [#problems].
    Recording ofEngine(Engine opened, String reference, Optional<String> dockerfile)
            throws EngineException {
        Image image = opened.inspect(reference);
        BestEffort told = new BestEffort(opened);
        Clues clues =
                new Clues(
                        image,
                        LocalImages.asking(told.images(), told::image),
                        told.buildCache(),
                        told.provenance(reference),
                        dockerfile);
        StageTree tree = StageInference.infer(clues);
        problems =
                told.gaps().stream()
                        .map(gap ->
                                Texts.text(
                                        "gap." + gap.question(),
                                        DisplayText.escape(gap.why(), 300)))
                        .toList();
        return new Recording(
                image.displayName(),
                Instant.now(),
                measuredOn(opened.info()),
                dockerfile.or(() -> clues.provenance().flatMap(p -> p.dockerfile())),
                tree,
                Optional.empty());
    }

    private static String measuredOn(EngineInfo info) {
        return DisplayText.escape(
                info.product()
                        + " "
                        + info.version()
                        + (info.storageDriver().isEmpty() ? "" : ", " + info.storageDriver())
                        + ", "
                        + info.platform(),
                200);
    }
}
