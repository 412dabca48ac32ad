package dev.stagecraft.engine;

import dev.stagecraft.engine.EngineCandidate.Origin;
import dev.stagecraft.engine.EngineCandidate.State;
import dev.stagecraft.engine.EngineUnavailableException.Kind;
import dev.stagecraft.image.DisplayText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Finds the engines of this machine and of the Docker command line's contexts, and chooses one as
/// the command line would: the explicit choice, else `DOCKER_HOST`, else `DOCKER_CONTEXT`, else the
/// current context of `config.json`, else the default.
///
/// A context that is unknown or cannot be read is an error that names it, never another engine.
public final class EngineLocator {
    /// How long an engine may take to answer when all are looked for. Podman counts its images and
    /// containers for it, which takes a busy machine more than a second; an engine that is not
    /// there says so at once.
    private static final Duration PROBE = Duration.ofSeconds(3);

    private static final String DEFAULT = "default";
    private static final String DOCKER_HOST = "DOCKER_HOST";

    private final Map<String, String> environment;
    private final Path configuration;
    private final ContextStore contexts;
    private final WellKnownSockets sockets;

    /// @param environment the environment's variables
    /// @param home the user's folder
    /// @param system Java's `os.name`
    public EngineLocator(Map<String, String> environment, Path home, String system) {
        this(environment, home, system, Path.of("/"));
    }

    EngineLocator(Map<String, String> environment, Path home, String system, Path root) {
        this.environment = Map.copyOf(environment);
        String folder = environment.getOrDefault("DOCKER_CONFIG", "");
        this.configuration = folder.isEmpty() ? home.resolve(".docker") : Path.of(folder);
        this.contexts = new ContextStore(configuration);
        this.sockets = new WellKnownSockets(environment, home, system, root);
    }

    /// For this process.
    public static EngineLocator ofThisProcess() {
        return new EngineLocator(
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                System.getProperty("os.name"));
    }

    /// Every engine that may be there: all contexts, what the environment names, and well-known
    /// sockets that exist, each asked at the same time and for three seconds at most. The one that
    /// the command line would use is the first and marked as current. Engines behind `ssh` are not
    /// asked.
    public List<EngineCandidate> find() {
        return find(Optional.empty());
    }

    /// As [#find()], with what a person chose.
    ///
    /// @param choice as for [#choose]; an address that none of them has is one more, the first
    public List<EngineCandidate> find(Optional<String> choice) {
        List<EngineCandidate> candidates = listed(choice);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<EngineCandidate>> asked =
                    candidates.stream().map(c -> threads.submit(() -> probe(c, PROBE))).toList();
            List<EngineCandidate> answered = new ArrayList<>();
            for (int i = 0; i < asked.size(); i++) {
                try {
                    answered.add(asked.get(i).get());
                } catch (ExecutionException e) {
                    throw new IllegalStateException(e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    threads.shutdownNow();
                    return candidates;
                }
            }
            return answered;
        }
    }

    /// As [#find], without asking any of them.
    public List<EngineCandidate> listed() {
        List<EngineCandidate> all = new ArrayList<>();
        EngineCandidate current = current().asCurrent();
        all.add(current);
        environmentHost().ifPresent(all::add);
        all.add(defaultSocket());
        all.addAll(contexts.all());
        all.addAll(sockets.existing());
        return withoutRepeats(all);
    }

    private List<EngineCandidate> listed(Optional<String> choice) {
        List<EngineCandidate> all = listed();
        try {
            EngineCandidate chosen = choose(choice);
            if (chosen.origin() == Origin.CHOICE && all.stream().noneMatch(c -> same(c, chosen))) {
                all.addFirst(chosen);
            }
        } catch (EngineUnavailableException e) {
            // Whoever opens it is told why it is none.
        }
        return all;
    }

    private static boolean same(EngineCandidate one, EngineCandidate other) {
        return one.address()
                .map(EngineLocator::place)
                .equals(other.address().map(EngineLocator::place));
    }

    /// Contexts stay even where two name one address; a socket that some entry names already does
    /// not.
    private static List<EngineCandidate> withoutRepeats(List<EngineCandidate> all) {
        List<EngineCandidate> kept = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> addresses = new HashSet<>();
        for (EngineCandidate candidate : all) {
            String place = candidate.address().map(EngineLocator::place).orElse("");
            boolean repeated =
                    candidate.origin() == Origin.SOCKET
                            && (addresses.contains(place) || names.contains(candidate.name()));
            if (!repeated && names.add(candidate.name())) {
                kept.add(candidate);
                addresses.add(place);
            }
        }
        return kept;
    }

    private static String place(EngineAddress address) {
        if (!address.scheme().equals("unix")) {
            return address.url();
        }
        try {
            return "unix://" + Path.of(address.path()).toRealPath();
        } catch (IOException | InvalidPathException e) {
            return address.url();
        }
    }

    /// The engine that the command line would use, not asked yet; with a problem when what is
    /// configured cannot be used.
    public EngineCandidate current() {
        Optional<EngineCandidate> host = environmentHost();
        if (host.isPresent()) {
            return host.get();
        }
        String wanted = environment.getOrDefault("DOCKER_CONTEXT", "");
        try {
            String name = wanted.isEmpty() ? contexts.current().orElse(DEFAULT) : wanted;
            return name.equals(DEFAULT)
                    ? defaultSocket()
                    : contexts.named(name)
                            .orElseGet(() ->
                                    EngineCandidate.broken(
                                            name,
                                            Origin.CONTEXT,
                                            "",
                                            unknown(
                                                    name,
                                                    wanted.isEmpty()
                                                            ? "config.json"
                                                            : "DOCKER_CONTEXT")));
        } catch (EngineUnavailableException e) {
            return EngineCandidate.broken("config.json", Origin.CONTEXT, "", e);
        }
    }

    private EngineUnavailableException unknown(String name, String namedBy) {
        return new EngineUnavailableException(
                Kind.UNKNOWN_CONTEXT,
                "there is no context '"
                        + DisplayText.escape(name, 100)
                        + "', which "
                        + namedBy
                        + " names",
                "See 'docker context ls', and choose one with 'docker context use'; or set"
                        + " DOCKER_HOST.");
    }

    private Optional<EngineCandidate> environmentHost() {
        String host = environment.getOrDefault(DOCKER_HOST, "");
        if (host.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    EngineCandidate.untried(
                            DOCKER_HOST,
                            Origin.ENVIRONMENT,
                            "",
                            withEnvironmentTls(EngineAddress.parse(host))));
        } catch (EngineUnavailableException e) {
            return Optional.of(
                    EngineCandidate.broken(
                            DOCKER_HOST,
                            Origin.ENVIRONMENT,
                            "",
                            new EngineUnavailableException(
                                    e.kind(), "DOCKER_HOST is " + e.getMessage(), e.advice(), e)));
        }
    }

    /// As the command line does: TLS when `DOCKER_TLS_VERIFY` or `DOCKER_TLS` is set, with the
    /// files of `DOCKER_CERT_PATH`, or of the configuration's folder.
    private EngineAddress withEnvironmentTls(EngineAddress address) {
        boolean verify = !environment.getOrDefault("DOCKER_TLS_VERIFY", "").isEmpty();
        boolean secured = verify || !environment.getOrDefault("DOCKER_TLS", "").isEmpty();
        if (!secured || address.isLocal() || address.scheme().equals("ssh")) {
            return address;
        }
        String named = environment.getOrDefault("DOCKER_CERT_PATH", "");
        Path folder = named.isEmpty() ? configuration : Path.of(named);
        Path ca = folder.resolve("ca.pem");
        Path cert = folder.resolve("cert.pem");
        Path key = folder.resolve("key.pem");
        boolean client = !named.isEmpty() || Files.exists(cert) || Files.exists(key);
        return address.withTls(
                new EngineAddress.Tls(
                        verify ? Optional.of(ca) : Optional.empty(),
                        client ? Optional.of(cert) : Optional.empty(),
                        client ? Optional.of(key) : Optional.empty(),
                        verify));
    }

    private EngineCandidate defaultSocket() {
        return EngineCandidate.untried(DEFAULT, Origin.SOCKET, "", sockets.defaultAddress());
    }

    /// The candidate with what its engine answers.
    ///
    /// @param limit how long it may take
    public EngineCandidate probe(EngineCandidate candidate, Duration limit) {
        Optional<EngineAddress> address = candidate.address();
        if (candidate.state() == State.UNAVAILABLE
                || address.isEmpty()
                || address.get().scheme().equals("ssh")) {
            return candidate;
        }
        try (DockerEngine engine = DockerEngine.connect(candidate.name(), address.get(), limit)) {
            return candidate.ready(engine.info());
        } catch (EngineUnavailableException e) {
            return candidate.unavailable(e);
        } catch (EngineException e) {
            return candidate.unavailable(
                    new EngineUnavailableException(
                            Kind.CONNECTION_LOST, String.valueOf(e.getMessage()), e.advice(), e));
        }
    }

    /// The engine that a person means.
    ///
    /// @param choice a candidate's name, or an address such as `tcp://host:2375`; absent for the
    ///   one that the command line would use
    /// @throws EngineUnavailableException when there is none of that name
    public EngineCandidate choose(Optional<String> choice) throws EngineUnavailableException {
        if (choice.isEmpty() || choice.get().isBlank()) {
            return current().asCurrent();
        }
        String wanted = choice.get().strip();
        if (wanted.contains("://")) {
            return EngineCandidate.untried(
                    wanted, Origin.CHOICE, "", withEnvironmentTls(EngineAddress.parse(wanted)));
        }
        List<EngineCandidate> all = listed();
        return all.stream()
                .filter(candidate -> candidate.name().equals(wanted))
                .findFirst()
                .orElseThrow(() ->
                        new EngineUnavailableException(
                                Kind.UNKNOWN_CONTEXT,
                                "there is no engine '" + DisplayText.escape(wanted, 100) + "'",
                                "Known are: "
                                        + String.join(
                                                ", ",
                                                all.stream().map(EngineCandidate::name).toList())
                                        + "; or give an address such as"
                                        + " tcp://host:2375."));
    }

    /// Connects to the engine that a person means.
    ///
    /// @param choice as for [#choose]
    /// @throws EngineUnavailableException when it cannot be used
    public Engine open(Optional<String> choice) throws EngineException {
        return open(choose(choice));
    }

    /// Connects to a candidate.
    ///
    /// @throws EngineUnavailableException when it cannot be used
    public Engine open(EngineCandidate candidate) throws EngineException {
        if (candidate.address().isEmpty()) {
            throw candidate
                    .problem()
                    .orElseGet(() ->
                            new EngineUnavailableException(
                                    Kind.NO_ENGINE, "there is no engine", ""));
        }
        return DockerEngine.connect(candidate.name(), candidate.address().get());
    }
}
