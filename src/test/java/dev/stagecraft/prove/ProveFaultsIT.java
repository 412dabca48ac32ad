package dev.stagecraft.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagecraft.archive.LayerCache;
import dev.stagecraft.engine.DockerEngine;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineAddress;
import dev.stagecraft.engine.EngineCancelledException;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.engine.RealEngine;
import dev.stagecraft.engine.build.BuildStep;
import dev.stagecraft.engine.build.BuilderKind;
import dev.stagecraft.engine.build.ImageBuilders;
import dev.stagecraft.engine.run.ContainerRunner;
import dev.stagecraft.engine.run.RunLimits;
import dev.stagecraft.image.Image;
import dev.stagecraft.prove.Observation.End;
import dev.stagecraft.prove.Proof.Verdict;
import dev.stagecraft.prove.ProofListener.Phase;
import dev.stagecraft.prove.ProofListener.Which;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What goes wrong on purpose while something is proven on a real engine: the proof ends soon, and
/// nothing that it made stays.
@SuppressWarnings("NullAway.Init")
@Timeout(180)
class ProveFaultsIT {
    private static final String DOCKERFILE =
            "FROM python:3.13-slim\nCOPY main.py /main.py\nCMD [\"python3\", \"/main.py\"]\n";

    @TempDir Path context;
    private Engine engine;
    private Set<String> before = Set.of();

    @BeforeEach
    void connect() throws Exception {
        engine = RealEngine.connect();
        RealEngine.needs(engine, "python:3.13-slim");
        before = untagged();
    }

    @AfterEach
    void disconnect() throws Exception {
        if (engine != null) {
            engine.close();
        }
    }

    private Set<String> untagged() throws EngineException {
        return engine.listImages(true).stream()
                .map(image -> image.id().toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Others may work with the same engine, so what is looked for bears this project's own mark.
    private void nothingIsLeft(String mark) {
        String label = "label=test.mark=" + mark;
        // The engine itself removes the container of a build's step, in its own time.
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!RealEngine.docker("ps", "-aq", "--filter", label).isBlank()
                && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(RealEngine.docker("ps", "-aq", "--filter", label)).isBlank();
        assertThat(RealEngine.docker("images", "-q", "--filter", label)).isBlank();
    }

    private ProofRequest request(String mark, String main, Probe probe, RunLimits limits)
            throws Exception {
        Files.writeString(context.resolve("main.py"), main);
        String text = DOCKERFILE + "LABEL test.mark=" + mark + "\n";
        return ProofRequest.of(context, "Dockerfile", text, new ProofRequest.After.Text(text))
                .asking(probe)
                .within(limits);
    }

    private Prover prover(Engine on, ProofRequest request, ProofListener listener) {
        return new Prover(
                on,
                ImageBuilders.choose(on, Optional.of(BuilderKind.CLASSIC)).orElseThrow(),
                LayerCache.NONE,
                request,
                listener);
    }

    private static RunLimits seconds(int seconds) {
        return RunLimits.DEFAULT.within(Duration.ofSeconds(seconds));
    }

    @Test
    void oneThatNeverAnswersIsGivenUp() throws Exception {
        ProofRequest request =
                request(
                        "silent",
                        "import time\ntime.sleep(600)\n",
                        new Probe.Http(OptionalInt.of(8000), "/"),
                        seconds(3));
        Proof proof = prover(engine, request, ProofListener.SILENT).prove();
        assertThat(proof.verdict()).isEqualTo(Verdict.NOT_COMPARABLE);
        assertThat(proof.before().observation().map(Observation::end)).contains(End.TIMED_OUT);
        nothingIsLeft("silent");
    }

    @Test
    void oneThatFloodsItsLogIsReadNoFurtherThanItsLimit() throws Exception {
        ProofRequest request =
                request(
                        "flood",
                        "while True:\n    print('x' * 4000)\n",
                        new Probe.Exit(),
                        seconds(3));
        Proof proof = prover(engine, request, ProofListener.SILENT).prove();
        Observation seen = proof.before().observation().orElseThrow();
        assertThat(seen.end()).isEqualTo(End.TIMED_OUT);
        assertThat(seen.lines().stream().mapToLong(String::length).sum())
                .isLessThanOrEqualTo(2L * RunLimits.DEFAULT.logBytes());
        nothingIsLeft("flood");
    }

    @Test
    void oneThatForksWithoutEndMeetsItsLimit() throws Exception {
        ProofRequest request =
                request(
                        "forks",
                        """
                        import os, sys, time
                        made = 0
                        try:
                            while True:
                                if os.fork() == 0:
                                    time.sleep(600)
                                made += 1
                        except BlockingIOError:
                            print("stopped" if made < 32 else "went on")
                            sys.stdout.flush()
                            os._exit(0)
                        """,
                        new Probe.Exit(),
                        seconds(60).of(500_000_000, 32));
        Proof proof = prover(engine, request, ProofListener.SILENT).prove();
        assertThat(proof.verdict()).as(proof.toString()).isEqualTo(Verdict.PROVEN);
        assertThat(proof.before().observation().orElseThrow().output()).containsExactly("stopped");
        nothingIsLeft("forks");
    }

    /// A flood is shown no further than its last lines either.
    @Test
    void whatAContainerPrintsIsHeardWhileItRuns() throws Exception {
        ProofRequest request =
                request(
                        "heard",
                        """
                        import sys, time
                        for i in range(100_000):
                            print(i)
                        sys.stdout.flush()
                        time.sleep(1)
                        print("to the end", file=sys.stderr, flush=True)
                        time.sleep(1)
                        print("last", flush=True)
                        time.sleep(600)
                        """,
                        new Probe.Exit(),
                        seconds(8));
        List<List<String>> heard = new CopyOnWriteArrayList<>();
        Proof proof =
                prover(
                                engine,
                                request,
                                new ProofListener() {
                                    @Override
                                    public void output(Which which, List<String> lines) {
                                        heard.add(lines);
                                    }
                                })
                        .prove();
        assertThat(proof.before().observation().map(Observation::end)).contains(End.TIMED_OUT);
        assertThat(heard)
                .isNotEmpty()
                .allSatisfy(lines -> assertThat(lines.size()).isLessThan(501));
        assertThat(heard.getLast()).endsWith("99999", "to the end", "last");
        nothingIsLeft("heard");
    }

    /// Proves until something happens, interrupts, and waits for the end.
    private void cancelled(
            String mark, ProofRequest request, CountDownLatch reached, ProofListener listener)
            throws Exception {
        FutureTask<Proof> proof = new FutureTask<>(prover(engine, request, listener)::prove);
        Thread thread = Thread.ofVirtual().start(proof);
        assertThat(reached.await(60, TimeUnit.SECONDS)).isTrue();
        // A step or a program runs from here on; while the engine still makes its container, it
        // is only removed at the next start.
        while (RealEngine.docker("ps", "-q", "--filter", "label=test.mark=" + mark).isBlank()) {
            Thread.onSpinWait();
        }
        long start = System.nanoTime();
        thread.interrupt();
        assertThatThrownBy(proof::get).hasCauseInstanceOf(EngineCancelledException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void aBuildIsCancelled() throws Exception {
        Files.writeString(context.resolve("main.py"), "print(1)\n");
        String text =
                DOCKERFILE
                        + "LABEL test.mark=cancelled-build\n"
                        + "RUN echo sleeping at "
                        + System.nanoTime()
                        + " && sleep 600\n";
        CountDownLatch sleeping = new CountDownLatch(2);
        ProofRequest request =
                ProofRequest.of(context, "Dockerfile", text, new ProofRequest.After.Text(text));
        cancelled(
                "cancelled-build",
                request,
                sleeping,
                new ProofListener() {
                    @Override
                    public void printed(Which which, BuildStep step, String line) {
                        if (line.startsWith("sleeping at")) {
                            sleeping.countDown();
                        }
                    }
                });
        nothingIsLeft("cancelled-build");
    }

    @Test
    void aRunIsCancelled() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        ProofRequest request =
                request(
                        "cancelled-run",
                        "import time\ntime.sleep(600)\n",
                        new Probe.Exit(),
                        seconds(100));
        cancelled(
                "cancelled-run",
                request,
                running,
                new ProofListener() {
                    @Override
                    public void phase(Which which, Phase phase) {
                        if (phase == Phase.RUNNING) {
                            running.countDown();
                        }
                    }
                });
        nothingIsLeft("cancelled-run");
    }

    @Test
    void whatABuildMadeGoesAndWhatItFoundStays() throws Exception {
        ProofRequest request =
                request(
                        "steps",
                        "print(" + System.nanoTime() + ")\n",
                        new Probe.Exit(),
                        seconds(30));
        Image base = engine.inspect("python:3.13-slim");
        Proof proof = prover(engine, request, ProofListener.SILENT).prove();
        assertThat(proof.verdict()).isEqualTo(Verdict.PROVEN);
        Set<String> made =
                proof.before().build().steps().stream()
                        .filter(step -> step.state() == BuildStep.State.DONE)
                        .flatMap(step -> step.imageId().stream())
                        .filter(id -> !before.contains(id))
                        .collect(Collectors.toSet());
        assertThat(made).isNotEmpty();
        assertThat(untagged()).doesNotContainAnyElementsOf(made);
        assertThat(engine.inspect("python:3.13-slim")).isEqualTo(base);
        nothingIsLeft("steps");
    }

    @Test
    @SuppressWarnings("try")
    void anEngineThatGoesAwayInTheMiddleEndsTheProof() throws Exception {
        Files.writeString(context.resolve("main.py"), "print(1)\n");
        String text = DOCKERFILE + "RUN echo sleeping at " + System.nanoTime() + " && sleep 20\n";
        try (Relay relay = new Relay(Files.createTempDirectory("relay").resolve("s"))) {
            Engine on = DockerEngine.connect("relayed", EngineAddress.unix(relay.socket));
            ProofRequest request =
                    ProofRequest.of(context, "Dockerfile", text, new ProofRequest.After.Text(text));
            long start = System.nanoTime();
            Prover prover =
                    prover(
                            on,
                            request,
                            new ProofListener() {
                                @Override
                                public void printed(Which which, BuildStep step, String line) {
                                    if (line.startsWith("sleeping at")) {
                                        relay.close();
                                    }
                                }
                            });
            Optional<Verdict> verdict;
            try {
                verdict = Optional.of(prover.prove().verdict());
            } catch (EngineException e) {
                verdict = Optional.empty();
            }
            assertThat(verdict).isNotEqualTo(Optional.of(Verdict.PROVEN));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(60));
        }
    }

    @Test
    @SuppressWarnings("try")
    void anEngineThatGoesAwayDuringARunEndsTheProof() throws Exception {
        ProofRequest request =
                request(
                        "lost-run",
                        "import time\ntime.sleep(600)\n",
                        new Probe.Exit(),
                        seconds(100));
        try (Relay relay = new Relay(Files.createTempDirectory("relay").resolve("s"))) {
            Engine on = DockerEngine.connect("relayed", EngineAddress.unix(relay.socket));
            FutureTask<Proof> proof =
                    new FutureTask<>(prover(on, request, ProofListener.SILENT)::prove);
            Thread.ofVirtual().start(proof);
            String label = "label=test.mark=lost-run";
            String running = "";
            while (running.isBlank()) {
                running = RealEngine.docker("ps", "-q", "--filter", label).strip();
            }
            long start = System.nanoTime();
            relay.close();
            assertThatThrownBy(proof::get).hasCauseInstanceOf(EngineException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(60));
            // What could not be removed bears the mark by which the next start finds it.
            assertThat(
                            RealEngine.docker(
                                    "ps",
                                    "-aq",
                                    "--filter",
                                    label,
                                    "--filter",
                                    "label=dev.stagecraft.prove"))
                    .contains(running);
            RealEngine.docker("rm", "-f", running);
            RealEngine.dockerLines("images", "-q", "--filter", label).stream()
                    .distinct()
                    .forEach(image -> RealEngine.docker("rmi", "-f", image));
        }
        nothingIsLeft("lost-run");
    }

    @Test
    void imagesThatAreKeptStayUntilTheyAreRemoved() throws Exception {
        ProofRequest one = request("kept", "print(1)\n", new Probe.Exit(), seconds(30));
        ProofRequest request =
                new ProofRequest(
                        one.context(),
                        one.dockerfileName(),
                        one.before(),
                        one.after(),
                        one.target(),
                        one.buildArgs(),
                        one.probe(),
                        one.environment(),
                        one.arguments(),
                        one.mounts(),
                        one.network(),
                        one.limits(),
                        one.maxRepairs(),
                        one.parallel(),
                        one.builder(),
                        true);
        Prover prover = prover(engine, request, ProofListener.SILENT);
        Proof proof = prover.prove();
        assertThat(proof.verdict()).isEqualTo(Verdict.PROVEN);
        String before = proof.before().tag();
        String after = proof.after().tag();
        // Until the person has decided, each has a second name that says which process made it.
        assertThat(names("kept")).contains(before, after).hasSize(4);
        prover.keepImages();
        assertThat(names("kept")).containsExactlyInAnyOrder(before, after);
        new ContainerRunner(engine).removeLeftovers();
        assertThat(names("kept")).containsExactlyInAnyOrder(before, after);
        prover.removeImages();
        nothingIsLeft("kept");
    }

    private static List<String> names(String mark) {
        return RealEngine.dockerLines(
                "images",
                "--format",
                "{{.Repository}}:{{.Tag}}",
                "--filter",
                "label=test.mark=" + mark);
    }

    /// Passes on what goes to and from the engine's socket, until it is closed: then it hangs up
    /// everything, as an engine does that is killed.
    private static final class Relay implements AutoCloseable {
        final Path socket;
        private final ServerSocketChannel server;
        private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

        Relay(Path socket) throws IOException {
            this.socket = socket;
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            Thread.ofVirtual().start(this::accept);
        }

        private void accept() {
            try {
                while (true) {
                    SocketChannel client = server.accept();
                    SocketChannel real =
                            SocketChannel.open(UnixDomainSocketAddress.of("/var/run/docker.sock"));
                    open.add(client);
                    open.add(real);
                    if (!server.isOpen()) {
                        client.close();
                        real.close();
                    }
                    Thread.ofPlatform().daemon().start(() -> pass(client, real));
                    Thread.ofPlatform().daemon().start(() -> pass(real, client));
                }
            } catch (IOException e) {
                // Closed. What is open is hung up by who closes it, who still has to find it.
            }
        }

        private void pass(SocketChannel from, SocketChannel to) {
            ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
            try {
                while (from.read(buffer) >= 0) {
                    buffer.flip();
                    while (buffer.hasRemaining()) {
                        to.write(buffer);
                    }
                    buffer.clear();
                }
                to.shutdownOutput();
            } catch (IOException e) {
                // Hung up.
                open.remove(from);
            }
        }

        @Override
        public void close() {
            try {
                server.close();
                for (SocketChannel each : Set.copyOf(open)) {
                    each.close();
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
