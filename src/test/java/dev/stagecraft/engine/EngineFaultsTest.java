package dev.stagecraft.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stagecraft.engine.build.BuildKitBuilder;
import dev.stagecraft.engine.build.BuildListener;
import dev.stagecraft.engine.build.BuildRequest;
import dev.stagecraft.engine.build.BuildResult;
import dev.stagecraft.engine.build.BuildStep;
import dev.stagecraft.engine.build.BuilderKind;
import dev.stagecraft.engine.build.ClassicBuilder;
import dev.stagecraft.engine.build.DockerProgram;
import dev.stagecraft.engine.run.ContainerRunner;
import dev.stagecraft.engine.run.RunRequest;
import dev.stagecraft.engine.run.RunningContainer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An engine that goes away or has no room, in the middle of a build or of a run.
@SuppressWarnings("NullAway.Init")
@Timeout(60)
class EngineFaultsTest {
    private static final String ID = "5f".repeat(32);

    @TempDir Path folder;
    private FakeEngine fake;
    private DockerEngine engine;

    @BeforeEach
    void connect() throws Exception {
        Path socket = folder.resolve("socket");
        fake = new FakeEngine().on(socket);
        engine = DockerEngine.connect("test", EngineAddress.unix(socket));
    }

    @AfterEach
    void hangUp() {
        engine.close();
        fake.close();
    }

    private BuildRequest request(int megabytes) throws IOException {
        Path context = Files.createDirectories(folder.resolve("context"));
        if (megabytes > 0) {
            Files.write(context.resolve("large"), new byte[megabytes << 20]);
        }
        return BuildRequest.of(context, "FROM base\nRUN make\n");
    }

    /// The steps as they were told of last.
    private static BuildListener last(Map<Integer, BuildStep> steps) {
        return new BuildListener() {
            @Override
            public void step(BuildStep step) {
                steps.put(step.number(), step);
            }

            @Override
            public void printed(BuildStep step, String line, boolean error) {}
        };
    }

    private static void chunk(OutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.write(bytes);
        out.write("\r\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void begin(OutputStream out) throws IOException {
        out.write(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                        .getBytes(StandardCharsets.UTF_8));
        chunk(out, "{\"stream\":\"Step 1/2 : FROM base\\n\"}\n");
        chunk(out, "{\"stream\":\" ---\\u003e 0123456789ab\\n\"}\n");
        chunk(out, "{\"stream\":\"Step 2/2 : RUN make\\n\"}\n");
    }

    @Test
    void anEngineThatIsKilledDuringABuildEndsIt() throws Exception {
        fake.raw(
                "/v1.50/build",
                (head, out) -> {
                    begin(out);
                    throw new IOException("killed");
                });
        Map<Integer, BuildStep> steps = new ConcurrentHashMap<>();
        BuildRequest request = request(0);
        assertThatThrownBy(() -> new ClassicBuilder(engine).build(request, last(steps)))
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining("hung up in the middle");
        assertThat(steps.values())
                .extracting(BuildStep::text)
                .anyMatch(text -> text.contains("RUN make"));
        assertThat(steps.values()).allMatch(step -> step.state().ended());
    }

    /// What `docker buildx build` 0.30.1 said when the engine of a build was killed.
    @Test
    void anEngineThatIsKilledDuringABuildByTheCommandLineIsToBlame() throws Exception {
        Path docker =
                Files.writeString(
                        folder.resolve("docker"),
                        """
                        #!/bin/sh
                        echo '#5 [2/2] RUN make'
                        echo 'ERROR: cannot write /tmp/image-id because server did not provide an image ID'
                        exit 1
                        """);
        assumeTrue(docker.toFile().setExecutable(true));
        BuildKitBuilder builder =
                new BuildKitBuilder(engine, new DockerProgram(docker, BuilderKind.BUILDKIT, false));
        Map<Integer, BuildStep> steps = new ConcurrentHashMap<>();
        BuildRequest request = request(0);
        assertThat(builder.build(request, last(steps)).failure().orElseThrow().message())
                .contains("cannot write");
        fake.close();
        assertThatThrownBy(() -> builder.build(request, last(steps)))
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageStartingWith("the build was cut off: ");
        assertThat(steps.values()).allMatch(step -> step.state().ended());
    }

    @Test
    void aDiskThatIsFullDuringAStepIsThatStepsFailure() throws Exception {
        fake.raw(
                "/v1.50/build",
                (head, out) -> {
                    begin(out);
                    chunk(
                            out,
                            "{\"errorDetail\":{\"message\":\"write /a: no space left on device\"},"
                                    + "\"error\":\"write /a: no space left on device\"}\n");
                    chunk(out, "");
                });
        BuildResult result =
                new ClassicBuilder(engine).build(request(0), last(new ConcurrentHashMap<>()));
        assertThat(result.succeeded()).isFalse();
        assertThat(result.failure().orElseThrow().message()).contains("no space left on device");
        assertThat(result.failure().orElseThrow().step().orElseThrow().text()).contains("RUN make");
    }

    /// The engine writes the context to its disk before the first step: it answers, and hangs up
    /// without reading the rest, so that its words are lost with the connection.
    @Test
    void aDiskThatIsFullDuringTheContextIsSaid() throws Exception {
        fake.raw(
                "/v1.50/build",
                (head, out) -> {
                    byte[] body =
                            "{\"message\":\"write /var/lib/docker/tmp/large: no space left on device\"}"
                                    .getBytes(StandardCharsets.UTF_8);
                    out.write(
                            ("HTTP/1.1 500 Internal Server Error\r\nConnection: close\r\n"
                                            + "Content-Length: "
                                            + body.length
                                            + "\r\n\r\n")
                                    .getBytes(StandardCharsets.UTF_8));
                    out.write(body);
                    out.flush();
                    throw new IOException("hung up");
                });
        BuildRequest request = request(32);
        Map<Integer, BuildStep> steps = new ConcurrentHashMap<>();
        assertThatThrownBy(() -> new ClassicBuilder(engine).build(request, last(steps)))
                .isInstanceOfSatisfying(
                        EngineUnavailableException.class,
                        e -> assertThat(e.advice()).contains("disk"))
                .hasMessageContaining("of 33.6 MB");
        assertThat(steps.values()).isNotEmpty().allMatch(step -> step.state().ended());
    }

    @Test
    void anEngineThatIsKilledDuringARunEndsIt() throws Exception {
        fake.json("/v1.50/containers/create", "{\"Id\":\"" + ID + "\"}")
                .status("/v1.50/containers/" + ID + "/start", 204, "")
                .raw(
                        "/v1.50/containers/" + ID + "/wait",
                        (head, out) -> {
                            fake.close();
                            throw new IOException("killed");
                        });
        RunRequest request = RunRequest.of("base");
        RunningContainer container = new ContainerRunner(engine).start(request);
        assertThatThrownBy(() -> engine.containers().await(ID, Duration.ofSeconds(30)))
                .isInstanceOf(EngineUnavailableException.class);
        // Nobody is left to remove it, which is no failure of the caller's.
        container.close();
        assertThat(fake.requests()).noneMatch(r -> r.startsWith("DELETE"));
    }

    /// The engine still makes the container when the caller gives up, and only then knows its name.
    @Test
    void aContainerThatIsBeingMadeWhenItsCallIsCancelledIsRemovedOnceItIsThere() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch given = new CountDownLatch(1);
        AtomicInteger looked = new AtomicInteger();
        List<String> removed = new CopyOnWriteArrayList<>();
        fake.raw(
                "/v1.50/containers/create",
                (head, out) -> {
                    asked.countDown();
                    try {
                        given.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                });
        fake.otherwise((head, out) -> {
            boolean there = looked.incrementAndGet() > 2;
            if (there) {
                removed.add(head.lines().findFirst().orElseThrow());
            }
            out.write(
                    (there
                                    ? "HTTP/1.1 204 No Content\r\n\r\n"
                                    : "HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n{}")
                            .getBytes(StandardCharsets.UTF_8));
        });
        ContainerRunner runner = new ContainerRunner(engine);
        FutureTask<RunningContainer> start =
                new FutureTask<>(() -> runner.start(RunRequest.of("base")));
        Thread thread = Thread.ofVirtual().start(start);
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        thread.interrupt();
        assertThatThrownBy(start::get).hasCauseInstanceOf(EngineCancelledException.class);
        given.countDown();
        String name =
                fake.requests().stream()
                        .filter(r -> r.startsWith("POST /v1.50/containers/create?name="))
                        .map(r -> r.split("[= ]")[2])
                        .findFirst()
                        .orElseThrow();
        assertThat(removed)
                .containsExactly("DELETE /v1.50/containers/" + name + "?force=1&v=1 HTTP/1.1");
    }

    /// As of a virtual machine's engine behind a local socket: what has the address of its
    /// container here may be another server. Podman 4.3.1 answers so to the option.
    @Test
    void anEngineWhoseNetworksAreNotThisMachinesIsNotAskedByAddress() throws Exception {
        assumeTrue(System.getProperty("os.name").contains("Linux"));
        fake.json("/v1.50/networks/create", "{\"Id\":\"" + ID + "\"}");
        fake.json("/v1.50/containers/create", "{\"Id\":\"" + ID + "\"}");
        fake.json("/v1.50/containers/" + ID + "/start", "");
        fake.json(
                "/v1.50/containers/" + ID + "/json",
                "{\"State\":{\"Running\":true,\"Pid\":1},\"NetworkSettings\":{\"Networks\":"
                        + "{\"n\":{\"IPAddress\":\"172.17.0.2\"}},\"Ports\":{\"8000/tcp\":"
                        + "[{\"HostIp\":\"127.0.0.1\",\"HostPort\":\"32768\"}]}}}");
        ContainerRunner runner = new ContainerRunner(engine);
        assertThat(runner.mayReachInternalNetworks()).isTrue();
        RunRequest request = RunRequest.of("app:1").on(RunRequest.Network.INTERNAL, List.of(8000));
        try (RunningContainer container = runner.start(request)) {
            assertThat(container.reach(8000).orElseThrow().toString())
                    .isEqualTo("/127.0.0.1:32768");
            // Process 1 of this machine is not the container's.
            assertThat(container.listening()).isEmpty();
        }
        assertThat(runner.mayReachInternalNetworks()).isFalse();
        fake.json(
                "/v1.50/networks/create",
                "{\"Id\":\"" + ID + "\",\"Warning\":\"not a recognized option\"}");
        assertThatThrownBy(() -> runner.start(request.on(RunRequest.Network.PUBLISHED, List.of())))
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining("keep the container from the network");
    }
}
