package dev.stagecraft.engine.run;

import dev.stagecraft.engine.ContainerSpec;
import dev.stagecraft.engine.Containers;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineAddress;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.engine.EngineRefusedException;
import dev.stagecraft.engine.ImageNotFoundException;
import dev.stagecraft.image.ImageReference;
import dev.stagecraft.image.ImageSummary;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs containers of an engine under limits. Each carries a label that says which process made it,
/// so that what a crash left behind is found and removed.
public final class ContainerRunner {
    /// The label of everything that is made here; its value names the process that made it.
    public static final String LABEL = "dev.stagecraft.prove";

    private static final Logger LOG = LoggerFactory.getLogger(ContainerRunner.class);

    private final Engine engine;
    private final Containers containers;
    private volatile boolean here;
    private volatile boolean elsewhere;

    /// @param engine where the containers run
    public ContainerRunner(Engine engine) {
        this.engine = engine;
        this.containers = engine.containers();
    }

    /// The label that says that this process made a container.
    public static Map<String, String> labels() {
        return Map.of(LABEL, ProcessMark.ofThisProcess().toString());
    }

    /// Whether this machine may reach containers on an internal network by their addresses: the
    /// engine's networks are this machine's, as far as is known. Behind a local socket there may be
    /// another: that of a virtual machine, or of a user's own engine; there, another server may
    /// have the address that the container has. [#start] finds that out.
    public boolean mayReachInternalNetworks() {
        return !elsewhere
                && engine.info().address().scheme().equals("unix")
                && System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
    }

    private static boolean isHere(String bridge) {
        try {
            return NetworkInterface.getByName(bridge) != null;
        } catch (SocketException e) {
            LOG.debug("this machine's networks cannot be listed", e);
            return false;
        }
    }

    /// Whether this machine's loopback address is where the engine publishes ports: it is not
    /// another machine's.
    public boolean reachesPublishedPorts() {
        EngineAddress address = engine.info().address();
        return address.isLocal()
                || List.of("localhost", "127.0.0.1", "::1").contains(address.host());
    }

    private static String name() {
        return "stagecraft-" + UUID.randomUUID();
    }

    /// Linux takes 15 letters.
    private static String bridge() {
        return "stc-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /// Creates a container and starts it. It must be closed, which removes it. One on an internal
    /// network whose bridge is not among this machine's is started anew with its ports published.
    ///
    /// @throws ImageNotFoundException when the engine has no such image
    /// @throws EngineRefusedException when the engine cannot start it, for example because the
    ///   program is not in the image; nothing is left of it then
    public RunningContainer start(RunRequest request) throws EngineException {
        Map<String, String> labels = labels();
        String bridge = bridge();
        Optional<String> network =
                switch (request.network()) {
                    case NONE, OPEN -> Optional.empty();
                    case INTERNAL ->
                            Optional.of(containers.createInternalNetwork(name(), bridge, labels));
                    case PUBLISHED ->
                            Optional.of(containers.createPublishingNetwork(name(), labels));
                };
        String id;
        try {
            id = containers.create(spec(request, labels, network));
        } catch (EngineException | RuntimeException e) {
            network.ifPresent(this::removeNetwork);
            throw e;
        }
        RunningContainer container = new RunningContainer(engine, id, network, request);
        try {
            container.start();
            here |= request.network() == RunRequest.Network.INTERNAL && isHere(bridge);
            if (request.network() != RunRequest.Network.INTERNAL
                    || here
                    || !container.state().running()) {
                return container;
            }
            elsewhere = true;
        } catch (EngineException | RuntimeException e) {
            container.close();
            throw e;
        }
        container.close();
        return start(request.on(RunRequest.Network.PUBLISHED, request.ports()));
    }

    private static ContainerSpec spec(
            RunRequest request, Map<String, String> labels, Optional<String> network) {
        List<String> env = new ArrayList<>();
        request.environment().forEach((name, value) -> env.add(name + "=" + value));
        return new ContainerSpec(
                request.image(),
                request.entrypoint(),
                request.command().isEmpty() ? Optional.empty() : Optional.of(request.command()),
                env,
                request.mounts().stream()
                        .map(mount ->
                                new ContainerSpec.Mount(
                                        mount.source().toAbsolutePath().toString(),
                                        mount.target(),
                                        mount.readOnly()))
                        .toList(),
                switch (request.network()) {
                    case NONE -> new ContainerSpec.Network.None();
                    case INTERNAL, PUBLISHED ->
                            new ContainerSpec.Network.Own(network.orElseThrow());
                    case OPEN -> new ContainerSpec.Network.Open();
                },
                request.network().publishes() ? request.ports() : List.of(),
                OptionalLong.of(request.limits().memory()),
                OptionalInt.of(request.limits().processes()),
                request.limits().readOnlyRoot(),
                labels);
    }

    private void removeNetwork(String id) {
        try {
            containers.removeNetwork(id);
        } catch (EngineException e) {
            LOG.warn("the network {} stays until the next start: {}", id, e.getMessage());
        }
    }

    /// Removes containers, networks and images that an earlier process made and did not remove.
    /// Those of processes that still run stay, and so do images that a person wanted to keep.
    ///
    /// @return how many were removed
    public int removeLeftovers() throws EngineException {
        int removed = 0;
        for (Map.Entry<String, Map<String, String>> left : containers.labelled(LABEL).entrySet()) {
            if (isAbandoned(left.getValue())) {
                containers.remove(left.getKey());
                removed++;
            }
        }
        for (Map.Entry<String, Map<String, String>> left :
                containers.labelledNetworks(LABEL).entrySet()) {
            if (isAbandoned(left.getValue())) {
                containers.removeNetwork(left.getKey());
                removed++;
            }
        }
        for (ImageSummary image : engine.listImages(false)) {
            for (ImageReference tag : image.tags()) {
                Optional<String> own = ImageMark.abandoned(tag);
                if (own.isPresent()) {
                    containers.removeImage(tag.familiar());
                    containers.removeImage(own.get());
                    removed++;
                }
            }
        }
        return removed;
    }

    private static boolean isAbandoned(Map<String, String> labels) {
        return ProcessMark.parse(labels.getOrDefault(LABEL, ""))
                .map(ProcessMark::isAbandoned)
                .orElse(false);
    }
}
