package dev.stagecraft.ui.support;

import dev.stagecraft.engine.Containers;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineAddress;
import dev.stagecraft.engine.EngineEvent;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.engine.EngineInfo;
import dev.stagecraft.engine.EngineListener;
import dev.stagecraft.engine.EngineRefusedException;
import dev.stagecraft.engine.EngineStream;
import dev.stagecraft.engine.EngineUnavailableException;
import dev.stagecraft.engine.ImageNotFoundException;
import dev.stagecraft.engine.Subscription;
import dev.stagecraft.image.BuildCacheRecord;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.HistoryEntry;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.ImageSummary;
import dev.stagecraft.image.Platform;
import dev.stagecraft.image.Provenance;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// An engine in memory, whose images a test changes and which a test stops and starts.
public final class FakeEngine implements Engine {
    public final List<ImageSummary> images = new CopyOnWriteArrayList<>();
    public final List<Image> details = new CopyOnWriteArrayList<>();
    public volatile boolean running = true;
    public volatile boolean closed;

    /// What the engine says when it is asked for its build cache; empty for an empty cache.
    public volatile String cacheRefusal = "";

    /// What it says when asked for an image; empty while it answers.
    public volatile String inspectRefusal = "";

    /// Opens when the engine is to answer for an image; open from the beginning.
    public volatile CountDownLatch answering = new CountDownLatch(0);

    public final AtomicInteger lists = new AtomicInteger();
    private final List<EngineListener> listeners = new CopyOnWriteArrayList<>();
    private final EngineInfo info;

    public FakeEngine(String name) {
        info =
                new EngineInfo(
                        name,
                        EngineAddress.unix(Path.of("/run/" + name + ".sock")),
                        "Docker Engine",
                        "28.2.2",
                        "1.50",
                        "1.50",
                        Platform.parse("linux/amd64"),
                        "overlay2",
                        false,
                        OptionalInt.of(4),
                        OptionalLong.of(8_000_000_000L));
    }

    /// Has the images of a list, with what is known of each.
    public FakeEngine with(Image... some) {
        for (Image image : some) {
            details.add(image);
            images.add(SampleImages.summary(image));
        }
        return this;
    }

    /// The stream of events opens.
    public void connect() {
        listeners.forEach(EngineListener::connected);
    }

    /// The engine stops.
    public void stop() {
        running = false;
        listeners.forEach(l -> l.lost(gone()));
    }

    /// The engine starts again.
    public void restart() {
        running = true;
        connect();
    }

    /// Something happens to an image.
    public void happen(String action, String subject) {
        EngineEvent event = new EngineEvent("image", action, subject, Map.of(), Instant.EPOCH);
        listeners.forEach(l -> l.happened(event));
    }

    private EngineUnavailableException gone() {
        return new EngineUnavailableException(
                EngineUnavailableException.Kind.NOT_RUNNING,
                "nobody listens at " + info.address(),
                "Start the engine.");
    }

    private void check() throws EngineException {
        if (!running) {
            throw gone();
        }
    }

    @Override
    public EngineInfo info() {
        return info;
    }

    @Override
    public void ping() throws EngineException {
        check();
    }

    @Override
    public List<ImageSummary> listImages(boolean all) throws EngineException {
        check();
        lists.incrementAndGet();
        return List.copyOf(images);
    }

    @Override
    public Map<Digest, Long> sharedSizes() throws EngineException {
        check();
        return images.stream()
                .collect(Collectors.toMap(ImageSummary::id, s -> s.size() / 4, (a, b) -> a));
    }

    @Override
    public List<ImageSummary> listImagesWithSharedSizes(boolean all) throws EngineException {
        return listImages(all);
    }

    @Override
    public Image inspect(String reference) throws EngineException {
        try {
            answering.await();
        } catch (InterruptedException e) {
            throw new CancellationException();
        }
        check();
        if (!inspectRefusal.isEmpty()) {
            throw new EngineRefusedException(500, inspectRefusal);
        }
        return details.stream()
                .filter(image -> image.id().toString().equals(reference))
                .findFirst()
                .orElseThrow(() -> new ImageNotFoundException(reference));
    }

    @Override
    public List<HistoryEntry> history(String reference) throws EngineException {
        return inspect(reference).history();
    }

    @Override
    public List<BuildCacheRecord> buildCache() throws EngineException {
        check();
        if (!cacheRefusal.isEmpty()) {
            throw new EngineRefusedException(500, cacheRefusal);
        }
        return List.of();
    }

    @Override
    public Optional<Provenance> provenance(String reference) throws EngineException {
        check();
        return Optional.empty();
    }

    @Override
    public EngineStream export(String reference, Optional<Platform> platform) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Subscription events(EngineListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public Containers containers() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        closed = true;
    }
}
