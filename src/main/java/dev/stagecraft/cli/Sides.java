package dev.stagecraft.cli;

import dev.stagecraft.archive.ImageFiles;
import dev.stagecraft.compare.FileContents;
import dev.stagecraft.compare.Side;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.image.Image;
import dev.stagecraft.recording.Recording;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the two sides of a comparison: their files too where these are at hand, which is always so
/// of archives, of recordings that have them, and of an engine's image whose layers were all read
/// before.
final class Sides {
    /// A list of all packages of a distribution is some megabytes long.
    private static final int LIST_BYTES = 64 << 20;

    private final EngineOption engine;
    private final Opening opening;
    private final ProgressLine progress;
    private final boolean export;

    /// @param export whether an engine's image is exported to read its files
    Sides(EngineOption engine, ChoiceOption choice, ProgressLine progress, boolean export) {
        this.engine = engine;
        this.opening = new Opening(engine, choice, progress);
        this.progress = progress;
        this.export = export;
    }

    /// Reads one side.
    Side read(String text) throws IOException, CliException {
        Source source = Source.parse(text);
        return switch (source) {
            case Source.RecordingAt recording -> of(text, Recordings.at(recording.file()));
            case Source.SampleNamed sample -> of(text, Recordings.sample(sample.name()));
            case Source.EngineImage image when !export -> ofEngine(text, image.reference());
            default -> whole(text, source);
        };
    }

    private static Side of(String text, Recording recording) {
        return new Side(text, recording.tree().image(), recording.files(), FileContents.NONE);
    }

    private Side ofEngine(String text, String reference) throws IOException, CliException {
        try (Engine opened = engine.open()) {
            Image image = opened.inspect(reference);
            return new Side(text, image, opening.knownFiles(image), FileContents.NONE);
        }
    }

    private Side whole(String text, Source source) throws IOException, CliException {
        try (OpenImage image = opening.open(source, Opening.Depth.CONTENTS)) {
            List<String> wanted = FileContents.wanted(image.tree());
            Map<String, byte[]> lists = Map.of();
            if (!wanted.isEmpty()) {
                ImageFiles files = image.files();
                lists = files.small(image.tree(), wanted, LIST_BYTES, progress);
            }
            return new Side(text, image.image(), Optional.of(image.tree()), FileContents.of(lists));
        }
    }
}
