package dev.stagecraft.engine.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stagecraft.engine.ContainerLog;
import dev.stagecraft.engine.ContainerState;
import dev.stagecraft.engine.DockerEngine;
import dev.stagecraft.engine.EngineRefusedException;
import dev.stagecraft.engine.ImageNotFoundException;
import dev.stagecraft.engine.RealEngine;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContainerRunnerIT {
    private static final String BASE = "debian:trixie-slim";
    private static final String PYTHON = "python:3.13-slim";
    private static final Duration LONG = Duration.ofSeconds(60);

    private static DockerEngine engine;
    private static ContainerRunner containers;

    @BeforeAll
    static void connect() {
        engine = RealEngine.connect();
        RealEngine.needs(engine, BASE);
        containers = new ContainerRunner(engine);
    }

    @AfterAll
    static void hangUp() {
        if (engine != null) {
            engine.close();
        }
    }

    private static RunRequest shell(String script) {
        return RunRequest.of(BASE).running(List.of("sh", "-c", script));
    }

    private static boolean exists(String id) {
        return !RealEngine.docker("ps", "-aq", "--no-trunc", "--filter", "id=" + id).isBlank();
    }

    @Test
    void runsToTheEndAndIsRemoved(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("given"), "mounted");
        String id;
        try (RunningContainer container =
                containers.start(
                        shell("echo out $WORD; cat /in/given; echo; echo err >&2; exit 3")
                                .with(Map.of("WORD", "two words"))
                                .mounting(new RunRequest.Mount(folder, "/in", true)))) {
            id = container.id();
            assertThat(container.await(LONG)).isPresent();
            ContainerState status = container.state();
            assertThat(status.exitStatus()).hasValue(3);
            assertThat(status.outOfMemory()).isFalse();
            assertThat(container.log().output()).containsExactly("out two words", "mounted");
            assertThat(container.log().errors()).containsExactly("err");
            assertThat(exists(id)).isTrue();
        }
        assertThat(exists(id)).isFalse();
    }

    @Test
    void limitsAreThoseThatWereAskedFor() throws Exception {
        try (RunningContainer container =
                containers.start(
                        shell(
                                        "touch /x || echo cannot write; touch /tmp/y && echo can write /tmp; sleep 60")
                                .limited(RunLimits.DEFAULT.of(100_000_000, 50).readOnly()))) {
            assertThat(
                            RealEngine.docker(
                                            "inspect",
                                            "--format",
                                            "{{.HostConfig.Memory}} {{.HostConfig.PidsLimit}}"
                                                    + " {{.HostConfig.NetworkMode}} {{.HostConfig.ReadonlyRootfs}}",
                                            container.id())
                                    .strip())
                    .isEqualTo("100000000 50 none true");
            assertThat(container.await(Duration.ofMillis(1500))).isEmpty();
            assertThat(container.log().output()).containsExactly("cannot write", "can write /tmp");
        }
    }

    @Test
    void aContainerWhoseTimeIsUpIsKilled() throws Exception {
        try (RunningContainer container =
                containers.start(
                        shell("trap '' TERM; sleep 3600")
                                .limited(RunLimits.DEFAULT.within(Duration.ofSeconds(1))))) {
            assertThat(container.await(LONG)).isPresent();
            ContainerState status = container.state();
            assertThat(container.timedOut()).isTrue();
            assertThat(status.exitStatus()).hasValue(137);
        }
    }

    @Test
    void aProgramThatForksWithoutEndHarmsNobody() throws Exception {
        try (RunningContainer container =
                containers.start(
                        RunRequest.of(BASE)
                                .running(
                                        List.of(
                                                "bash",
                                                "-c",
                                                "for i in $(seq 200); do sleep 100 & done; wait -n"))
                                .limited(
                                        RunLimits.DEFAULT
                                                .of(100_000_000, 20)
                                                .within(Duration.ofSeconds(5))))) {
            assertThat(container.await(LONG)).isPresent();
            assertThat(String.join("\n", container.log().errors()))
                    .contains("Resource temporarily unavailable");
        }
    }

    @Test
    void aFloodOfOutputIsKeptWithinBounds() throws Exception {
        try (RunningContainer container =
                containers.start(
                        shell(
                                        "yes 0123456789012345678901234567890123456789 | head -c 30000000; echo; echo last")
                                .limited(RunLimits.DEFAULT))) {
            assertThat(container.await(LONG)).isPresent();
            ContainerState status = container.state();
            assertThat(status.exitStatus()).hasValue(0);
            ContainerLog output = container.log();
            assertThat(output.output().stream().mapToInt(String::length).sum())
                    .isLessThan(RunLimits.DEFAULT.logBytes());
            assertThat(output.output().getLast()).isEqualTo("last");
        }
    }

    @Test
    void memoryThatIsNotThereEndsTheProgram() throws Exception {
        RealEngine.needs(engine, PYTHON);
        try (RunningContainer container =
                containers.start(
                        RunRequest.of(PYTHON)
                                .running(List.of("python3", "-c", "x = bytearray(900_000_000)"))
                                .limited(RunLimits.DEFAULT.of(60_000_000, 50)))) {
            assertThat(container.await(LONG)).isPresent();
            ContainerState status = container.state();
            assertThat(status.exitStatus()).hasValue(137);
            assertThat(status.outOfMemory()).isTrue();
        }
    }

    private static String get(InetSocketAddress address) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://"
                                                            + address.getHostString()
                                                            + ":"
                                                            + address.getPort()
                                                            + "/etc/hostname"))
                                    .timeout(Duration.ofSeconds(10))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static RunRequest server() {
        return RunRequest.of(PYTHON)
                .running(List.of("python3", "-m", "http.server", "8123", "--directory", "/"));
    }

    @Test
    void aServerThatReachesNothingIsReachedFromHere() throws Exception {
        RealEngine.needs(engine, PYTHON);
        assumeTrue(
                containers.mayReachInternalNetworks(), "the engine is not on this Linux machine");
        int networks = RealEngine.dockerLines("network", "ls", "-q").size();
        try (RunningContainer container =
                containers.start(server().on(RunRequest.Network.INTERNAL, List.of()))) {
            assertThat(container.awaitListening(LONG)).contains(new ListeningPort(8123, false));
            InetSocketAddress address = container.reach(8123).orElseThrow();
            assertThat(get(address).strip()).isEqualTo(container.id().substring(0, 12));
            assertThat(container.names()).contains(address.getHostString());
            assertThat(outside(container)).contains("unreachable");
        }
        assertThat(RealEngine.dockerLines("network", "ls", "-q").size())
                .isLessThanOrEqualTo(networks);
    }

    @ParameterizedTest
    @EnumSource(names = {"PUBLISHED", "OPEN"})
    void aPublishedPortIsReachedOnTheLoopbackAddress(RunRequest.Network network) throws Exception {
        RealEngine.needs(engine, PYTHON);
        assumeTrue(containers.reachesPublishedPorts(), "the engine is another machine's");
        try (RunningContainer container = containers.start(server().on(network, List.of(8123)))) {
            container.awaitListening(LONG);
            InetSocketAddress address = container.reach(8123).orElseThrow();
            assertThat(address.getHostString()).isEqualTo("127.0.0.1");
            assertThat(get(address).strip()).isEqualTo(container.id().substring(0, 12));
            if (network == RunRequest.Network.PUBLISHED) {
                assertThat(outside(container)).contains("unreachable");
            }
        }
    }

    private static String outside(RunningContainer container) throws Exception {
        return RealEngine.docker(
                "exec",
                container.id(),
                "python3",
                "-c",
                "import socket\ntry:\n socket.create_connection(('1.1.1.1', 53), 2)\nexcept OSError as e:\n print('unreachable')");
    }

    @Test
    void whatCannotBeStartedLeavesNothingBehind() {
        long before =
                RealEngine.dockerLines("ps", "-aq", "--filter", "label=" + ContainerRunner.LABEL)
                        .size();
        assertThatThrownBy(() -> containers.start(RunRequest.of(BASE).running(List.of("/no/such"))))
                .isInstanceOf(EngineRefusedException.class)
                .hasMessageContaining("/no/such");
        assertThatThrownBy(() -> containers.start(RunRequest.of("sc-engine/none")))
                .isInstanceOf(ImageNotFoundException.class);
        assertThat(
                        RealEngine.dockerLines(
                                "ps", "-aq", "--filter", "label=" + ContainerRunner.LABEL))
                .hasSizeLessThanOrEqualTo((int) before);
    }

    @Test
    void whatACrashLeftBehindIsRemovedAtTheNextStart() throws Exception {
        // 4194304 is above the largest process number that Linux gives.
        String mark = ProcessMark.ofThisProcess().host() + "/4194305/1000";
        String left =
                RealEngine.docker(
                                "run",
                                "-d",
                                "--network=none",
                                "--label",
                                ContainerRunner.LABEL + "=" + mark,
                                BASE,
                                "sleep",
                                "3600")
                        .strip();
        RealEngine.docker(
                "network",
                "create",
                "--internal",
                "--label",
                ContainerRunner.LABEL + "=" + mark,
                "sc-engine-left");
        try (RunningContainer own = containers.start(shell("sleep 60"))) {
            assertThat(containers.removeLeftovers()).isGreaterThanOrEqualTo(2);
            assertThat(exists(left)).isFalse();
            assertThat(exists(own.id())).isTrue();
        }
        assertThat(RealEngine.docker("network", "ls", "-q", "--filter", "name=sc-engine-left"))
                .isBlank();
    }

    @Test
    void whatIsPrintedWithoutEndDoesNotFillTheEnginesDisk() throws Exception {
        String flood = "yes '" + "x".repeat(1000) + "' | head -n 60000; echo the end";
        try (RunningContainer container = containers.start(shell(flood))) {
            assertThat(container.await(LONG)).hasValue(0);
            assertThat(container.log().output()).endsWith("the end");
            // 60 MB were printed; of the two files of 16 MiB at most 33.6 MB are left.
            String counted = "docker logs " + container.id() + " | wc -c";
            Process counting = new ProcessBuilder("sh", "-c", counted).start();
            String bytes = new String(counting.getInputStream().readAllBytes(), UTF_8).strip();
            assertThat(Long.parseLong(bytes)).isBetween(1_000_000L, 34_000_000L);
        }
    }

    @Test
    void imagesThatACrashLeftBehindAreRemovedAtTheNextStart() throws Exception {
        ProcessMark gone = new ProcessMark(ProcessMark.ofThisProcess().host(), 4_194_305, 1000);
        String left = ImageMark.REPOSITORIES + "0c0ffee0:before";
        String kept = ImageMark.REPOSITORIES + "0c0ffee1:before";
        String own = ImageMark.REPOSITORIES + "0c0ffee2:before";
        for (String name :
                List.of(left, left + "-while-" + gone.tag(), kept, own, ImageMark.of(own))) {
            RealEngine.docker("tag", BASE, name);
        }
        try {
            containers.removeLeftovers();
            List<String> names =
                    RealEngine.dockerLines("images", "--format", "{{.Repository}}:{{.Tag}}");
            assertThat(names).contains(kept, own, ImageMark.of(own), BASE);
            assertThat(names).noneMatch(name -> name.contains("0c0ffee0"));
        } finally {
            RealEngine.docker("rmi", kept, own, ImageMark.of(own));
        }
    }

    @Test
    void anInterruptedCallerStillRemovesItsContainer() throws Exception {
        RunningContainer container = containers.start(shell("sleep 3600"));
        Thread.currentThread().interrupt();
        container.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(exists(container.id())).isFalse();
    }
}
