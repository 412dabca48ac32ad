package dev.stagecraft.archive;

import dev.stagecraft.archive.ArchivedImage.LayerPlace;
import dev.stagecraft.image.DiffId;
import dev.stagecraft.image.FileTreeBuilder;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.Layer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Reads the layers of one image, several at a time, and lays them over each other as they come.
final class ImageReading {
    private final BlobStore store;
    private final ArchivedImage archived;
    private final Image image;
    private final LayerCache cache;
    private final Limits limits;
    private final boolean contents;

    private record Read(ParsedLayer layer, boolean cached) {}

    ImageReading(
            BlobStore store,
            ArchivedImage archived,
            Image image,
            LayerCache cache,
            Limits limits,
            boolean contents) {
        this.store = store;
        this.archived = archived;
        this.image = image;
        this.cache = cache;
        this.limits = limits;
        this.contents = contents;
    }

    ImageContents read(ReadProgress progress) throws IOException {
        List<Optional<BlobStore.Blob>> blobs = new ArrayList<>();
        long total = 0;
        for (LayerPlace place : archived.layers()) {
            Optional<BlobStore.Blob> blob = store.find(place.path());
            blobs.add(blob);
            total += blob.map(BlobStore.Blob::size).orElse(0L);
        }
        ReadMeter meter = new ReadMeter(progress, total);
        EntryBudget budget = new EntryBudget(limits);
        Semaphore cores = new Semaphore(Runtime.getRuntime().availableProcessors());
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                Map<DiffId, Future<Read>> reads = new HashMap<>();
                for (int i = 0; i < blobs.size(); i++) {
                    DiffId diffId = image.layers().get(i).diffId();
                    LayerPlace place = archived.layers().get(i);
                    Optional<BlobStore.Blob> blob = blobs.get(i);
                    if (!reads.containsKey(diffId)) {
                        LayerRequest request =
                                new LayerRequest(diffId, place.digest(), contents, budget, meter);
                        reads.put(
                                diffId,
                                readers.submit(() -> {
                                    cores.acquire();
                                    try {
                                        return layer(place, blob, request);
                                    } finally {
                                        cores.release();
                                    }
                                }));
                    }
                }
                return assemble(reads);
            } catch (IOException | RuntimeException | Error e) {
                meter.stop();
                throw e;
            }
        }
    }

    private Read layer(LayerPlace place, Optional<BlobStore.Blob> blob, LayerRequest request)
            throws IOException {
        request.meter().check();
        Optional<ParsedLayer> known =
                isTrusted(place, blob) ? cache.find(request.diffId()) : Optional.empty();
        if (known.isPresent()) {
            request.meter().add(blob.map(BlobStore.Blob::size).orElse(0L));
            request.budget().take(known.get().listing().size(), 0);
            return new Read(known.get(), true);
        }
        if (blob.isEmpty()) {
            String why =
                    place.foreign()
                            ? "The layer may not be distributed and is not in the archive."
                            : "The layer is not in the archive.";
            return new Read(
                    ParsedLayer.none(new LayerProblem(LayerProblem.Kind.ABSENT, why)), false);
        }
        ParsedLayer layer;
        try {
            layer = blob.get().layer(request);
        } catch (ArchiveException e) {
            layer = ParsedLayer.none(LayerProblem.of(e));
        }
        cache.store(layer);
        return new Read(layer, false);
    }

    /// Whether what is known of a layer is shown unread. What was read in full has to be what it
    /// says, whatever is known of it; and of an archive that lacks a layer, or a part of one, that
    /// is to be said.
    private static boolean isTrusted(LayerPlace place, Optional<BlobStore.Blob> blob) {
        return blob.map(b ->
                        !b.wentBy()
                                && b.isWhole()
                                && (place.size().isEmpty() || place.size().getAsLong() == b.size()))
                .orElse(place.foreign());
    }

    private ImageContents assemble(Map<DiffId, Future<Read>> reads) throws IOException {
        FileTreeBuilder builder = new FileTreeBuilder();
        List<LayerContents> layers = new ArrayList<>();
        List<Layer> sized = new ArrayList<>();
        long size = 0;
        boolean complete = true;
        for (Layer layer : image.layers()) {
            Read read = await(reads.get(layer.diffId()));
            int before = builder.rejected();
            try {
                builder.add(read.layer().listing());
            } catch (CancellationException e) {
                throw new ReadCancelledException();
            }
            ParsedLayer parsed = read.layer();
            if (builder.rejected() > before) {
                parsed =
                        parsed.with(
                                new LayerProblem(
                                        LayerProblem.Kind.REJECTED_ENTRIES,
                                        (builder.rejected() - before)
                                                + " entries were left out because their path runs"
                                                + " in a circle of symbolic links"));
            }
            LayerContents contents =
                    LayerContents.of(layer.index(), layer.diffId(), parsed, read.cached());
            layers.add(contents);
            long bytes = read.layer().listing().fileBytes();
            size += bytes;
            complete &= contents.isComplete();
            sized.add(
                    new Layer(
                            layer.index(),
                            layer.diffId(),
                            layer.digest(),
                            contents.isComplete() ? OptionalLong.of(bytes) : OptionalLong.empty(),
                            layer.blobSize(),
                            layer.history()));
        }
        Image whole =
                new Image(
                        image.id(),
                        image.tags(),
                        image.repoDigests(),
                        image.platform(),
                        image.created(),
                        image.author(),
                        image.config(),
                        sized,
                        image.history(),
                        complete ? OptionalLong.of(size) : OptionalLong.empty(),
                        image.parent());
        return new ImageContents(whole, builder.build(), layers, archived.provenance());
    }

    private static Read await(@Nullable Future<Read> future) throws IOException {
        if (future == null) {
            throw new IllegalStateException("every layer was asked for");
        }
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReadCancelledException();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException io -> throw io;
                case RuntimeException r -> throw r;
                case Error error -> throw error;
                case null, default -> throw new IOException(e);
            }
        }
    }
}
