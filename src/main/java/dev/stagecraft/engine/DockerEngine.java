package dev.stagecraft.engine;

import dev.stagecraft.engine.EngineUnavailableException.Kind;
import dev.stagecraft.engine.json.BuildCacheJson;
import dev.stagecraft.engine.json.EngineFacts;
import dev.stagecraft.engine.json.EngineVersion;
import dev.stagecraft.engine.json.HistoryJson;
import dev.stagecraft.engine.json.ImageListJson;
import dev.stagecraft.engine.json.InspectedImage;
import dev.stagecraft.engine.json.ProvenanceJson;
import dev.stagecraft.engine.json.WireFormatException;
import dev.stagecraft.image.BuildCacheRecord;
import dev.stagecraft.image.DiffId;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.HistoryEntry;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.ImageSummary;
import dev.stagecraft.image.Platform;
import dev.stagecraft.image.Provenance;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// An engine that speaks Docker's API: Docker itself, Podman, and what is built on them.
public final class DockerEngine implements Engine {
    private static final Duration COUNTING = Duration.ofSeconds(30);
    private static final Duration ASK_AGAIN = Duration.ofMillis(150);

    private final EngineCalls calls;
    private final EngineInfo info;
    private final ApiVersion api;

    private DockerEngine(EngineCalls calls, EngineInfo info, ApiVersion api) {
        this.calls = calls;
        this.info = info;
        this.api = api;
    }

    /// Connects to an engine and agrees with it on a version of the API.
    ///
    /// @param name how the person knows it
    /// @param address where it listens
    /// @throws EngineUnavailableException when it cannot be used
    public static DockerEngine connect(String name, EngineAddress address) throws EngineException {
        return connect(name, address, EngineCalls.QUICK);
    }

    /// As [#connect(String, EngineAddress)], but gives up sooner.
    ///
    /// @param limit how long to wait for each of its two answers
    static DockerEngine connect(String name, EngineAddress address, Duration limit)
            throws EngineException {
        return connect(name, EngineConnector.open(address), limit);
    }

    /// As [#connect(String, EngineAddress)], over a way that is open already.
    static DockerEngine connect(String name, EngineCalls calls, Duration limit)
            throws EngineException {
        EngineAddress address = calls.address();
        try {
            EngineVersion version = EngineVersion.parse(calls.get("/version", limit));
            ApiVersion api = ApiVersion.agree(address, version);
            calls.pinVersion(api.toString());
            EngineFacts facts = facts(calls, limit);
            return new DockerEngine(
                    calls,
                    new EngineInfo(
                            name,
                            address,
                            version.product(),
                            version.version(),
                            api.toString(),
                            version.apiVersion(),
                            version.platform(),
                            facts.storageDriver(),
                            facts.containerdStore(),
                            facts.cpus(),
                            facts.memory()),
                    api);
        } catch (WireFormatException e) {
            calls.close();
            throw Failures.of(address, e);
        } catch (EngineRefusedException e) {
            calls.close();
            throw notAnEngine(address, e);
        } catch (EngineUnavailableException e) {
            calls.close();
            throw Failures.whileGreeting(address, e);
        } catch (EngineException | RuntimeException e) {
            calls.close();
            throw e;
        }
    }

    private static EngineFacts facts(EngineCalls calls, Duration limit) throws EngineException {
        try {
            return EngineFacts.parse(calls.get("/info", limit));
        } catch (EngineRefusedException | WireFormatException e) {
            // A proxy in front of the socket may allow images and nothing else.
            return EngineFacts.UNKNOWN;
        }
    }

    private static EngineException notAnEngine(EngineAddress address, EngineRefusedException e) {
        return new EngineUnavailableException(
                Kind.NOT_AN_ENGINE,
                "what answers at " + address + " does not act like an engine: " + e.getMessage(),
                address.isSecured()
                        ? "Check the address."
                        : "Check the address; an engine that wants TLS answers like this when asked"
                                + " without.",
                e);
    }

    /// The requests beneath, for what this room does besides: builds and runs.
    public EngineCalls calls() {
        return calls;
    }

    /// Whether the agreed version of the API is at least the given one.
    public boolean speaks(int major, int minor) {
        return api.atLeast(major, minor);
    }

    @Override
    public EngineInfo info() {
        return info;
    }

    @Override
    public void ping() throws EngineException {
        calls.get("/_ping", Duration.ofSeconds(5));
    }

    @Override
    public List<ImageSummary> listImages(boolean all) throws EngineException {
        byte[] body = calls.get("/images/json" + (all ? "?all=1" : ""), EngineCalls.QUICK);
        return read(() -> ImageListJson.parse(body)).stream()
                .sorted(
                        Comparator.comparing(
                                image -> image.created().orElse(Instant.EPOCH),
                                Comparator.reverseOrder()))
                .toList();
    }

    @Override
    public Map<Digest, Long> sharedSizes() throws EngineException {
        if (api.atLeast(1, 42)) {
            byte[] body = calls.get("/images/json?shared-size=1", EngineCalls.SLOW);
            return read(() -> ImageListJson.sharedFromList(body));
        }
        byte[] body = diskUsage("");
        return read(() -> ImageListJson.sharedFromDiskUsage(body));
    }

    @Override
    public List<ImageSummary> listImagesWithSharedSizes(boolean all) throws EngineException {
        List<ImageSummary> images = listImages(all);
        Map<Digest, Long> shared = sharedSizes();
        return images.stream().map(image -> withShared(image, shared.get(image.id()))).toList();
    }

    private static ImageSummary withShared(ImageSummary image, @Nullable Long shared) {
        return shared == null
                ? image
                : new ImageSummary(
                        image.id(),
                        image.tags(),
                        image.repoDigests(),
                        image.created(),
                        image.size(),
                        OptionalLong.of(shared),
                        image.containers(),
                        image.parent(),
                        image.intermediate(),
                        image.labels());
    }

    @Override
    public Image inspect(String reference) throws EngineException {
        InspectedImage image = inspected(reference);
        // By id, lest the name move to another image in between.
        List<HistoryEntry> steps = steps(image.id().toString());
        LayerAttribution layers = attribute(steps, image.diffIds());
        return new Image(
                image.id(),
                image.tags(),
                image.repoDigests(),
                image.platform(),
                image.created(),
                image.author(),
                image.config(),
                layers.layers(),
                layers.history(),
                image.size(),
                image.parent());
    }

    @Override
    public List<HistoryEntry> history(String reference) throws EngineException {
        return inspect(reference).history();
    }

    private InspectedImage inspected(String reference) throws EngineException {
        byte[] body = image(reference, "/json");
        return read(() -> InspectedImage.parse(body));
    }

    private List<HistoryEntry> steps(String reference) throws EngineException {
        byte[] body = image(reference, "/history");
        return read(() -> HistoryJson.parse(body));
    }

    /// Where the steps' bytes leave open which of them made layers, the images that the classic
    /// builder kept of the steps are asked how many layers they have.
    private LayerAttribution attribute(List<HistoryEntry> steps, List<DiffId> diffIds)
            throws EngineException {
        LayerAttribution layers = LayerAttribution.of(steps, diffIds);
        if (layers.exact()) {
            return layers;
        }
        Map<Integer, Integer> layersAfter = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            Optional<Digest> id = steps.get(i).imageId();
            if (id.isPresent() && steps.get(i).size().orElse(0) == 0) {
                try {
                    layersAfter.put(i, inspected(id.get().toString()).diffIds().size());
                    Optional<Digest> before = i > 0 ? steps.get(i - 1).imageId() : Optional.empty();
                    if (before.isPresent() && !layersAfter.containsKey(i - 1)) {
                        layersAfter.put(i - 1, inspected(before.get().toString()).diffIds().size());
                    }
                } catch (ImageNotFoundException e) {
                    // Removed meanwhile: one clue less.
                    layersAfter.remove(i);
                }
            }
        }
        return layersAfter.isEmpty() ? layers : LayerAttribution.of(steps, diffIds, layersAfter);
    }

    private byte[] image(String reference, String what) throws EngineException {
        try {
            return calls.get("/images/" + encode(reference) + what, EngineCalls.QUICK);
        } catch (EngineRefusedException e) {
            throw e.status() == 404 ? new ImageNotFoundException(reference) : e;
        }
    }

    @Override
    public List<BuildCacheRecord> buildCache() throws EngineException {
        String query = api.atLeast(1, 42) ? "?type=build-cache" : "";
        if (api.atLeast(1, 52)) {
            query += "&verbose=1";
        }
        try {
            byte[] body = diskUsage(query);
            return read(() -> BuildCacheJson.parse(body));
        } catch (EngineRefusedException e) {
            if (e.status() == 404 || e.status() == 501) {
                return List.of();
            }
            throw e;
        }
    }

    /// An engine counts for one client at a time and refuses the others meanwhile, so it is asked
    /// again for a while.
    private byte[] diskUsage(String query) throws EngineException {
        long deadline = System.nanoTime() + COUNTING.toNanos();
        while (true) {
            try {
                return calls.get("/system/df" + query, EngineCalls.SLOW);
            } catch (EngineRefusedException e) {
                if (!e.getMessage().contains("already running") || System.nanoTime() > deadline) {
                    throw e;
                }
            }
            try {
                Thread.sleep(ASK_AGAIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EngineCancelledException();
            }
        }
    }

    @Override
    public Optional<Provenance> provenance(String reference) throws EngineException {
        if (!api.atLeast(1, 55)) {
            return Optional.empty();
        }
        byte[] body = image(reference, "/attestations?statement=true");
        return read(() -> ProvenanceJson.parse(body));
    }

    @Override
    public EngineStream export(String reference, Optional<Platform> platform)
            throws EngineException {
        String query =
                platform.isPresent() && api.atLeast(1, 48)
                        ? "?platform=" + encode(json(platform.get()))
                        : "";
        try {
            return calls.open(
                    "GET", "/images/" + encode(reference) + "/get" + query, null, EngineCalls.SLOW);
        } catch (EngineRefusedException e) {
            boolean unknown = e.status() == 404 || e.getMessage().contains("No such image");
            throw unknown ? new ImageNotFoundException(reference) : e;
        }
    }

    private static String json(Platform platform) {
        return "{\"os\":\""
                + platform.os()
                + "\",\"architecture\":\""
                + platform.architecture()
                + platform.variant().map(v -> "\",\"variant\":\"" + v).orElse("")
                + "\"}";
    }

    @Override
    public Subscription events(EngineListener listener) {
        return EventStream.start(calls, listener);
    }

    @Override
    public Containers containers() {
        return new DockerContainers(calls);
    }

    @Override
    public void close() {
        calls.close();
    }

    /// A name as one part of a path; its slashes stay, as the engine's routes want them.
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/")
                .replace("%3A", ":")
                .replace("%40", "@");
    }

    private interface Reading<T> {
        T read() throws WireFormatException;
    }

    private <T> T read(Reading<T> reading) throws EngineException {
        try {
            return reading.read();
        } catch (WireFormatException e) {
            throw Failures.of(info.address(), e);
        }
    }
}
