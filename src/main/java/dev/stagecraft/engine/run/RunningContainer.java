package dev.stagecraft.engine.run;

import dev.stagecraft.engine.ContainerLog;
import dev.stagecraft.engine.ContainerState;
import dev.stagecraft.engine.Containers;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A container that was started. It is killed when its time is up, and removed when this is closed.
public final class RunningContainer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningContainer.class);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int LOG_LINES = 200_000;

    private static final Duration LISTEN = Duration.ofMillis(400);
    private static final int HEARD_LINES = 500;
    private static final int HEARD_BYTES = 64 << 10;

    private final Engine engine;
    private final Containers containers;
    private final String id;
    private final Optional<String> network;
    private final RunRequest request;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean timedOut = new AtomicBoolean();
    private volatile long startedNanos;
    private volatile @Nullable Thread watchdog;
    private volatile @Nullable Thread ear;

    RunningContainer(Engine engine, String id, Optional<String> network, RunRequest request) {
        this.engine = engine;
        this.containers = engine.containers();
        this.id = id;
        this.network = network;
        this.request = request;
    }

    void start() throws EngineException {
        startedNanos = System.nanoTime();
        containers.start(id);
        watchdog = Thread.ofVirtual().name("container-watchdog").start(this::killInTime);
    }

    private void killInTime() {
        try {
            Thread.sleep(request.limits().time());
        } catch (InterruptedException e) {
            return;
        }
        try {
            if (containers.state(id).running()) {
                timedOut.set(true);
                containers.stop(id, Duration.ZERO);
            }
        } catch (EngineException e) {
            LOG.warn("a container whose time is up could not be killed: {}", e.getMessage());
        }
    }

    /// Its id.
    public String id() {
        return id;
    }

    /// When it was started, as `System.nanoTime` counts.
    public long startedNanos() {
        return startedNanos;
    }

    /// How it is now.
    public ContainerState state() throws EngineException {
        return containers.state(id);
    }

    /// Whether it was killed because its time was up.
    public boolean timedOut() {
        return timedOut.get();
    }

    /// Waits until it has ended.
    ///
    /// @param limit how long to wait
    /// @return its exit status; absent when it still runs
    public OptionalInt await(Duration limit) throws EngineException {
        return containers.await(id, limit);
    }

    /// What it has printed last, as much as its limits let be read.
    public ContainerLog log() throws EngineException {
        return containers.log(id, LOG_LINES, request.limits().logBytes());
    }

    /// Tells what it has printed last whenever that has changed, until this is closed: at most 500
    /// lines, those of both streams in the order in which they were printed. They are untrusted.
    ///
    /// @param listener is called on a thread of its own
    public void hear(Consumer<List<String>> listener) {
        ear = Thread.ofVirtual().name("container-output").start(() -> listen(listener));
    }

    private void listen(Consumer<List<String>> listener) {
        List<String> heard = List.of();
        try {
            while (!closed.get()) {
                List<String> now = containers.lastLines(id, HEARD_LINES, HEARD_BYTES);
                if (!now.equals(heard)) {
                    heard = now;
                    listener.accept(now);
                }
                Thread.sleep(LISTEN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (EngineException e) {
            LOG.debug("what the container {} prints is not heard any more", id, e);
        }
    }

    /// What this very container is called: ids, host name and addresses, which differ from run to
    /// run.
    public Set<String> names() throws EngineException {
        ContainerState state = state();
        Set<String> names = new LinkedHashSet<>(List.of(id, id.substring(0, 12)));
        if (!state.hostname().isEmpty()) {
            names.add(state.hostname());
        }
        names.addAll(state.addresses());
        return names;
    }

    /// Where a port of it is reached from this machine; absent while it has no address, or when it
    /// has no network.
    public Optional<InetSocketAddress> reach(int port) throws EngineException {
        ContainerState state = state();
        return switch (request.network()) {
            case NONE -> Optional.empty();
            case INTERNAL ->
                    state.addresses().stream()
                            .findFirst()
                            .map(address ->
                                    new InetSocketAddress(InetAddress.ofLiteral(address), port));
            case PUBLISHED, OPEN ->
                    Optional.ofNullable(state.published().get(port))
                            .map(on ->
                                    new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), on));
        };
    }

    /// The TCP ports that programs in it listen on, as its kernel says; absent where that cannot be
    /// seen: the engine is not on this Linux machine, or the container has ended.
    public Optional<List<ListeningPort>> listening() throws EngineException {
        OptionalInt pid = state().pid();
        return pid.isPresent() && engine.info().address().isLocal()
                ? ListeningPort.ofProcess(pid.getAsInt(), id)
                : Optional.empty();
    }

    /// Waits until something listens on a port that others can reach.
    ///
    /// @param limit how long to wait
    /// @return the ports; empty when nothing listened in time, the container ended, or its ports
    ///   cannot be seen
    public List<ListeningPort> awaitListening(Duration limit) throws EngineException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<List<ListeningPort>> ports = listening();
            if (ports.isPresent() && ports.get().stream().anyMatch(port -> !port.loopbackOnly())) {
                return ports.get();
            }
            if (ports.isEmpty()) {
                return List.of();
            }
            try {
                TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return List.of();
            }
        }
        return listening().orElse(List.of());
    }

    /// Asks it to end, and kills it when it has not after a while.
    public void stop(Duration grace) throws EngineException {
        containers.stop(id, grace);
    }

    /// Kills and removes it, with its anonymous volumes and its network. What cannot be removed now
    /// is removed at the next start.
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        for (Thread thread : new Thread[] {watchdog, ear}) {
            if (thread != null) {
                thread.interrupt();
            }
        }
        // An interrupted caller still has to clean up; the interrupt is kept for later.
        boolean interrupted = Thread.interrupted();
        try {
            containers.remove(id);
            if (network.isPresent()) {
                containers.removeNetwork(network.get());
            }
        } catch (EngineException e) {
            LOG.warn("the container {} stays until the next start: {}", id, e.getMessage());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
