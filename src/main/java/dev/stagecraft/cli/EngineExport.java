package dev.stagecraft.cli;

import dev.stagecraft.archive.ArchivedImage;
import dev.stagecraft.archive.ImageArchive;
import dev.stagecraft.archive.ImageContents;
import dev.stagecraft.archive.ImageFiles;
import dev.stagecraft.archive.LayerCache;
import dev.stagecraft.archive.Limits;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineStream;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.Platform;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// An image of an engine as the engine exports it: read as it streams, nothing put on disk.
final class EngineExport {
    private final Engine engine;
    private final Image image;
    private final Optional<Platform> platform;
    private final ProgressLine progress;
    private Optional<ArchivedImage> place = Optional.empty();

    EngineExport(Engine engine, Image image, Optional<Platform> platform, ProgressLine progress) {
        this.engine = engine;
        this.image = image;
        this.platform = platform;
        this.progress = progress;
    }

    /// Reads all files, in one export.
    ImageContents read(LayerCache cache) throws IOException {
        long size = platform.isEmpty() ? image.size().orElse(0) : 0;
        try (EngineStream stream = open();
                ImageArchive archive =
                        ImageArchive.read(stream, size, Limits.standard(), progress)) {
            ArchivedImage found = choose(archive);
            place = Optional.of(found);
            return archive.read(found, cache, progress);
        }
    }

    /// What reads contents: each reading is an export that ends as soon as the files have gone by.
    ImageFiles files() {
        return place.map(found -> ImageFiles.of(this::open, found, Limits.standard()))
                .orElseGet(() -> ImageFiles.of(this::open, image.diffIds(), Limits.standard()));
    }

    private EngineStream open() throws IOException {
        progress.show(Texts.text("progress.packing"));
        return engine.export(image.id().toString(), platform);
    }

    /// The image of the export that has these layers; else the only one.
    private ArchivedImage choose(ImageArchive archive) throws IOException {
        List<ArchivedImage> held =
                archive.images().stream()
                        .filter(i -> i.image().isPresent())
                        .filter(i ->
                                platform.isEmpty()
                                        || i.platform().filter(platform.get()::matches).isPresent())
                        .toList();
        return held.stream()
                .filter(i ->
                        i.image().map(Image::diffIds).filter(image.diffIds()::equals).isPresent())
                .findFirst()
                .or(() -> held.stream().findFirst())
                .orElseThrow(() -> new IOException(Texts.text("export.noImage")));
    }
}
