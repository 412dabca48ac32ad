package dev.stagecraft.engine.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stagecraft.engine.DockerEngine;
import dev.stagecraft.engine.EngineCancelledException;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.engine.RealEngine;
import dev.stagecraft.engine.build.BuildStep.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageBuilderIT {
    private static final String BASE = "debian:trixie-slim";
    private static final String MADE = "sc-engine/builder-it";

    private static DockerEngine engine;
    private static List<ImageBuilder> builders;

    @TempDir Path folder;

    @BeforeAll
    static void connect() {
        engine = RealEngine.connect();
        RealEngine.needs(engine, BASE);
        builders = ImageBuilders.of(engine);
    }

    @AfterAll
    static void removeWhatWasMade() {
        if (engine != null) {
            for (String id :
                    RealEngine.dockerLines("images", "-q", "--filter", "label=sc-engine=it")) {
                RealEngine.docker("rmi", "-f", id);
            }
            engine.close();
        }
    }

    private static ImageBuilder builder(BuilderKind kind) {
        Optional<ImageBuilder> found =
                builders.stream()
                        .filter(b ->
                                kind == BuilderKind.CLASSIC
                                        ? b.kind() == kind
                                        : b.kind() != BuilderKind.CLASSIC)
                        .findFirst();
        assumeTrue(found.isPresent(), "no command line that builds with BuildKit");
        return found.orElseThrow();
    }

    private BuildRequest request(String dockerfile) {
        return BuildRequest.of(folder, dockerfile.formatted(BASE)).labelled("sc-engine", "it");
    }

    @ParameterizedTest
    @EnumSource(
            value = BuilderKind.class,
            names = {"BUILDKIT", "CLASSIC"})
    void buildsStagesAndTellsOfEachStep(BuilderKind kind) throws Exception {
        Files.writeString(folder.resolve("in.txt"), "from the context");
        Files.writeString(folder.resolve("secret.env"), "secret");
        Files.writeString(folder.resolve(".dockerignore"), "**/*.env\n");
        BuildResult result =
                builder(kind)
                        .build(
                                request(
                                                """
                                                FROM %1$s AS made
                                                ARG WORD=none
                                                COPY . /in/
                                                RUN echo printed-$WORD && ls -a /in > /list
                                                FROM %1$s
                                                COPY --from=made /list /in/in.txt /
                                                CMD ["cat", "/list"]
                                                """)
                                        .withArgs(Map.of("WORD", "given"))
                                        .tagged(MADE + ":" + kind.name().toLowerCase(Locale.ROOT))
                                        .withoutCache(),
                                BuildListener.SILENT);
        assertThat(result.failure()).isEmpty();
        String id = result.imageId().orElseThrow().toString();
        assertThat(
                        RealEngine.docker(
                                        "image",
                                        "inspect",
                                        "--format",
                                        "{{.Id}}",
                                        MADE + ":" + kind.name().toLowerCase(Locale.ROOT))
                                .strip())
                .isEqualTo(id);
        // The Dockerfile is not on disk and must not be in the image, nor the secret.
        List<String> listed =
                RealEngine.dockerLines("run", "--rm", "--network=none", id).stream()
                        .filter(name -> !name.startsWith(".") || name.length() > 2)
                        .toList();
        assertThat(listed).containsExactly(".dockerignore", "in.txt");
        List<BuildStep> run =
                result.steps().stream().filter(s -> s.text().startsWith("RUN")).toList();
        assertThat(run).hasSize(1);
        assertThat(run.getFirst().stage()).isEqualTo("made");
        assertThat(run.getFirst().line()).hasValue(4);
        assertThat(run.getFirst().state()).isEqualTo(State.DONE);
        assertThat(run.getFirst().log()).contains("printed-given");
        assertThat(run.getFirst().millis()).isPresent();
        if (kind == BuilderKind.CLASSIC) {
            String intermediate = run.getFirst().imageId().orElseThrow();
            assertThat(
                            RealEngine.docker(
                                    "run", "--rm", "--network=none", intermediate, "cat", "/list"))
                    .contains("in.txt");
            assertThat(run.getFirst().bytes().orElseThrow()).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = BuilderKind.class,
            names = {"BUILDKIT", "CLASSIC"})
    void aCachedStepIsSaidToBe(BuilderKind kind) throws Exception {
        BuildRequest request = request("FROM %s\nRUN echo cached-step > /c\n");
        builder(kind).build(request, BuildListener.SILENT);
        BuildResult again = builder(kind).build(request, BuildListener.SILENT);
        assertThat(again.steps())
                .filteredOn(s -> s.text().startsWith("RUN"))
                .singleElement()
                .extracting(BuildStep::state)
                .isEqualTo(State.CACHED);
    }

    @ParameterizedTest
    @EnumSource(
            value = BuilderKind.class,
            names = {"BUILDKIT", "CLASSIC"})
    void aFailureNamesTheStepItsLineAndWhatWasPrinted(BuilderKind kind) throws Exception {
        BuildResult result =
                builder(kind)
                        .build(
                                request("FROM %s\nENV A=1\n\nRUN echo last words >&2; exit 7\n"),
                                BuildListener.SILENT);
        assertThat(result.succeeded()).isFalse();
        assertThat(result.imageId()).isEmpty();
        BuildStep step = result.failure().orElseThrow().step().orElseThrow();
        assertThat(step.text()).startsWith("RUN echo last words");
        assertThat(step.line()).hasValue(4);
        assertThat(step.exitCode()).hasValue(7);
        assertThat(result.failure().orElseThrow().log()).contains("last words");
    }

    @ParameterizedTest
    @EnumSource(
            value = BuilderKind.class,
            names = {"BUILDKIT", "CLASSIC"})
    void aDockerfileThatIsNoneFailsWithTheBuildersWords(BuilderKind kind) {
        try {
            BuildResult result = builder(kind).build(request("FORM %s\n"), BuildListener.SILENT);
            assertThat(result.failure().orElseThrow().message()).containsIgnoringCase("FORM");
        } catch (EngineException e) {
            assertThat(e).hasMessageContaining("FORM");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = BuilderKind.class,
            names = {"BUILDKIT", "CLASSIC"})
    void interruptingStopsTheBuildAtOnce(BuilderKind kind) throws Exception {
        ImageBuilder builder = builder(kind);
        BlockingQueue<String> printed = new LinkedBlockingQueue<>();
        BlockingQueue<Object> ended = new LinkedBlockingQueue<>();
        String mark = "sc-engine-cancel-" + System.nanoTime();
        BuildListener listener =
                new BuildListener() {
                    @Override
                    public void step(BuildStep step) {}

                    @Override
                    public void printed(BuildStep step, String line, boolean error) {
                        printed.add(line);
                    }
                };
        Thread caller =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                ended.add(
                                        builder.build(
                                                request(
                                                        "FROM %s\nRUN echo "
                                                                + mark
                                                                + "; sleep 3600\n"),
                                                listener));
                            } catch (EngineException e) {
                                ended.add(e);
                            }
                        });
        String line;
        do {
            line = printed.poll(60, TimeUnit.SECONDS);
            assertThat(line).as("the step's output").isNotNull();
        } while (!mark.equals(line));
        caller.interrupt();
        assertThat(ended.poll(5, TimeUnit.SECONDS)).isInstanceOf(EngineCancelledException.class);
        // Nothing of it runs on.
        assertTimeoutPreemptively(
                Duration.ofSeconds(15),
                () -> {
                    while (ProcessHandle.allProcesses()
                            .anyMatch(p ->
                                    p.info()
                                            .commandLine()
                                            .filter(c -> c.contains(mark))
                                            .isPresent())) {
                        Thread.onSpinWait();
                    }
                });
    }

    @Test
    void theClassicBuildersStepsGrowWhileTheyWork() throws Exception {
        BlockingQueue<Long> sizes = new LinkedBlockingQueue<>();
        BuildResult result =
                builder(BuilderKind.CLASSIC)
                        .build(
                                request(
                                                "FROM %s\nRUN head -c 20000000 /dev/zero > /x; sleep 5;"
                                                        + " rm /x\n")
                                        .withoutCache(),
                                new BuildListener() {
                                    @Override
                                    public void step(BuildStep step) {
                                        if (step.text().startsWith("RUN")
                                                && step.state() == State.RUNNING) {
                                            step.bytes().ifPresent(sizes::add);
                                        }
                                    }
                                });
        assertThat(result.failure()).isEmpty();
        // In blocks, with the folder's own, where the containerd image store counts.
        assertThat(sizes).anyMatch(size -> size >= 20_000_000 && size < 20_100_000);
    }
}
