package dev.stagecraft.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stagecraft.archive.LayerCache;
import dev.stagecraft.distil.Distiller;
import dev.stagecraft.distil.Request;
import dev.stagecraft.distil.project.FolderFiles;
import dev.stagecraft.dockerfile.Dockerfile;
import dev.stagecraft.engine.DockerEngine;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineAddress;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.engine.build.BuilderKind;
import dev.stagecraft.engine.build.ImageBuilder;
import dev.stagecraft.engine.build.ImageBuilders;
import dev.stagecraft.engine.run.ContainerRunner;
import dev.stagecraft.prove.Proof.Verdict;
import dev.stagecraft.prove.ProofListener.Phase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Proves small projects on a real engine, on whatever images carry the names of the bases.
@SuppressWarnings("NullAway.Init")
class ProverIT {
    private static final String SERVER =
            """
            import os
            from http.server import BaseHTTPRequestHandler, HTTPServer

            class Handler(BaseHTTPRequestHandler):
                def do_GET(self):
                    body = b"Hello from " + self.path.encode()
                    self.send_response(200)
                    self.send_header("Content-Type", "text/plain")
                    self.end_headers()
                    self.wfile.write(body)
            %s
            HTTPServer(("", 8000), Handler).serve_forever()
            """;

    @TempDir Path context;

    /// What the original went through in the last proof.
    private final List<ProofListener.Phase> phases =
            Collections.synchronizedList(new ArrayList<>());

    private Engine engine;
    private Set<String> before = Set.of();

    @BeforeEach
    void connect() throws Exception {
        Path socket = Path.of("/var/run/docker.sock");
        assumeTrue(Files.exists(socket), "no engine at " + socket);
        try {
            engine = DockerEngine.connect("test", EngineAddress.unix(socket));
        } catch (EngineException e) {
            assumeTrue(false, e.getMessage());
        }
        needs("python:3.13-slim-trixie");
        needs("gcr.io/distroless/python3-debian13:nonroot");
        before = made();
    }

    private void needs(String image) {
        try {
            engine.inspect(image);
        } catch (EngineException e) {
            assumeTrue(false, "no image " + image);
        }
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        if (engine == null) {
            return;
        }
        assertThat(made()).isSubsetOf(before);
        engine.close();
    }

    /// What a proof makes and is to take away, by whichever program.
    private Set<String> made() throws EngineException {
        Set<String> all = new TreeSet<>();
        all.addAll(engine.containers().labelled(ContainerRunner.LABEL).keySet());
        all.addAll(engine.containers().labelledNetworks(ContainerRunner.LABEL).keySet());
        engine.listImages(false).stream()
                .flatMap(image -> image.tags().stream())
                .filter(tag -> tag.repository().startsWith(Prover.REPOSITORIES))
                .forEach(tag -> all.add(tag.toString()));
        return all;
    }

    private Proof prove(ProofRequest request) throws Exception {
        return prove(request, BuilderKind.CLASSIC);
    }

    private Proof prove(ProofRequest request, BuilderKind kind) throws Exception {
        return new Prover(
                        engine,
                        ImageBuilders.choose(engine, Optional.of(kind)).orElseThrow(),
                        LayerCache.NONE,
                        request,
                        new ProofListener() {
                            @Override
                            public void phase(Which which, Phase phase) {
                                if (which == Which.BEFORE) {
                                    phases.add(phase);
                                }
                            }
                        })
                .prove();
    }

    private ProofRequest rewriting(String dockerfile) throws Exception {
        Files.writeString(context.resolve("Dockerfile"), dockerfile);
        Request request = Request.of(Dockerfile.parse(dockerfile), FolderFiles.of(context));
        return ProofRequest.of(
                context,
                "Dockerfile",
                dockerfile,
                new ProofRequest.After.Rewrite(Distiller.bundled(), request));
    }

    @Test
    void aServerIsProven() throws Exception {
        Files.writeString(context.resolve("server.py"), SERVER.formatted(""));
        Proof proof =
                prove(
                        rewriting(
                                """
                                FROM python:3.13-slim
                                WORKDIR /app
                                COPY server.py .
                                EXPOSE 8000
                                CMD ["python", "server.py"]
                                """));
        assertThat(proof.verdict()).as(proof.toString()).isEqualTo(Verdict.PROVEN);
        assertThat(proof.before().observation().orElseThrow().answer().orElseThrow().body())
                .isEqualTo("Hello from /");
        assertThat(proof.after().image().orElseThrow().size().orElseThrow())
                .isLessThan(proof.before().image().orElseThrow().size().orElseThrow());
        assertThat(proof.behaviour().orElseThrow().startMillisAfter()).isPresent();
        assertThat(phases)
                .as("it says what it can be asked")
                .containsExactly(Phase.BUILDING, Phase.BUILT, Phase.RUNNING, Phase.OBSERVED);
    }

    @Test
    void aProgramThatEndsIsProven() throws Exception {
        Files.writeString(context.resolve("sum.py"), "print(1 + 2)\n");
        Proof proof =
                prove(
                        rewriting(
                                """
                                FROM python:3.13-slim
                                COPY sum.py /sum.py
                                CMD python3 /sum.py
                                """));
        assertThat(proof.verdict()).as(proof.toString()).isEqualTo(Verdict.PROVEN);
        assertThat(proof.probe()).contains(new Probe.Exit());
        assertThat(proof.after().observation().orElseThrow().output()).containsExactly("3");
        assertThat(phases)
                .containsExactly(
                        Phase.BUILDING, Phase.BUILT, Phase.LOOKING, Phase.RUNNING, Phase.OBSERVED);
    }

    /// BuildKit's progress does not say it: the build cache and the image do. The instructions say
    /// themselves how many bytes they write.
    @Test
    void stepsOfBuildKitSayHowLargeTheyBecame() throws Exception {
        Optional<BuilderKind> buildKit =
                ImageBuilders.of(engine).stream()
                        .map(ImageBuilder::kind)
                        .filter(kind -> kind != BuilderKind.CLASSIC)
                        .findFirst();
        assumeTrue(buildKit.isPresent(), "no BuildKit on this machine");
        Files.write(context.resolve("some"), new byte[5_000]);
        String once = UUID.randomUUID().toString();
        String dockerfile =
                """
                FROM python:3.13-slim AS build
                COPY some /some
                RUN head -c 30000 /dev/zero > /%s
                FROM python:3.13-slim
                COPY --from=build /%s /some /taken/
                CMD ["python", "-c", "print(1)"]
                """
                        .formatted(once, once);
        Proof proof =
                prove(
                        ProofRequest.of(
                                context,
                                "Dockerfile",
                                dockerfile,
                                new ProofRequest.After.Text(dockerfile)),
                        buildKit.get());
        assertThat(proof.verdict()).as(proof.toString()).isEqualTo(Verdict.PROVEN);
        Map<Integer, Long> sizes = new TreeMap<>();
        proof.before().build().steps().stream()
                .filter(step -> step.isInstruction() && !step.text().startsWith("FROM"))
                .forEach(step -> sizes.put(step.line().orElseThrow(), step.bytes().orElse(-1)));
        assertThat(sizes).isEqualTo(Map.of(2, 5_000L, 3, 30_000L, 5, 35_000L));
    }

    @Test
    void aTextThatBehavesOtherwiseIsDifferent() throws Exception {
        Files.writeString(context.resolve("sum.py"), "import sys\nprint(sys.argv[1:])\n");
        String before =
                "FROM python:3.13-slim\nCOPY sum.py /sum.py\nCMD [\"python3\", \"/sum.py\", \"a\"]\n";
        Proof proof =
                prove(
                        ProofRequest.of(
                                context,
                                "Dockerfile",
                                before,
                                new ProofRequest.After.Text(before.replace("\"a\"", "\"b\""))));
        assertThat(proof.verdict()).isEqualTo(Verdict.DIFFERENT);
        assertThat(proof.behaviour().orElseThrow().differences())
                .containsExactly(
                        new Behaviour.Difference(Behaviour.Aspect.OUTPUT, "", "['a']", "['b']"));
    }

    @Test
    void aFolderThatTheProgramWritesToIsRepaired() throws Exception {
        Files.writeString(
                context.resolve("server.py"),
                SERVER.formatted(
                        "name = 'da' + 'ta'\nopen('/srv/' + name + '/log.txt', 'a').write('up')\n"));
        ProofRequest request =
                rewriting(
                        """
                        FROM python:3.13-slim
                        WORKDIR /app
                        COPY server.py .
                        COPY seed/ /srv/
                        EXPOSE 8000
                        CMD ["python", "server.py"]
                        """);
        Path seed = Files.createDirectories(context.resolve("seed/data"));
        Files.writeString(seed.resolve("log.txt"), "");
        Proof proof = prove(request.asking(new Probe.Http(OptionalInt.of(8000), "/x")));
        assertThat(proof.verdict()).as(proof.toString()).isEqualTo(Verdict.PROVEN);
        assertThat(proof.repairs()).extracting(r -> r.diagnosis().cause()).isNotEmpty();
    }

    @Test
    void whatTheOriginalCannotDoIsNotCompared() throws Exception {
        Proof proof =
                prove(
                        ProofRequest.of(
                                context,
                                "Dockerfile",
                                "FROM python:3.13-slim\nRUN exit 3\n",
                                new ProofRequest.After.Text("FROM python:3.13-slim\n")));
        assertThat(proof.verdict()).isEqualTo(Verdict.NOT_COMPARABLE);
        assertThat(List.of(proof.before().image(), proof.after().image().map(i -> 1)))
                .containsExactly(Optional.empty(), Optional.of(1));
    }
}
