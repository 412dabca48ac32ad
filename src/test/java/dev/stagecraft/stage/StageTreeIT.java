package dev.stagecraft.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.engine.EngineLocator;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.Image;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Trees of images that were built here with both builders, against what Docker's own commands say.
class StageTreeIT {
    private static final String BASE = "debian:trixie-slim";

    /// Unlike any build before it, so that neither cache nor old images can stand in.
    private static final String MARK = Long.toHexString(System.nanoTime());

    private static final String DOCKERFILE =
            """
            # Two stages are discarded; one of them no one needs.
            FROM %1$s AS build
            ARG WHAT=nothing
            WORKDIR /src
            COPY hello.txt .
            RUN head -c 300000 /dev/zero > big \\
             && echo %2$s $WHAT > out
            FROM build AS test
            RUN echo test-%2$s > /tested
            FROM %1$s AS final
            LABEL mark=%2$s
            COPY --from=build /src/out /out
            RUN ["/bin/cp", "/out", "/copy"]
            RUN echo done > /done
            CMD cat /out
            """
                    .formatted(BASE, MARK);

    private static final List<String> built = new ArrayList<>();
    private static @Nullable Engine connected;
    @TempDir private static Path context;

    enum Builder {
        CLASSIC("0"),
        BUILDKIT("1");

        private final String buildKit;

        Builder(String buildKit) {
            this.buildKit = buildKit;
        }
    }

    @BeforeAll
    static void connect() throws IOException, InterruptedException {
        try {
            connected = EngineLocator.ofThisProcess().open(Optional.empty());
            connected.inspect(BASE);
        } catch (EngineException e) {
            assumeTrue(false, "no engine with " + BASE + ": " + e.getMessage());
        }
        Files.writeString(context.resolve("Dockerfile"), DOCKERFILE);
        Files.writeString(context.resolve("hello.txt"), "hello " + MARK);
        for (Builder builder : Builder.values()) {
            docker(builder, "build", "-q", "--build-arg", "WHAT=it", "-t", name(builder), ".");
            built.add(name(builder));
        }
    }

    @AfterAll
    static void removeImages() throws IOException, InterruptedException {
        for (String image : built) {
            docker(Builder.CLASSIC, "rmi", "-f", image);
        }
        if (connected != null) {
            connected.close();
        }
    }

    /// What the builder stage wrote: an engine counts bytes, or the blocks that they take.
    private static final long FEW_FILES = 300_000;

    private static final long MOST_FILES = 345_000;

    private static String name(Builder builder) {
        return "stagecraft-stage-it-"
                + builder.name().toLowerCase(java.util.Locale.ROOT)
                + ":"
                + MARK;
    }

    private static List<String> docker(Builder builder, String... arguments)
            throws IOException, InterruptedException {
        // The first Docker command may lack BuildKit's component, where an older one needs none.
        for (String program : List.of("docker", "/usr/bin/docker")) {
            Optional<List<String>> out = run(program, builder, arguments);
            if (out.isPresent()) {
                return out.get();
            }
        }
        assumeTrue(false, "docker " + String.join(" ", arguments) + " failed");
        return List.of();
    }

    private static Optional<List<String>> run(String program, Builder builder, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder process = new ProcessBuilder(command).directory(context.toFile());
        process.environment().put("DOCKER_BUILDKIT", builder.buildKit);
        Process running = process.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String out = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return running.waitFor() == 0 ? Optional.of(out.lines().toList()) : Optional.empty();
    }

    private static Engine engine() {
        return Objects.requireNonNull(connected);
    }

    private static StageTree tree(String name, Optional<String> dockerfile) throws IOException {
        Clues clues =
                new Clues(
                        engine().inspect(name),
                        LocalImages.asking(engine().listImages(true), StageTreeIT::inspect),
                        engine().buildCache(),
                        engine().provenance(name),
                        dockerfile);
        return StageInference.infer(clues);
    }

    private static Optional<Image> inspect(Digest id) {
        try {
            return Optional.of(engine().inspect(id.toString()));
        } catch (EngineException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theShippedStagesAreTheBaseAndTheFinalStage(Builder builder) throws IOException {
        StageTree tree = tree(name(builder), Optional.of(DOCKERFILE));
        assertThat(tree.shipped())
                .extracting(s -> s.name().orElse("-"), Stage::kind)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(BASE, Stage.Kind.BASE),
                        org.assertj.core.groups.Tuple.tuple("final", Stage.Kind.BUILD));
        assertThat(tree.shipped().getFirst().known().evidence()).isEqualTo(Evidence.OBSERVED);
        assertThat(tree.shipped().getLast().steps())
                .extracting(s -> s.instruction().text())
                .containsExactly(
                        "LABEL mark=" + MARK,
                        "COPY --from=build /src/out /out",
                        "RUN [\"/bin/cp\", \"/out\", \"/copy\"]",
                        "RUN echo done > /done",
                        "CMD cat /out");
    }

    @ParameterizedTest
    @EnumSource
    void withoutADockerfileTheStepsAreThoseOfTheHistory(Builder builder) throws IOException {
        StageTree tree = tree(name(builder), Optional.empty());
        assertThat(tree.stages().getLast().steps())
                .extracting(s -> s.instruction().text())
                .contains("LABEL mark=" + MARK, "RUN echo done > /done", "CMD cat /out")
                .noneMatch(t -> t.contains("#(nop)") || t.contains("# buildkit"));
        assertThat(tree.notices()).contains(StageTree.Notice.DISCARDED_UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource
    void layersSumToWhatDockerSaysOfTheImage(Builder builder)
            throws IOException, InterruptedException {
        StageTree tree = tree(name(builder), Optional.of(DOCKERFILE));
        long says =
                Long.parseLong(
                        docker(builder, "image", "inspect", "-f", "{{.Size}}", name(builder))
                                .getFirst());
        List<String> history =
                docker(builder, "history", "--human=false", "--format", "{{.Size}}", name(builder));
        List<Long> steps =
                tree.shipped().stream()
                        .flatMap(s -> s.steps().stream())
                        .map(s -> s.size().orElseThrow())
                        .toList();
        if (!engine().info().containerdStore()) {
            // There, inspection says the compressed blobs.
            assertThat(tree.totals().shipped()).isEqualTo(says);
        }
        assertThat(steps.reversed()).isEqualTo(history.stream().map(Long::parseLong).toList());
        assertThat(
                        tree.shipped().stream()
                                .flatMap(s -> s.steps().stream())
                                .flatMap(s -> s.layer().stream())
                                .map(l -> l.diffId().toString()))
                .containsExactlyElementsOf(
                        docker(
                                        builder,
                                        "image",
                                        "inspect",
                                        "-f",
                                        "{{range .RootFS.Layers}}{{println .}}{{end}}",
                                        name(builder))
                                .stream()
                                .filter(l -> !l.isBlank())
                                .toList());
    }

    @Test
    void theClassicBuildersDiscardedStagesAreAmongItsImages()
            throws IOException, InterruptedException {
        StageTree tree = tree(name(Builder.CLASSIC), Optional.of(DOCKERFILE));
        assertThat(tree.discarded())
                .extracting(s -> s.name().orElse("-"), s -> s.known().reason())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("build", Reason.CLASSIC_INTERMEDIATE),
                        org.assertj.core.groups.Tuple.tuple("test", Reason.CLASSIC_INTERMEDIATE));
        List<String> all = docker(Builder.CLASSIC, "images", "-a", "-q", "--no-trunc");
        for (Stage stage : tree.discarded()) {
            String id = stage.imageId().orElseThrow().toString();
            assertThat(all).contains(id);
            List<String> sizes =
                    docker(
                            Builder.CLASSIC,
                            "history",
                            "--human=false",
                            "--format",
                            "{{.Size}}",
                            id);
            int own = stage.steps().size();
            assertThat(stage.steps().reversed())
                    .extracting(s -> s.size().orElseThrow())
                    .isEqualTo(sizes.subList(0, own).stream().map(Long::parseLong).toList());
        }
        Stage build = tree.stage("stage:0").orElseThrow();
        assertThat(build.size()).isBetween(FEW_FILES, MOST_FILES);
        assertThat(build.steps().getLast().instruction().buildArgs()).containsExactly("WHAT=it");
        assertThat(tree.totals().leftBehindComplete()).isTrue();
    }

    @Test
    void buildKitsDiscardedStageIsInItsCache() throws IOException, InterruptedException {
        StageTree tree = tree(name(Builder.BUILDKIT), Optional.of(DOCKERFILE));
        Stage build = tree.stage("stage:0").orElseThrow();
        assertThat(build.known().evidence()).isEqualTo(Evidence.RECORDED);
        assertThat(build.steps())
                .extracting(s -> s.instruction().keyword())
                .containsExactly("ARG", "WORKDIR", "COPY", "RUN");
        List<String> records =
                docker(
                        Builder.BUILDKIT,
                        "system",
                        "df",
                        "-v",
                        "--format",
                        "{{range .BuildCache}}{{println .ID .Size}}{{end}}");
        String id = build.known().facts().getFirst();
        // This command shortens ids and rounds sizes.
        assertThat(records).anyMatch(r -> !r.isBlank() && id.startsWith(r.split(" ")[0]));
        assertThat(build.size()).isBetween(FEW_FILES, MOST_FILES);
        assertThat(tree.stage("stage:1").orElseThrow().known().reason())
                .isEqualTo(Reason.DOCKERFILE_ONLY);
        assertThat(tree.totals().leftBehindComplete()).isTrue();
    }

    @Test
    void theBasesOfABaseAreNamedToo() throws IOException {
        String python = "python:3.13-slim";
        try {
            engine().inspect(python);
        } catch (EngineException e) {
            assumeTrue(false, "no " + python);
        }
        StageTree tree = tree(python, Optional.empty());
        assertThat(tree.stages().getFirst().name()).contains(BASE);
        assertThat(tree.stages().getLast().standsOn()).contains(tree.stages().getFirst().id());
    }
}
