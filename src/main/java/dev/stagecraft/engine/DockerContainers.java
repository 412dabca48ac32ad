package dev.stagecraft.engine;

import dev.stagecraft.engine.ContainerSpec.Network;
import dev.stagecraft.engine.json.ContainerBody;
import dev.stagecraft.engine.json.ContainerJson;
import dev.stagecraft.engine.json.WireFormatException;
import dev.stagecraft.image.DisplayText;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Containers by Docker's API.
final class DockerContainers implements Containers {
    private static final Logger LOG = LoggerFactory.getLogger(DockerContainers.class);
    private static final Duration START = Duration.ofSeconds(60);
    private static final int LOG_BYTES = 16 << 20;
    private static final int LOOKS = 8;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final EngineCalls calls;

    DockerContainers(EngineCalls calls) {
        this.calls = calls;
    }

    @Override
    public String create(ContainerSpec spec) throws EngineException {
        ContainerBody body = new ContainerBody(spec.image());
        spec.entrypoint().ifPresent(body::entrypoint);
        spec.command().ifPresent(body::command);
        body.env(spec.env()).labels(spec.labels()).log(LOG_BYTES);
        for (ContainerSpec.Mount mount : spec.mounts()) {
            body.bind(mount.source(), mount.target(), mount.readOnly());
        }
        switch (spec.network()) {
            case Network.None none -> body.network("none");
            case Network.Open open -> body.network("bridge").publishOnLoopback(spec.publish());
            case Network.Own own -> body.network(own.id()).publishOnLoopback(spec.publish());
        }
        spec.memory().ifPresent(body::memory);
        spec.processes().ifPresent(body::processes);
        if (spec.readOnly()) {
            body.readOnly();
        }
        // A name of our own, so that a container is found that was made while we hung up.
        String name = "stagecraft-" + UUID.randomUUID();
        try {
            byte[] answer =
                    calls.whole("POST", "/containers/create?name=" + name, body.bytes(), START);
            return read(() -> ContainerJson.id(answer));
        } catch (EngineRefusedException e) {
            throw e.status() == 404 ? new ImageNotFoundException(spec.image()) : e;
        } catch (EngineCancelledException e) {
            removeOnceMade(name);
            throw e;
        }
    }

    /// The engine may still be making it, so it is looked for a few times. The interrupt that
    /// cancelled the call is kept for the caller.
    private void removeOnceMade(String name) {
        boolean interrupted = Thread.interrupted();
        try {
            for (int i = 0; i < LOOKS; i++) {
                try {
                    calls.whole("DELETE", "/containers/" + name + "?force=1&v=1", null, START);
                    return;
                } catch (EngineRefusedException e) {
                    Thread.sleep(BETWEEN_LOOKS);
                }
            }
        } catch (EngineException e) {
            LOG.debug("a container that was given up is not found", e);
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void start(String id) throws EngineException {
        calls.whole("POST", "/containers/" + id + "/start", null, START);
    }

    @Override
    public ContainerState state(String id) throws EngineException {
        byte[] answer = calls.get("/containers/" + id + "/json", EngineCalls.QUICK);
        ContainerJson json = read(() -> ContainerJson.parse(answer));
        return new ContainerState(
                json.id(),
                json.hostname(),
                json.running(),
                json.exitStatus(),
                json.outOfMemory(),
                json.error(),
                json.pid(),
                json.started(),
                json.finished(),
                json.addresses(),
                json.published(),
                json.user());
    }

    @Override
    public OptionalInt await(String id, Duration limit) throws EngineException {
        try {
            byte[] answer = calls.whole("POST", "/containers/" + id + "/wait", null, limit);
            return OptionalInt.of(read(() -> ContainerJson.waited(answer)));
        } catch (EngineUnavailableException e) {
            if (e.kind() == EngineUnavailableException.Kind.TIMEOUT) {
                return OptionalInt.empty();
            }
            throw e;
        }
    }

    @Override
    public ContainerLog log(String id, int maxLines, int maxBytes) throws EngineException {
        return log(id, maxLines, new LogFrames(maxBytes)).log();
    }

    @Override
    public List<String> lastLines(String id, int maxLines, int maxBytes) throws EngineException {
        List<String> all = log(id, maxLines, LogFrames.together(maxBytes)).log().output();
        return all.subList(Math.max(0, all.size() - maxLines), all.size());
    }

    private LogFrames log(String id, int maxLines, LogFrames frames) throws EngineException {
        String path = "/containers/" + id + "/logs?stdout=1&stderr=1&tail=" + maxLines;
        try (EngineStream stream = calls.open("GET", path, null, EngineCalls.QUICK)) {
            frames.read(stream);
            return frames;
        } catch (EngineException e) {
            throw e;
        } catch (IOException e) {
            throw Failures.of(calls.address(), e);
        }
    }

    @Override
    public EngineStream copyOut(String id, String path) throws EngineException {
        String query = URLEncoder.encode(path, StandardCharsets.UTF_8);
        return calls.open(
                "GET", "/containers/" + id + "/archive?path=" + query, null, EngineCalls.QUICK);
    }

    @Override
    public void stop(String id, Duration grace) throws EngineException {
        ignoring404(
                "POST",
                "/containers/" + id + "/stop?t=" + grace.toSeconds(),
                grace.plus(EngineCalls.QUICK));
    }

    @Override
    public void remove(String id) throws EngineException {
        ignoring404("DELETE", "/containers/" + id + "?force=1&v=1", START);
    }

    @Override
    public Map<String, Map<String, String>> labelled(String label) throws EngineException {
        byte[] answer =
                calls.get("/containers/json?all=1&filters=" + filter(label), EngineCalls.QUICK);
        return read(() -> ContainerJson.labels(answer));
    }

    @Override
    public String createInternalNetwork(String name, String bridge, Map<String, String> labels)
            throws EngineException {
        byte[] answer =
                createNetwork(
                        ContainerBody.network(
                                name,
                                true,
                                Map.of("com.docker.network.bridge.name", bridge),
                                labels));
        return read(() -> ContainerJson.id(answer));
    }

    @Override
    public String createPublishingNetwork(String name, Map<String, String> labels)
            throws EngineException {
        byte[] answer =
                createNetwork(
                        ContainerBody.network(
                                name,
                                false,
                                Map.of("com.docker.network.bridge.enable_ip_masquerade", "false"),
                                labels));
        String id = read(() -> ContainerJson.id(answer));
        String warning = read(() -> ContainerJson.warning(answer));
        if (warning.isBlank()) {
            return id;
        }
        // Podman makes one that lets everything out, and says that it knows no such option.
        removeNetwork(id);
        throw new EngineUnavailableException(
                EngineUnavailableException.Kind.UNREACHABLE,
                "the engine cannot publish a container's port and keep the container from the"
                        + " network: "
                        + DisplayText.escape(warning, 300),
                "Let the containers reach the network, or choose another probe: run to the end, or"
                        + " a command of your own.");
    }

    private byte[] createNetwork(byte[] body) throws EngineException {
        return calls.whole("POST", "/networks/create", body, START);
    }

    @Override
    public void removeNetwork(String id) throws EngineException {
        ignoring404("DELETE", "/networks/" + id, START);
    }

    @Override
    public Map<String, Map<String, String>> labelledNetworks(String label) throws EngineException {
        byte[] answer = calls.get("/networks?filters=" + filter(label), EngineCalls.QUICK);
        return read(() -> ContainerJson.labels(answer));
    }

    @Override
    public List<String> removeImage(String reference) throws EngineException {
        try {
            byte[] answer =
                    calls.whole(
                            "DELETE",
                            "/images/" + DockerEngine.encode(reference),
                            null,
                            EngineCalls.SLOW);
            return read(() -> ContainerJson.removed(answer));
        } catch (EngineRefusedException e) {
            if (e.status() == 404) {
                return List.of();
            }
            throw e;
        }
    }

    private void ignoring404(String method, String path, Duration limit) throws EngineException {
        try {
            calls.whole(method, path, null, limit);
        } catch (EngineRefusedException e) {
            if (e.status() != 404 && e.status() != 304) {
                throw e;
            }
        }
    }

    private static String filter(String label) {
        return URLEncoder.encode("{\"label\":[\"" + label + "\"]}", StandardCharsets.UTF_8);
    }

    private interface Reading<T> {
        T read() throws WireFormatException;
    }

    private <T> T read(Reading<T> reading) throws EngineException {
        try {
            return reading.read();
        } catch (WireFormatException e) {
            throw Failures.of(calls.address(), e);
        }
    }
}
