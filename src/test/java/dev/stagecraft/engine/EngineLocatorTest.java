package dev.stagecraft.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.stagecraft.engine.EngineCandidate.Origin;
import dev.stagecraft.engine.EngineCandidate.State;
import dev.stagecraft.engine.EngineUnavailableException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineLocatorTest {
    // printf %s work | sha256sum
    private static final String WORK =
            "00e13ed785f7d3c1e4ca50ffdda2dfbfef1f8ee8c8b4cbc2f5f0cf8ed78b6f1a";

    @TempDir Path root;
    private Path home;
    private final Map<String, String> environment = new HashMap<>();
    private final List<FakeEngine> engines = new ArrayList<>();

    @BeforeEach
    void makeHome() throws IOException {
        home = Files.createDirectories(root.resolve("home"));
        Files.createDirectories(root.resolve("var/run"));
    }

    @AfterEach
    void hangUp() {
        engines.forEach(FakeEngine::close);
    }

    private FakeEngine listen(Path socket) throws IOException {
        Files.createDirectories(socket.getParent());
        FakeEngine engine = new FakeEngine().on(socket);
        engines.add(engine);
        return engine;
    }

    private EngineLocator locator() {
        return locator("Linux");
    }

    private EngineLocator locator(String system) {
        return new EngineLocator(environment, home, system, root);
    }

    /// Writes a context as `docker context create` does; the folder's name comes from `sha256sum`.
    private Path context(String name, String host, String more) throws Exception {
        String hash =
                RealEngine.run(
                                Map.of("NAME", name),
                                List.of("sh", "-c", "printf %s \"$NAME\" | sha256sum"))
                        .substring(0, 64);
        Path folder = Files.createDirectories(home.resolve(".docker/contexts/meta/" + hash));
        Files.writeString(
                folder.resolve("meta.json"),
                """
                {"Name":"%s","Metadata":{"Description":"my %s"},
                 "Endpoints":{"docker":{"Host":"%s"%s}}}\
                """
                        .formatted(name, name, host, more));
        return Files.createDirectories(home.resolve(".docker/contexts/tls/" + hash + "/docker"));
    }

    private void currentContext(String name) throws IOException {
        Files.createDirectories(home.resolve(".docker"));
        Files.writeString(
                home.resolve(".docker/config.json"),
                "{\"auths\":{},\"currentContext\":\"" + name + "\"}");
    }

    @Test
    void withNothingConfiguredTheDefaultSocketIsMeant() throws Exception {
        listen(root.resolve("var/run/docker.sock"));
        List<EngineCandidate> found = locator().find();
        assertThat(found).hasSize(1);
        EngineCandidate only = found.getFirst();
        assertThat(only.name()).isEqualTo("default");
        assertThat(only.current()).isTrue();
        assertThat(only.state()).isEqualTo(State.READY);
        assertThat(only.version()).isEqualTo("28.2.2");
        assertThat(only.apiVersion()).isEqualTo("1.50");
    }

    @Test
    void aChosenAddressThatNoOtherPlaceHasIsOneMore() throws Exception {
        listen(root.resolve("var/run/docker.sock"));
        Path own = root.resolve("own.sock");
        listen(own);
        assertThat(locator().find(Optional.of("unix://" + own)))
                .extracting(c -> c.address().orElseThrow().path(), EngineCandidate::state)
                .containsExactly(
                        tuple(own.toString(), State.READY),
                        tuple(root.resolve("var/run/docker.sock").toString(), State.READY));
        assertThat(locator().find(Optional.of("unix://" + root.resolve("var/run/docker.sock"))))
                .hasSize(1);
        assertThat(locator().find(Optional.of("default"))).hasSize(1);
        assertThat(locator().find(Optional.of("tcp://"))).hasSize(1);
    }

    @Test
    void withNoEngineAtAllTheDefaultSaysWhatToDo() {
        List<EngineCandidate> found = locator().find();
        assertThat(found).hasSize(1);
        EngineUnavailableException problem = found.getFirst().problem().orElseThrow();
        assertThat(problem.kind()).isEqualTo(Kind.NOT_RUNNING);
        assertThat(problem.advice()).contains("Start Docker");
    }

    @Test
    void precedenceIsThatOfTheCommandLine() throws Exception {
        context("work", "tcp://work.example:2375", "");
        context("play", "tcp://play.example:2375", "");
        assertThat(locator().current().name()).isEqualTo("default");
        currentContext("work");
        assertThat(locator().current().name()).isEqualTo("work");
        environment.put("DOCKER_CONTEXT", "play");
        assertThat(locator().current().name()).isEqualTo("play");
        assertThat(locator().current().description()).isEqualTo("my play");
        environment.put("DOCKER_HOST", "tcp://host.example:1234");
        assertThat(locator().current().address().orElseThrow().url())
                .isEqualTo("tcp://host.example:1234");
        assertThat(locator().current().origin()).isEqualTo(Origin.ENVIRONMENT);
        assertThat(locator().choose(Optional.of("work")).address().orElseThrow().url())
                .isEqualTo("tcp://work.example:2375");
        assertThat(locator().choose(Optional.of("tcp://x:1")).origin()).isEqualTo(Origin.CHOICE);
        environment.remove("DOCKER_HOST");
        environment.put("DOCKER_CONTEXT", "default");
        assertThat(locator().current().name()).isEqualTo("default");
    }

    @Test
    void theConfigurationsFolderMayBeElsewhere() throws Exception {
        currentContext("work");
        environment.put("DOCKER_CONFIG", root.resolve("elsewhere").toString());
        assertThat(locator().current().name()).isEqualTo("default");
    }

    @Test
    void anUnknownContextIsAnErrorThatNamesIt() throws Exception {
        listen(root.resolve("var/run/docker.sock"));
        environment.put("DOCKER_CONTEXT", "gone");
        EngineCandidate current = locator().current();
        assertThat(current.problem().orElseThrow().kind()).isEqualTo(Kind.UNKNOWN_CONTEXT);
        assertThat(current.problem().orElseThrow())
                .hasMessageContaining("'gone'")
                .hasMessageContaining("DOCKER_CONTEXT");
        assertThatThrownBy(() -> locator().open(Optional.empty()))
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining("'gone'");
        assertThatThrownBy(() -> locator().open(Optional.of("none")))
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining("'none'");
        environment.clear();
        currentContext("lost");
        assertThat(locator().current().problem().orElseThrow())
                .hasMessageContaining("'lost'")
                .hasMessageContaining("config.json");
    }

    @Test
    void brokenFilesAreErrorsThatNameThem() throws Exception {
        context("work", "tcp://work.example:2375", "");
        context("odd", "gopher://x", "");
        Path meta = Files.createDirectories(home.resolve(".docker/contexts/meta/" + WORK));
        Files.writeString(meta.resolve("meta.json"), "{\"Name\":");
        Map<String, EngineCandidate> byName = new HashMap<>();
        locator().listed().forEach(c -> byName.put(c.name(), c));
        assertThat(named(byName, WORK).problem().orElseThrow().kind())
                .isEqualTo(Kind.BROKEN_CONTEXT);
        assertThat(named(byName, WORK).problem().orElseThrow()).hasMessageContaining("meta.json");
        assertThat(named(byName, "odd").problem().orElseThrow().kind()).isEqualTo(Kind.BAD_ADDRESS);
        assertThat(named(byName, "work").state()).isEqualTo(State.UNTRIED);

        Files.writeString(home.resolve(".docker/config.json"), "not json");
        EngineUnavailableException problem = locator().current().problem().orElseThrow();
        assertThat(problem.kind()).isEqualTo(Kind.BROKEN_CONTEXT);
        assertThat(problem).hasMessageContaining("config.json");
    }

    private static EngineCandidate named(Map<String, EngineCandidate> byName, String name) {
        return Objects.requireNonNull(byName.get(name), name);
    }

    @Test
    void contextsBringTheirCertificates() throws Exception {
        Path tls = context("tls", "tcp://secure.example:2376", "");
        for (String file : List.of("ca.pem", "cert.pem", "key.pem")) {
            Files.writeString(tls.resolve(file), "x");
        }
        context("skip", "tcp://skip.example:2376", ",\"SkipTLSVerify\":true");
        context("plain", "tcp://plain.example:2375", "");
        EngineAddress.Tls full = tlsOf("tls");
        assertThat(full.ca()).contains(tls.resolve("ca.pem"));
        assertThat(full.key()).contains(tls.resolve("key.pem"));
        assertThat(full.verify()).isTrue();
        assertThat(tlsOf("skip").verify()).isFalse();
        assertThat(locator().choose(Optional.of("plain")).address().orElseThrow().tls()).isEmpty();

        Files.delete(tls.resolve("key.pem"));
        assertThatThrownBy(() -> locator().open(Optional.of("tls")))
                .isInstanceOfSatisfying(
                        EngineUnavailableException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.TLS_MATERIAL_MISSING))
                .hasMessageContaining("key.pem");
    }

    private EngineAddress.Tls tlsOf(String name) throws Exception {
        return locator().choose(Optional.of(name)).address().orElseThrow().tls().orElseThrow();
    }

    @Test
    void theEnvironmentsTlsIsThatOfTheCommandLine() {
        environment.put("DOCKER_HOST", "tcp://secure.example:2376");
        environment.put("DOCKER_CERT_PATH", root.resolve("certs").toString());
        assertThat(locator().current().address().orElseThrow().tls()).isEmpty();
        environment.put("DOCKER_TLS_VERIFY", "1");
        EngineAddress.Tls tls = locator().current().address().orElseThrow().tls().orElseThrow();
        assertThat(tls.verify()).isTrue();
        assertThat(tls.ca()).contains(root.resolve("certs/ca.pem"));
        assertThatThrownBy(() -> locator().open(Optional.empty()))
                .isInstanceOfSatisfying(
                        EngineUnavailableException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.TLS_MATERIAL_MISSING))
                .hasMessageContaining("ca.pem");
        environment.remove("DOCKER_TLS_VERIFY");
        environment.put("DOCKER_TLS", "1");
        assertThat(locator().current().address().orElseThrow().tls().orElseThrow().verify())
                .isFalse();
    }

    @Test
    void wellKnownSocketsAreFoundOnLinux() throws Exception {
        Path run = root.resolve("run/user/1000");
        environment.put("XDG_RUNTIME_DIR", run.toString());
        listen(root.resolve("var/run/docker.sock"));
        listen(run.resolve("podman/podman.sock"))
                .json(
                        "/version",
                        """
                        {"Platform":{"Name":"linux/amd64/fedora-41"},"Version":"5.3.1","ApiVersion":"1.41",
                         "MinAPIVersion":"1.24","Components":[{"Name":"Podman Engine","Version":"5.3.1"}]}\
                        """);
        listen(run.resolve("docker.sock"));
        listen(home.resolve(".docker/desktop/docker.sock"));
        listen(root.resolve("run/podman/podman.sock"));
        listen(home.resolve(".rd/docker.sock"));
        listen(home.resolve(".colima/default/docker.sock"));
        List<EngineCandidate> found = locator().find();
        assertThat(found)
                .extracting(EngineCandidate::name)
                .containsExactly(
                        "default",
                        "rootless",
                        "podman",
                        "docker-desktop",
                        "podman-root",
                        "rancher-desktop",
                        "colima");
        assertThat(found).allMatch(c -> c.state() == State.READY);
        EngineCandidate podman = found.get(2);
        assertThat(podman.product()).isEqualTo("Podman Engine");
        assertThat(podman.apiVersion()).isEqualTo("1.41");
    }

    @Test
    void wellKnownSocketsAreFoundOnMac() throws Exception {
        listen(home.resolve(".docker/run/docker.sock"));
        listen(home.resolve(".orbstack/run/docker.sock"));
        listen(home.resolve(".colima/work/docker.sock"));
        listen(home.resolve(".lima/box/sock/docker.sock"));
        assertThat(locator("Mac OS X").listed())
                .extracting(EngineCandidate::name)
                .containsExactly(
                        "default", "docker-desktop", "orbstack", "colima-work", "lima-box");
    }

    @Test
    void pipesAreNamedOnWindows() {
        assertThat(locator("Windows 11").listed())
                .extracting(c -> c.address().orElseThrow().url())
                .containsExactly(
                        "npipe:////./pipe/docker_engine",
                        "npipe:////./pipe/dockerDesktopLinuxEngine",
                        "npipe:////./pipe/podman-machine-default");
    }

    @Test
    void aSocketThatAContextNamesIsListedOnce() throws Exception {
        Path socket = home.resolve(".docker/desktop/docker.sock");
        listen(socket);
        context("desktop-linux", "unix://" + socket, "");
        assertThat(locator().listed())
                .extracting(EngineCandidate::name)
                .containsExactly("default", "desktop-linux");
    }

    @Test
    void anEngineThatHangsDelaysTheListByASecondAtMost() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        listen(root.resolve("var/run/docker.sock"));
        listen(home.resolve(".rd/docker.sock"))
                .raw(
                        "/version",
                        (request, out) -> {
                            try {
                                never.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        List<EngineCandidate> found = locator().find();
        never.countDown();
        assertThat(found.get(0).state()).isEqualTo(State.READY);
        assertThat(found.get(1).problem().orElseThrow().kind()).isEqualTo(Kind.TIMEOUT);
    }

    @Test
    void sshIsNotTriedUntilItIsChosen() throws Exception {
        context("far", "ssh://me@far.example", "");
        currentContext("far");
        EngineCandidate far = locator().find().getFirst();
        assertThat(far.name()).isEqualTo("far");
        assertThat(far.state()).isEqualTo(State.UNTRIED);
        assertThat(far.current()).isTrue();
    }
}
