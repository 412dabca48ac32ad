package dev.stagecraft.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.HttpURLConnection;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Runs real containers of `debian:trixie-slim` and `python:3.13-slim`.
@SuppressWarnings("NullAway.Init")
class ContainersIT {
    private static final String LABEL = "dev.stagecraft.test";
    private static final String SHELL_IMAGE = "debian:trixie-slim";
    private static final String SERVER_IMAGE = "python:3.13-slim";

    private Engine engine;
    private Containers containers;

    @BeforeEach
    void connect() throws Exception {
        Path socket = Path.of("/var/run/docker.sock");
        assumeTrue(Files.exists(socket), "no engine at " + socket);
        try {
            engine = DockerEngine.connect("test", EngineAddress.unix(socket));
            engine.inspect(SHELL_IMAGE);
            engine.inspect(SERVER_IMAGE);
        } catch (EngineException e) {
            assumeTrue(false, e.getMessage());
        }
        containers = engine.containers();
    }

    @AfterEach
    void removeAll() throws Exception {
        if (containers == null) {
            return;
        }
        for (String id : containers.labelled(LABEL).keySet()) {
            containers.remove(id);
        }
        for (String id : containers.labelledNetworks(LABEL).keySet()) {
            containers.removeNetwork(id);
        }
        engine.close();
    }

    private static ContainerSpec spec(
            String image, ContainerSpec.Network network, boolean readOnly, String... command) {
        return new ContainerSpec(
                image,
                Optional.empty(),
                Optional.of(List.of(command)),
                List.of("GREETING=good day"),
                List.of(),
                network,
                List.of(),
                OptionalLong.of(64L << 20),
                OptionalInt.of(32),
                readOnly,
                Map.of(LABEL, "it"));
    }

    @Test
    void aProgramRunsToItsEndAndItsOutputIsRead() throws Exception {
        String id =
                containers.create(
                        spec(
                                SHELL_IMAGE,
                                new ContainerSpec.Network.None(),
                                false,
                                "sh",
                                "-c",
                                "echo \"$GREETING\"; echo no >&2; exit 7"));
        containers.start(id);
        assertThat(containers.await(id, Duration.ofSeconds(20))).hasValue(7);
        ContainerLog log = containers.log(id, 100, 10_000);
        assertThat(log.output()).containsExactly("good day");
        assertThat(log.errors()).containsExactly("no");
        ContainerState state = containers.state(id);
        assertThat(state.running()).isFalse();
        assertThat(state.exitStatus()).hasValue(7);
        assertThat(state.hostname()).isEqualTo(id.substring(0, 12));
        containers.remove(id);
        assertThat(containers.labelled(LABEL)).doesNotContainKey(id);
        containers.remove(id);
    }

    @Test
    void withoutANetworkNothingIsReached() throws Exception {
        String id =
                containers.create(
                        spec(
                                SHELL_IMAGE,
                                new ContainerSpec.Network.None(),
                                false,
                                "sh",
                                "-c",
                                "ls /sys/class/net"));
        containers.start(id);
        assertThat(containers.await(id, Duration.ofSeconds(20))).hasValue(0);
        assertThat(containers.log(id, 100, 10_000).output()).containsExactly("lo");
    }

    @Test
    void theRootMayBeReadOnly() throws Exception {
        String id =
                containers.create(
                        spec(
                                SHELL_IMAGE,
                                new ContainerSpec.Network.None(),
                                true,
                                "sh",
                                "-c",
                                "echo a > /tmp/a && cat /tmp/a && echo b > /b"));
        containers.start(id);
        assertThat(containers.await(id, Duration.ofSeconds(20))).hasValue(2);
        assertThat(containers.log(id, 100, 10_000).output()).containsExactly("a");
    }

    @Test
    void aFloodIsCutToItsEnd() throws Exception {
        String id =
                containers.create(
                        spec(
                                SHELL_IMAGE,
                                new ContainerSpec.Network.None(),
                                false,
                                "sh",
                                "-c",
                                "i=0; while [ $i -lt 20000 ]; do echo line $i; i=$((i+1)); done"));
        containers.start(id);
        assertThat(containers.await(id, Duration.ofSeconds(60))).hasValue(0);
        ContainerLog log = containers.log(id, 100_000, 20_000);
        assertThat(log.cut()).isTrue();
        assertThat(log.output().getLast()).isEqualTo("line 19999");
        assertThat(log.output().size()).isBetween(500, 1500);
        assertThat(containers.log(id, 5, 20_000).output())
                .containsExactly(
                        "line 19995", "line 19996", "line 19997", "line 19998", "line 19999");
    }

    @Test
    void tooMuchMemoryIsSaid() throws Exception {
        String id =
                containers.create(
                        spec(
                                SERVER_IMAGE,
                                new ContainerSpec.Network.None(),
                                false,
                                "python3",
                                "-c",
                                "x = bytearray(300_000_000); print(len(x))"));
        containers.start(id);
        assertThat(containers.await(id, Duration.ofSeconds(30))).hasValue(137);
        assertThat(containers.state(id).outOfMemory()).isTrue();
    }

    @Test
    void whatCannotBeStartedIsSaid() throws Exception {
        String id =
                containers.create(
                        spec(
                                SHELL_IMAGE,
                                new ContainerSpec.Network.None(),
                                false,
                                "no-such-program"));
        assertThatThrownBy(() -> containers.start(id))
                .isInstanceOf(EngineRefusedException.class)
                .hasMessageContaining("no-such-program");
        assertThatThrownBy(() ->
                        containers.create(
                                spec(
                                        "no-such-image:1",
                                        new ContainerSpec.Network.None(),
                                        false,
                                        "x")))
                .isInstanceOf(ImageNotFoundException.class);
    }

    @Test
    void aServerIsReachedThroughAnInternalNetworkAndThroughAPublishedPort() throws Exception {
        String network =
                containers.createInternalNetwork(
                        "stagecraft-it", "stc-it", Map.of(LABEL, "network"));
        String id =
                containers.create(
                        spec(
                                SERVER_IMAGE,
                                new ContainerSpec.Network.Own(network),
                                false,
                                "python3",
                                "-m",
                                "http.server",
                                "8000"));
        containers.start(id);
        assertThat(containers.await(id, Duration.ofMillis(300))).isEmpty();
        ContainerState state = containers.state(id);
        assertThat(state.running()).isTrue();
        assertThat(status(state.addresses().getFirst(), 8000)).isEqualTo(200);
        containers.stop(id, Duration.ofSeconds(0));
        assertThat(containers.state(id).running()).isFalse();

        ContainerSpec open =
                new ContainerSpec(
                        SERVER_IMAGE,
                        Optional.empty(),
                        Optional.of(List.of("python3", "-m", "http.server", "8000")),
                        List.of(),
                        List.of(),
                        new ContainerSpec.Network.Open(),
                        List.of(8000),
                        OptionalLong.empty(),
                        OptionalInt.empty(),
                        false,
                        Map.of(LABEL, "it"));
        String published = containers.create(open);
        containers.start(published);
        int port = containers.state(published).published().getOrDefault(8000, 0);
        assertThat(status("127.0.0.1", port)).isEqualTo(200);
    }

    /// Tries until the server listens.
    private static int status(String host, int port) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            try {
                HttpURLConnection connection =
                        (HttpURLConnection)
                                URI.create("http://" + host + ":" + port + "/")
                                        .toURL()
                                        .openConnection();
                connection.setConnectTimeout(1000);
                connection.setReadTimeout(5000);
                return connection.getResponseCode();
            } catch (SocketException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }
}
