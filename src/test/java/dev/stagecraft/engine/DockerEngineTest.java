package dev.stagecraft.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.stagecraft.engine.EngineUnavailableException.Kind;
import dev.stagecraft.engine.build.BuilderKind;
import dev.stagecraft.engine.build.ImageBuilder;
import dev.stagecraft.engine.build.ImageBuilders;
import dev.stagecraft.image.BuildCacheRecord;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.ImageReference;
import dev.stagecraft.image.ImageSummary;
import dev.stagecraft.image.Platform;
import dev.stagecraft.image.Provenance;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerEngineTest {
    private static final String ID_A = "sha256:" + "a".repeat(64);
    private static final String ID_B = "sha256:" + "b".repeat(64);
    private static final String LAYER = "sha256:" + "c".repeat(64);

    @TempDir Path folder;
    private FakeEngine fake;
    private Path socket;

    @BeforeEach
    void listen() {
        socket = folder.resolve("docker sock ü");
        fake = new FakeEngine().on(socket);
    }

    @AfterEach
    void hangUp() {
        fake.close();
    }

    private DockerEngine connect() throws EngineException {
        return DockerEngine.connect("test", EngineAddress.unix(socket));
    }

    private static ThrowingConsumer<Throwable> kind(Kind kind) {
        return e ->
                assertThat(e)
                        .asInstanceOf(type(EngineUnavailableException.class))
                        .extracting(EngineUnavailableException::kind)
                        .isEqualTo(kind);
    }

    /// Podman 4.3.1 answers a command line that wants BuildKit with 404.
    @Test
    void podmanIsBuiltForByTheApiOfTheClassicBuilder() throws Exception {
        fake.json(
                "/version",
                """
                {"Platform":{"Name":"linux/amd64/debian-12"},"Version":"4.3.1","ApiVersion":"1.41",
                 "MinAPIVersion":"1.24","Components":[{"Name":"Podman Engine","Version":"4.3.1"}]}\
                """);
        try (DockerEngine engine = connect()) {
            assertThat(engine.info().hasBuildKit()).isFalse();
            assertThat(ImageBuilders.of(engine))
                    .extracting(ImageBuilder::kind)
                    .containsExactly(BuilderKind.CLASSIC);
        }
    }

    @Test
    void agreesOnTheNewestVersionOfTheApiThatBothSpeak() throws Exception {
        try (DockerEngine engine = connect()) {
            assertThat(engine.info().apiVersion()).isEqualTo("1.50");
            assertThat(engine.info().product()).isEqualTo("Docker Engine");
            assertThat(engine.info().hasBuildKit()).isTrue();
            assertThat(engine.info().platform()).isEqualTo(Platform.parse("linux/arm64"));
            assertThat(engine.info().storageDriver()).isEqualTo("overlayfs");
            assertThat(engine.info().cpus()).hasValue(4);
        }
        fake.json("/version", FakeEngine.VERSION.replace("1.50", "1.99"));
        try (DockerEngine engine = connect()) {
            assertThat(engine.info().apiVersion()).isEqualTo("1.55");
            assertThat(engine.info().serverApiVersion()).isEqualTo("1.99");
        }
        assertThat(fake.requests()).contains("GET /v1.55/info HTTP/1.1");
    }

    @Test
    void refusesAnEngineThatIsTooOldOrTooNewAndSaysWhatToDo() {
        fake.json("/version", FakeEngine.VERSION.replace("1.50", "1.38"));
        assertThatThrownBy(this::connect)
                .satisfies(kind(Kind.API_TOO_OLD))
                .hasMessageContaining("1.38")
                .asInstanceOf(type(EngineException.class))
                .extracting(EngineException::advice)
                .asString()
                .contains("Update the engine");
        fake.json("/version", FakeEngine.VERSION.replace("1.50", "1.99").replace("1.24", "1.60"));
        assertThatThrownBy(this::connect).satisfies(kind(Kind.API_TOO_NEW));
    }

    @Test
    void whatIsNoEngineIsCalledThat() {
        fake.json("/version", "<html>hello</html>");
        assertThatThrownBy(this::connect).satisfies(kind(Kind.NOT_AN_ENGINE));
        fake.json("/version", "{}");
        assertThatThrownBy(this::connect).satisfies(kind(Kind.NOT_AN_ENGINE));
        fake.status("/version", 400, "Client sent an HTTP request to an HTTPS server.\n");
        assertThatThrownBy(this::connect)
                .satisfies(kind(Kind.NOT_AN_ENGINE))
                .hasMessageContaining("HTTPS server");
    }

    @Test
    void anAbsentSocketAndAnAbandonedOneAreNotRunning() {
        fake.close();
        assertThatThrownBy(this::connect)
                .satisfies(kind(Kind.NOT_RUNNING))
                .asInstanceOf(type(EngineException.class))
                .extracting(EngineException::advice)
                .asString()
                .contains("nobody listens");
        assertThatThrownBy(() ->
                        DockerEngine.connect("x", EngineAddress.unix(folder.resolve("absent"))))
                .satisfies(kind(Kind.NOT_RUNNING))
                .asInstanceOf(type(EngineException.class))
                .extracting(EngineException::advice)
                .asString()
                .contains("no such socket");
    }

    @Test
    void permissionDeniedPointsAtTheGroup() {
        EngineException failure =
                Failures.of(EngineAddress.unix(socket), new SocketException("Permission denied"));
        assertThat(failure).satisfies(kind(Kind.PERMISSION_DENIED));
        assertThat(failure.advice()).contains("docker", "usermod");
    }

    @Test
    void anEngineThatNeverAnswersIsGivenUp() {
        CountDownLatch never = new CountDownLatch(1);
        fake.raw("/version", (request, out) -> await(never));
        assertThatThrownBy(() ->
                        DockerEngine.connect(
                                "slow", EngineAddress.unix(socket), Duration.ofMillis(200)))
                .satisfies(kind(Kind.TIMEOUT))
                .hasMessageContaining("200 ms");
        never.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void interruptingTheCallerCancelsTheCall() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        fake.raw(
                "/v1.50/images/json",
                (request, out) -> {
                    asked.countDown();
                    await(never);
                });
        LinkedBlockingQueue<Object> ended = new LinkedBlockingQueue<>();
        try (DockerEngine engine = connect()) {
            Thread caller =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    ended.add(engine.listImages(false));
                                } catch (EngineException e) {
                                    ended.add(e);
                                }
                            });
            asked.await();
            caller.interrupt();
            assertThat(ended.poll(2, TimeUnit.SECONDS))
                    .isInstanceOf(EngineCancelledException.class);
        }
        never.countDown();
    }

    @Test
    void aListFullOfNullsIsRead() throws Exception {
        fake.json(
                "/v1.50/images/json",
                """
                [{"Id":"%s","RepoTags":null,"RepoDigests":null,"Labels":null,"ParentId":null,
                  "Created":1700000000,"Size":10,"SharedSize":-1,"Containers":-1},
                 {"Id":"%s","RepoTags":["<none>:<none>"],"RepoDigests":["<none>@<none>"],"Created":0},
                 {"Id":"nonsense"}, null, {},
                 {"Id":"%s","ParentId":"%s","RepoTags":["app:1","app:2"],"Created":1800000000,
                  "SharedSize":4,"Containers":2,"Size":7,"Labels":{"a":"b"}}]\
                """
                        .formatted(ID_A, ID_B.substring(7), "sha256:" + "d".repeat(64), ID_A));
        try (DockerEngine engine = connect()) {
            List<ImageSummary> images = engine.listImages(true);
            assertThat(images)
                    .extracting(i -> i.id().hex().charAt(0))
                    .containsExactly('d', 'a', 'b');
            ImageSummary app = images.getFirst();
            assertThat(app.tags())
                    .containsExactly(ImageReference.parse("app:1"), ImageReference.parse("app:2"));
            assertThat(app.own()).hasValue(3);
            assertThat(app.containers()).hasValue(2);
            assertThat(images.get(1).intermediate()).isTrue();
            assertThat(images.get(1).created()).contains(Instant.ofEpochSecond(1_700_000_000));
            assertThat(images.get(1).shared()).isEmpty();
            assertThat(images.get(2).created()).isEmpty();
            assertThat(images.get(2).tags()).isEmpty();
        }
    }

    @Test
    void anImageWithAlmostNothingInItIsRead() throws Exception {
        fake.json("/v1.50/images/bare:1/json", "{\"Id\":\"%s\"}".formatted(ID_A));
        fake.json("/v1.50/images/%s/history".formatted(ID_A), "null");
        try (DockerEngine engine = connect()) {
            Image image = engine.inspect("bare:1");
            assertThat(image.layers()).isEmpty();
            assertThat(image.created()).isEmpty();
            assertThat(image.config().cmd()).isEmpty();
            assertThat(image.size()).isEmpty();
            assertThat(image.displayName()).isEqualTo("aaaaaaaaaaaa");
        }
    }

    @Test
    void layersWithoutHistoryStayVisible() throws Exception {
        fake.json(
                "/v1.50/images/app/json",
                """
                {"Id":"%s","Architecture":"arm64","Os":"linux","Variant":"v8","Author":"me",
                 "Size":5,"VirtualSize":5,"Created":"2024-01-02T03:04:05.678+02:00",
                 "RootFS":{"Type":"layers","Layers":["%s"]},
                 "Config":{"Env":["A=1"],"Cmd":["x"],"Entrypoint":[],"ExposedPorts":{"80/tcp":{}},
                   "Healthcheck":{"Test":["CMD","x"],"Interval":5000000000,"Retries":3}}}\
                """
                        .formatted(ID_A, LAYER));
        fake.json("/v1.50/images/%s/history".formatted(ID_A), "[]");
        try (DockerEngine engine = connect()) {
            Image image = engine.inspect("app");
            assertThat(image.platform()).isEqualTo(Platform.parse("linux/arm64/v8"));
            assertThat(image.created()).contains(Instant.parse("2024-01-02T01:04:05.678Z"));
            assertThat(image.diffIds()).hasSize(1);
            assertThat(image.layers().getFirst().history()).isEmpty();
            assertThat(image.config().entrypoint()).isEmpty();
            assertThat(image.config().exposedPorts()).containsExactly("80/tcp");
            assertThat(image.config().healthcheck().orElseThrow().interval())
                    .contains(Duration.ofSeconds(5));
            assertThat(image.config().healthcheck().orElseThrow().timeout()).isEmpty();
        }
    }

    @Test
    void anAnswerThatEndsInTheMiddleIsAnError() throws Exception {
        fake.raw(
                "/v1.50/images/app/get",
                (request, out) -> {
                    out.write(
                            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"
                                    .getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    throw new IOException("killed");
                });
        try (DockerEngine engine = connect();
                EngineStream stream = engine.export("app", Optional.empty())) {
            assertThat(new String(stream.readNBytes(5), StandardCharsets.UTF_8)).isEqualTo("hello");
            assertThatThrownBy(stream::read).satisfies(kind(Kind.CONNECTION_LOST));
        }
    }

    @Test
    void exportAsksForThePlatformWhereTheEngineKnowsOf() throws Exception {
        fake.raw(
                "/v1.50/images/app/get",
                (request, out) ->
                        out.write(
                                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
                                        .getBytes(StandardCharsets.UTF_8)));
        try (DockerEngine engine = connect();
                EngineStream stream =
                        engine.export("app", Optional.of(Platform.parse("linux/arm/v7")))) {
            assertThat(stream.readAllBytes()).hasSize(2);
        }
        // {"os":"linux","architecture":"arm","variant":"v7"}
        assertThat(fake.requests())
                .contains(
                        "GET /v1.50/images/app/get?platform=%7B%22os%22:%22linux%22%2C%22architecture%22:%22arm%22%2C%22variant%22:%22v7%22%7D"
                                + " HTTP/1.1");
    }

    @Test
    void theBuildCacheIsReadUnderAllItsKeys() throws Exception {
        fake.json(
                "/v1.50/system/df",
                """
                {"BuildCache":[
                  {"ID":"one","Parent":"","Type":"source.local","Description":"local source for context","Size":3},
                  {"ID":"two","Parent":"one","Type":"regular","Description":"[a 1/2] FROM x","Size":4,"InUse":true,
                   "CreatedAt":"2024-01-02T03:04:05Z","LastUsedAt":null},
                  {"ID":"three","Parents":["one","two"],"Type":"regular","Shared":true},
                  {"ID":"four"," Parents":["three"]}]}\
                """);
        try (DockerEngine engine = connect()) {
            assertThat(engine.buildCache())
                    .extracting(r -> r.id() + r.parents())
                    .containsExactly("one[]", "two[one]", "three[one, two]", "four[three]");
            assertThat(engine.buildCache().get(1).created())
                    .contains(Instant.parse("2024-01-02T03:04:05Z"));
            assertThat(engine.buildCache().get(1).lastUsed()).isEmpty();
        }
        fake.json("/version", FakeEngine.VERSION.replace("1.50", "1.52"));
        fake.json(
                "/v1.52/system/df",
                "{\"BuildCacheUsage\":{\"Items\":[{\"ID\":\"new\",\"Parents\":[\"x\"]}]}}");
        try (DockerEngine engine = connect()) {
            assertThat(engine.buildCache()).extracting(r -> r.id()).containsExactly("new");
        }
        assertThat(fake.requests())
                .contains("GET /v1.52/system/df?type=build-cache&verbose=1 HTTP/1.1");
    }

    @Test
    void attestationsAreReadWhereTheEngineHasThem() throws Exception {
        try (DockerEngine engine = connect()) {
            assertThat(engine.provenance("app")).isEmpty();
        }
        String dockerfile = "FROM golang:1.24 AS build\nFROM scratch\n";
        fake.json("/version", FakeEngine.VERSION.replace("1.50", "1.55"));
        fake.json(
                "/v1.55/images/app/attestations",
                """
                [{"PredicateType":"https://spdx.dev/Document","Statement":{"predicate":{}}},
                 {"PredicateType":"https://slsa.dev/provenance/v1","Statement":{"predicate":{
                   "buildDefinition":{
                     "externalParameters":{"request":{"args":{"target":"final","build-arg:V":"2"}}},
                     "resolvedDependencies":[
                       {"uri":"pkg:docker/golang@1.24?platform=linux%%2Famd64"},
                       {"uri":"pkg:docker/ghcr.io/org/tool@2?digest=sha256:0"},
                       {"uri":"https://example.org/x.tar"}]},
                   "runDetails":{"metadata":{"buildkit_metadata":{"source":{"infos":[
                     {"filename":"Dockerfile","data":"%s"}]}}}}}}}]\
                """
                        .formatted(
                                Base64.getEncoder()
                                        .encodeToString(
                                                dockerfile.getBytes(StandardCharsets.UTF_8))));
        try (DockerEngine engine = connect()) {
            Provenance provenance = engine.provenance("app").orElseThrow();
            assertThat(provenance.dockerfile()).contains(dockerfile);
            assertThat(provenance.target()).contains("final");
            assertThat(provenance.buildArgs()).containsEntry("V", "2");
            assertThat(provenance.baseImages())
                    .containsExactly(
                            ImageReference.parse("golang:1.24"),
                            ImageReference.parse("ghcr.io/org/tool:2"));
        }
    }

    @Test
    void anEngineThatCountsForAnotherIsAskedAgain() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        fake.raw(
                "/v1.50/system/df",
                (request, out) -> {
                    boolean busy = asked.getAndIncrement() < 2;
                    String body =
                            busy
                                    ? "{\"message\":\"a disk usage operation is already running\"}"
                                    : "{\"BuildCache\":[{\"ID\":\"a\",\"Type\":\"regular\"}]}";
                    out.write(
                            ("HTTP/1.1 "
                                            + (busy ? 409 : 200)
                                            + " X\r\nContent-Type: application/json\r\nContent-Length: "
                                            + body.length()
                                            + "\r\n\r\n"
                                            + body)
                                    .getBytes(StandardCharsets.UTF_8));
                });
        try (Engine engine = DockerEngine.connect("fake", EngineAddress.unix(socket))) {
            assertThat(engine.buildCache()).extracting(BuildCacheRecord::id).containsExactly("a");
        }
        assertThat(asked).hasValue(3);
    }
}
