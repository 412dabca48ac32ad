package dev.stagecraft.prove;

import dev.stagecraft.engine.ContainerLog;
import dev.stagecraft.engine.ContainerState;
import dev.stagecraft.engine.EngineCancelledException;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.engine.EngineRefusedException;
import dev.stagecraft.engine.EngineUnavailableException;
import dev.stagecraft.engine.run.ContainerRunner;
import dev.stagecraft.engine.run.ListeningPort;
import dev.stagecraft.engine.run.RunRequest;
import dev.stagecraft.engine.run.RunRequest.Network;
import dev.stagecraft.engine.run.RunningContainer;
import dev.stagecraft.image.Image;
import dev.stagecraft.prove.Observation.Answer;
import dev.stagecraft.prove.Observation.End;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Runs one image under a probe and says what it did.
final class ImageRun {
    private static final int SERVICE_UNAVAILABLE = 503;
    private static final Duration POLL = Duration.ofMillis(15);
    private static final Duration LOOK = Duration.ofMillis(300);

    /// How long a program without a declared port may take until it is clear what it is.
    private static final Duration FIND = Duration.ofSeconds(10);

    private final ContainerRunner runner;
    private final ProofRequest request;

    ImageRun(ContainerRunner runner, ProofRequest request) {
        this.runner = runner;
        this.request = request;
    }

    /// The probe that fits an image: a page of the port that it declares or listens on, else its
    /// end.
    Probe findProbe(Image image) throws EngineException {
        if (!exposed(image).isEmpty()) {
            return new Probe.Http(OptionalInt.empty(), "/");
        }
        Network network = runner.mayReachInternalNetworks() ? Network.INTERNAL : Network.NONE;
        try (RunningContainer container =
                runner.start(plain(image, request.arguments()).on(network, List.of()))) {
            long deadline = System.nanoTime() + FIND.toNanos();
            while (System.nanoTime() < deadline) {
                if (container.await(LOOK).isPresent()) {
                    return new Probe.Exit();
                }
                Optional<ListeningPort> port =
                        container.listening().stream()
                                .flatMap(List::stream)
                                .filter(p -> !p.loopbackOnly())
                                .findFirst();
                if (port.isPresent()) {
                    return new Probe.Http(OptionalInt.of(port.get().number()), "/");
                }
            }
        } catch (EngineRefusedException e) {
            // It cannot be started; the probe will say so.
            return new Probe.Exit();
        }
        return new Probe.Exit();
    }

    /// Runs the image.
    ///
    /// @param heard is told the last lines that it printed while it runs, on another thread
    /// @throws EngineException when the engine fails, not when the program does
    Observation observe(Image image, Probe probe, Consumer<List<String>> heard)
            throws EngineException {
        try {
            return switch (probe) {
                case Probe.Http http -> server(image, http, heard);
                case Probe.Exit exit -> program(image, request.arguments(), heard);
                case Probe.Command command -> program(image, command.command(), heard);
            };
        } catch (EngineRefusedException e) {
            return notStarted(e);
        }
    }

    private static Observation notStarted(EngineRefusedException e) {
        return new Observation(
                End.NOT_STARTED,
                OptionalInt.empty(),
                Optional.empty(),
                List.of(),
                List.of(e.getMessage()),
                OptionalLong.empty(),
                Set.of(),
                OptionalInt.empty());
    }

    private RunRequest plain(Image image, List<String> arguments) {
        RunRequest run =
                RunRequest.of(image.id().toString())
                        .running(arguments)
                        .with(request.environment())
                        .limited(request.limits());
        for (RunRequest.Mount mount : request.mounts()) {
            run = run.mounting(mount);
        }
        return run;
    }

    private Observation program(Image image, List<String> arguments, Consumer<List<String>> heard)
            throws EngineException {
        Network network = request.network() ? Network.OPEN : Network.NONE;
        try (RunningContainer container =
                runner.start(plain(image, arguments).on(network, List.of()))) {
            container.hear(heard);
            OptionalInt status = container.await(request.limits().time());
            ContainerState state = container.state();
            boolean late = status.isEmpty() || container.timedOut();
            End end = late ? End.TIMED_OUT : state.outOfMemory() ? End.OUT_OF_MEMORY : End.EXITED;
            OptionalLong millis =
                    state.started().isPresent() && state.finished().isPresent()
                            ? OptionalLong.of(
                                    // The engine notes a short program's end before its start.
                                    Math.max(
                                            0,
                                            Duration.between(
                                                            state.started().get(),
                                                            state.finished().get())
                                                    .toMillis()))
                            : OptionalLong.empty();
            return observation(
                    container,
                    end,
                    late ? OptionalInt.empty() : status,
                    Optional.empty(),
                    late ? OptionalLong.empty() : millis);
        }
    }

    private Observation server(Image image, Probe.Http http, Consumer<List<String>> heard)
            throws EngineException {
        Set<Integer> ports = new LinkedHashSet<>();
        http.port().ifPresent(ports::add);
        if (ports.isEmpty()) {
            ports.addAll(exposed(image));
        }
        Network network = network();
        try (RunningContainer container =
                        runner.start(
                                plain(image, request.arguments()).on(network, List.copyOf(ports)));
                HttpAsker asker = new HttpAsker()) {
            container.hear(heard);
            return answer(container, asker, http, ports);
        }
    }

    /// @throws EngineUnavailableException when a page could not be asked for, whatever is built
    void checkReach() throws EngineException {
        network();
    }

    private Network network() throws EngineException {
        if (!request.network() && runner.mayReachInternalNetworks()) {
            return Network.INTERNAL;
        }
        if (!runner.reachesPublishedPorts()) {
            throw new EngineUnavailableException(
                    EngineUnavailableException.Kind.UNREACHABLE,
                    "a page of a container cannot be asked for from here: its engine may be"
                            + " another machine's",
                    "Choose another probe: run to the end, or a command of your own.");
        }
        return request.network() ? Network.OPEN : Network.PUBLISHED;
    }

    private Observation answer(
            RunningContainer container, HttpAsker asker, Probe.Http http, Set<Integer> ports)
            throws EngineException {
        long deadline = container.startedNanos() + request.limits().time().toNanos();
        long lastLook = System.nanoTime();
        Optional<Answer> unavailable = Optional.empty();
        try {
            while (System.nanoTime() < deadline) {
                for (int port : ports) {
                    Optional<InetSocketAddress> at = container.reach(port);
                    Optional<Answer> answer =
                            at.isPresent() ? asker.ask(at.get(), http.path()) : Optional.empty();
                    if (answer.isPresent() && answer.get().status() == SERVICE_UNAVAILABLE) {
                        unavailable = answer;
                    } else if (answer.isPresent()) {
                        long millis =
                                TimeUnit.NANOSECONDS.toMillis(
                                        System.nanoTime() - container.startedNanos());
                        return observation(
                                container,
                                End.ANSWERED,
                                OptionalInt.empty(),
                                Optional.of(again(answer.get(), asker, at.orElseThrow(), http)),
                                OptionalLong.of(millis));
                    }
                }
                if (System.nanoTime() - lastLook > LOOK.toNanos()) {
                    lastLook = System.nanoTime();
                    ContainerState state = container.state();
                    if (!state.running()) {
                        return observation(
                                container,
                                state.outOfMemory() ? End.OUT_OF_MEMORY : End.DIED,
                                state.exitStatus(),
                                Optional.empty(),
                                OptionalLong.empty());
                    }
                    if (http.port().isEmpty()) {
                        container.listening().stream()
                                .flatMap(List::stream)
                                .filter(p -> !p.loopbackOnly())
                                .forEach(p -> ports.add(p.number()));
                    }
                }
                TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineCancelledException();
        }
        return observation(
                container,
                unavailable.isPresent() ? End.ANSWERED : End.TIMED_OUT,
                OptionalInt.empty(),
                unavailable,
                OptionalLong.empty());
    }

    private static Answer again(
            Answer first, HttpAsker asker, InetSocketAddress at, Probe.Http http)
            throws InterruptedException {
        return new Answer(
                first.status(),
                first.headers(),
                first.body(),
                asker.ask(at, http.path()).map(Answer::body));
    }

    private static Observation observation(
            RunningContainer container,
            End end,
            OptionalInt status,
            Optional<Answer> answer,
            OptionalLong millis)
            throws EngineException {
        ContainerLog log = container.log();
        return new Observation(
                end,
                status,
                answer,
                log.output(),
                log.errors(),
                millis,
                container.names(),
                OptionalInt.empty());
    }

    /// The TCP ports that an image declares.
    static List<Integer> exposed(Image image) {
        return image.config().exposedPorts().stream()
                .filter(port -> !port.endsWith("/udp") && !port.endsWith("/sctp"))
                .map(port -> port.indexOf('/') < 0 ? port : port.substring(0, port.indexOf('/')))
                .filter(port -> port.matches("[0-9]{1,5}"))
                .map(Integer::valueOf)
                .toList();
    }
}
