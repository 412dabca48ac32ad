package dev.stagecraft.engine.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.engine.build.BuildStep.State;
import dev.stagecraft.engine.build.ClassicProgress.Dialect;
import dev.stagecraft.engine.json.BuildAnswerJson;
import dev.stagecraft.engine.json.SolveStatusJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// What builders print, as recorded from Docker 20.10 and from BuildKit's documentation.
class ProgressTest {
    private static final String DOCKERFILE =
            """
            FROM debian:trixie-slim AS base
            RUN echo hello

            FROM base AS a
            RUN echo a >/a
            FROM base
            ARG X=1
            COPY --from=a /a /a
            """;

    private final List<String> heard = new ArrayList<>();
    private final BuildListener listener =
            new BuildListener() {
                @Override
                public void step(BuildStep step) {
                    heard.add(step.number() + " " + step.state());
                }

                @Override
                public void printed(BuildStep step, String line, boolean error) {
                    heard.add(step.number() + (error ? "! " : "> ") + line);
                }
            };

    private static String describe(BuildStep step) {
        return "%s %d/%d %s line %s: %s"
                .formatted(
                        step.stage(),
                        step.index(),
                        step.total(),
                        step.text(),
                        step.line().isPresent() ? step.line().getAsInt() : "-",
                        step.state());
    }

    @Test
    void plainProgressOfAnOlderCommandLine() {
        StepLog steps =
                new StepLog(
                        listener, StepPlaces.ofBuildKit(DOCKERFILE, Map.of(), Optional.empty()));
        PlainProgress progress = new PlainProgress(steps);
        """
        #1 [internal] load build definition from Dockerfile
        #1 sha256:e9a1791ea7b0f8da045e2c3d607c4d5113e32573257fe2e482ff6ad8a5feabe0
        #1 transferring dockerfile: 1.28kB 0.0s done
        #1 DONE 0.1s

        #4 [base 1/2] FROM docker.io/library/debian:trixie-slim
        #4 sha256:d3301c27261ba9ea9600624ec9cc0853d5d69c4aeef354fec8676aab24d2e720
        #4 CACHED

        #5 [base 2/2] RUN echo hello
        #5 sha256:b8fdc52ec80dab460d7fba583a1754a1e99c67fcf414d13317ed0d5edb96cb49
        #5 0.304 hello
        #5 0.305
        #5 DONE 1.3s

        #6 [a 1/1] RUN echo a >/a
        #6 0.501 line 1

        #7 [stage-2 1/1] COPY --from=a /a /a
        #7 DONE 0.0s

        #6 0.803 DONE 9.9s is printed by a command
        #6 ERROR: executor failed running [/bin/sh -c echo a >/a]: exit code: 3
        ------
         > [a 1/1] RUN echo a >/a:
        ------
        executor failed running [/bin/sh -c echo a >/a]: exit code: 3
        """
                .lines()
                .forEach(progress::read);
        assertThat(steps.steps().stream().map(ProgressTest::describe))
                .containsExactly(
                        " 0/0 [internal] load build definition from Dockerfile line -: DONE",
                        "base 1/2 FROM docker.io/library/debian:trixie-slim line 1: CACHED",
                        "base 2/2 RUN echo hello line 2: DONE",
                        "a 1/1 RUN echo a >/a line 5: FAILED",
                        "stage-2 1/1 COPY --from=a /a /a line 8: DONE");
        assertThat(steps.steps().getFirst().bytes()).hasValue(1280);
        assertThat(steps.steps().get(2).millis()).hasValue(1300);
        assertThat(steps.steps().get(2).log()).containsExactly("hello", "");
        BuildStep failed = steps.failed().orElseThrow();
        assertThat(failed.exitCode()).hasValue(3);
        assertThat(failed.log()).containsExactly("line 1", "DONE 9.9s is printed by a command");
        assertThat(progress.failure())
                .contains("executor failed running [/bin/sh -c echo a >/a]: exit code: 3");
    }

    @Test
    void aStepInTwoPartsFailsWithTheSecond() {
        StepLog steps =
                new StepLog(
                        listener,
                        StepPlaces.ofBuildKit(
                                "FROM a\nADD https://example.org/x /x\n",
                                Map.of(),
                                Optional.empty()));
        StepName add = new StepName("", 2, 2, "ADD https://example.org/x /x");
        for (String part : List.of("download", "copy")) {
            steps.know(part, add);
        }
        steps.change("download", s -> StepLog.with(s, State.DONE, OptionalLong.of(1)));
        steps.change("copy", s -> StepLog.with(s, State.RUNNING, OptionalLong.empty()));
        assertThat(steps.steps()).extracting(BuildStep::state).containsExactly(State.DONE);
        steps.change("copy", s -> StepLog.with(s, State.FAILED, OptionalLong.of(2)));
        assertThat(steps.failed().orElseThrow().line()).hasValue(2);
    }

    @Test
    void aStepWhoseEndWasToldToAnotherBuildIsFoundByItsCommand() {
        StepLog steps =
                new StepLog(
                        listener, StepPlaces.ofBuildKit(DOCKERFILE, Map.of(), Optional.empty()));
        PlainProgress progress = new PlainProgress(steps);
        """
        #5 [base 2/2] RUN echo hello
        #5 DONE 1.3s

        #6 [a 1/1] RUN echo a >/a
        #6 0.501 line 1
        #6 CANCELED
        ------
        executor failed running [/bin/sh -c echo a >/a]: exit code: 3
        """
                .lines()
                .forEach(progress::read);
        assertThat(steps.failed()).isEmpty();
        BuildStep failed =
                steps.failed("executor failed running [/bin/sh -c echo a >/a]: exit code: 3")
                        .orElseThrow();
        assertThat(describe(failed)).startsWith("a 1/1 RUN echo a >/a line 5");
        assertThat(failed.log()).containsExactly("line 1");
        assertThat(steps.failed("the builder ended with status 1")).isEmpty();
    }

    @Test
    void aBuildThatSucceededHasDoneWhatOnlyAnotherWasToldOf() {
        StepLog steps =
                new StepLog(
                        listener, StepPlaces.ofBuildKit(DOCKERFILE, Map.of(), Optional.empty()));
        PlainProgress progress = new PlainProgress(steps);
        """
        #4 [base 1/2] FROM docker.io/library/debian:trixie-slim
        #4 DONE 0.0s

        #6 [a 1/1] RUN echo a >/a

        #7 [stage-2 1/2] COPY --from=a /a /a
        #7 DONE 0.0s

        #8 exporting to image
        #8 DONE 0.1s
        """
                .lines()
                .forEach(progress::read);

        steps.completeStages();

        // Of stage-2 the builder says that it has two: that is another stage than this file's.
        assertThat(steps.steps().stream().map(ProgressTest::describe))
                .containsExactly(
                        "base 1/2 FROM docker.io/library/debian:trixie-slim line 1: DONE",
                        "a 1/1 RUN echo a >/a line 5: DONE",
                        "stage-2 1/2 COPY --from=a /a /a line 8: DONE",
                        " 0/0 exporting to image line -: DONE",
                        "base 2/2 RUN echo hello line 2: CACHED");
    }

    @Test
    void aBaseThatAnArgumentMakesAStageIsNoStep() {
        StepLog steps =
                new StepLog(
                        listener,
                        StepPlaces.ofBuildKit(
                                """
                                ARG KIND=debian
                                FROM debian AS base-small
                                RUN one
                                FROM ${KIND}
                                RUN two
                                """,
                                Map.of("KIND", "base-small"),
                                Optional.empty()));
        new PlainProgress(steps).read("#5 [stage-1 1/1] RUN two");
        assertThat(describe(steps.steps().getFirst())).contains("RUN two line 5");
    }

    @Test
    void aStageOfWhichOnlyAnotherBuildWasToldIsListed() {
        StepLog steps =
                new StepLog(
                        listener,
                        StepPlaces.ofBuildKit(
                                """
                                FROM debian AS build
                                RUN make
                                FROM debian AS test
                                RUN make test
                                FROM scratch
                                COPY --from=build /app /app
                                """,
                                Map.of(),
                                Optional.empty()));
        PlainProgress progress = new PlainProgress(steps);
        "#5 [build 2/2] RUN make\n#5 DONE 1.3s\n".lines().forEach(progress::read);

        steps.completeStages();

        assertThat(steps.steps().stream().map(ProgressTest::describe))
                .containsExactly(
                        "build 2/2 RUN make line 2: DONE",
                        "build 1/2 FROM docker.io/library/debian:latest line 1: CACHED",
                        "stage-2 1/1 COPY --from=build /app /app line 6: CACHED");
    }

    @Test
    void aBaseThatCannotBeHadIsItsLinesFailureAndSaysWhy() {
        StepLog steps =
                new StepLog(
                        listener,
                        StepPlaces.ofBuildKit(
                                "FROM golang AS build\n\nFROM gcr.io/distroless/static:nonroot\n",
                                Map.of(),
                                Optional.empty()));
        PlainProgress progress = new PlainProgress(steps);
        """
        #3 [internal] load metadata for docker.io/library/golang:latest
        #3 DONE 0.1s

        #4 [internal] load metadata for gcr.io/distroless/static:nonroot
        #4 ERROR: failed to do request: Head "https://gcr.io/v2/distroless/static/manifests/nonroot": no such host
        """
                .lines()
                .forEach(progress::read);
        assertThat(steps.steps().stream().map(ProgressTest::describe))
                .containsExactly(
                        " 0/0 [internal] load metadata for docker.io/library/golang:latest line 1: DONE",
                        " 0/0 [internal] load metadata for gcr.io/distroless/static:nonroot line 3: FAILED");
        assertThat(steps.failed().orElseThrow().log())
                .containsExactly(
                        "failed to do request: Head \"https://gcr.io/v2/distroless/static/manifests/nonroot\": no such host");
        assertThat(heard).anyMatch(line -> line.startsWith("2! failed to do request"));
    }

    @Test
    void aStepSharedWithAnotherBuildKeepsThisFilesStage() {
        StepLog steps =
                new StepLog(
                        listener,
                        StepPlaces.ofBuildKit(
                                """
                                FROM golang:1.22
                                WORKDIR /src
                                RUN  make \\
                                    all
                                """,
                                Map.of(),
                                Optional.empty()));
        PlainProgress progress = new PlainProgress(steps);
        """
        #3 [builder 1/4] FROM docker.io/library/golang:1.22
        #4 [builder 3/4] WORKDIR /src
        #5 [3/3] RUN  make     all
        """
                .lines()
                .forEach(progress::read);
        assertThat(steps.steps().stream().map(ProgressTest::describe))
                .containsExactly(
                        " 1/3 FROM docker.io/library/golang:1.22 line 1: RUNNING",
                        " 2/3 WORKDIR /src line 2: RUNNING",
                        " 3/3 RUN  make     all line 3: RUNNING");
    }

    /// What buildx tells of this build while another one, on another tag of the same image, has the
    /// same steps: its own steps never begin, the other's are done in their place.
    @Test
    void aStepThatComesTwiceBecauseAnotherBuildDoesItIsOneStep() throws Exception {
        StepLog steps =
                new StepLog(
                        listener,
                        StepPlaces.ofBuildKit(
                                "FROM python:3.13-slim\nWORKDIR /src\nRUN make\n",
                                Map.of(),
                                Optional.empty()));
        RawProgress progress = new RawProgress(steps);
        String begun = ",\"started\":\"2026-01-02T03:04:05Z\"";
        String done = begun + ",\"completed\":\"2026-01-02T03:04:06Z\"";
        for (String vertex :
                List.of(
                        "1\",\"name\":\"[1/3] FROM docker.io/library/python:3.13-slim@sha256:aa\"",
                        "2\",\"name\":\"[2/3] WORKDIR /src\"",
                        "3\",\"name\":\"[3/3] RUN make\"",
                        "4\",\"name\":\"[build 1/3] FROM docker.io/library/python:3.13@sha256:aa\""
                                + done,
                        "5\",\"name\":\"[build 2/3] WORKDIR /src\"" + done,
                        "6\",\"name\":\"[build 3/3] RUN make\"" + begun)) {
            String line = "{\"vertexes\":[{\"digest\":\"sha256:" + vertex + "}]}";
            progress.read(SolveStatusJson.parse(line.getBytes(StandardCharsets.UTF_8)));
        }
        String log = "{\"logs\":[{\"vertex\":\"sha256:6\",\"stream\":1,\"data\":\"aGkK\"}]}";
        progress.read(SolveStatusJson.parse(log.getBytes(StandardCharsets.UTF_8)));
        assertThat(steps.steps().stream().map(ProgressTest::describe))
                .containsExactly(
                        " 1/3 FROM docker.io/library/python:3.13-slim@sha256:aa line 1: DONE",
                        " 2/3 WORKDIR /src line 2: DONE",
                        " 3/3 RUN make line 3: RUNNING");
        assertThat(steps.steps().getLast().log()).containsExactly("hi");
    }

    @Test
    void rawProgressTellsOfParallelSteps() throws Exception {
        StepLog steps =
                new StepLog(
                        listener, StepPlaces.ofBuildKit(DOCKERFILE, Map.of(), Optional.empty()));
        RawProgress progress = new RawProgress(steps);
        for (String line :
                List.of(
                        "{\"vertexes\":[{\"digest\":\"sha256:1\",\"name\":\"[base 2/2] RUN echo hello\"},{\"digest\":\"sha256:2\",\"name\":\"[a 1/1] RUN echo a >/a\"}]}",
                        "{\"vertexes\":[{\"digest\":\"sha256:1\",\"name\":\"[base 2/2] RUN echo hello\",\"started\":\"2026-01-02T03:04:05Z\"}]}",
                        // "hel" and "lo\nrest"
                        "{\"logs\":[{\"vertex\":\"sha256:1\",\"stream\":1,\"data\":\"aGVs\"}]}",
                        "{\"logs\":[{\"vertex\":\"sha256:1\",\"stream\":2,\"data\":\"bG8KcmVzdA==\"}]}",
                        "{\"statuses\":[{\"vertex\":\"sha256:2\",\"id\":\"x\",\"current\":5,\"total\":9}]}",
                        "{\"vertexes\":[{\"digest\":\"sha256:1\",\"name\":\"x\",\"started\":\"2026-01-02T03:04:05Z\",\"completed\":\"2026-01-02T03:04:06.500Z\"}]}",
                        "{\"vertexes\":[{\"digest\":\"sha256:2\",\"name\":\"x\",\"started\":\"2026-01-02T03:04:05Z\",\"completed\":\"2026-01-02T03:04:07Z\",\"error\":\"process \\\"/bin/sh -c x\\\" did not complete successfully: exit code: 127\"}]}")) {
            progress.read(SolveStatusJson.parse(line.getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(steps.steps().stream().map(ProgressTest::describe))
                .containsExactly(
                        "base 2/2 RUN echo hello line 2: DONE",
                        "a 1/1 RUN echo a >/a line 5: FAILED");
        assertThat(steps.steps().getFirst().millis()).hasValue(1500);
        assertThat(steps.steps().getFirst().log()).containsExactly("hello", "rest");
        assertThat(steps.steps().get(1).exitCode()).hasValue(127);
        assertThat(steps.steps().get(1).totalBytes()).hasValue(9);
        assertThat(progress.failure()).get().asString().contains("exit code: 127");
    }

    @Test
    void theClassicBuildersStream() throws Exception {
        StepPlaces places = StepPlaces.ofClassicBuilder(DOCKERFILE);
        StepLog steps = new StepLog(listener, places);
        ClassicProgress progress = new ClassicProgress(steps, places, Dialect.DOCKER);
        for (String line :
                List.of(
                        "{\"stream\":\"Step 1/7 : FROM debian:trixie-slim AS base\"}",
                        "{\"stream\":\"\\n\"}",
                        "{\"stream\":\" ---\\u003e 6ba613884972\\n\"}",
                        "{\"stream\":\"Step 2/7 : RUN echo hello\"}",
                        "{\"stream\":\"\\n\"}",
                        "{\"stream\":\" ---\\u003e Running in 83ffd8915e8c\\n\"}",
                        "{\"stream\":\"hel\"}",
                        "{\"stream\":\"lo\\nSTEP 1/3: of my own\\n--\\u003e deadbeefdead\\n\"}",
                        "{\"stream\":\"\\u001b[91merr\\n\\u001b[0m\"}",
                        "{\"stream\":\"Removing intermediate container 83ffd8915e8c\\n\"}",
                        "{\"stream\":\" ---\\u003e 6d9f087506d5\\n\"}",
                        "{\"stream\":\"Step 3/7 : FROM base AS a\"}",
                        "{\"stream\":\"\\n\"}",
                        "{\"stream\":\" ---\\u003e 6d9f087506d5\\n\"}",
                        "{\"stream\":\"Step 4/7 : RUN echo a \\u003e/a\"}",
                        "{\"stream\":\"\\n\"}",
                        "{\"stream\":\" ---\\u003e Using cache\\n\"}",
                        "{\"stream\":\" ---\\u003e 217fbe59377a\\n\"}",
                        "{\"stream\":\"Step 5/7 : FROM base\"}",
                        "{\"stream\":\"\\n\"}",
                        "{\"stream\":\" ---\\u003e 6d9f087506d5\\n\"}",
                        "{\"stream\":\"Step 6/7 : ARG X=1\"}",
                        "{\"stream\":\"\\n\"}",
                        "{\"errorDetail\":{\"code\":3,\"message\":\"returned a non-zero code: 3\"},\"error\":\"returned a non-zero code: 3\"}")) {
            progress.read(BuildAnswerJson.parse(line.getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(steps.steps().stream().map(ProgressTest::describe))
                .containsExactly(
                        "base 1/2 FROM debian:trixie-slim AS base line 1: DONE",
                        "base 2/2 RUN echo hello line 2: DONE",
                        "a 1/2 FROM base AS a line 4: DONE",
                        "a 2/2 RUN echo a >/a line 5: CACHED",
                        "stage-2 1/3 FROM base line 6: DONE",
                        "stage-2 2/3 ARG X=1 line 7: FAILED");
        assertThat(steps.steps().get(3).imageId()).contains("217fbe59377a");
        assertThat(heard)
                .contains("2> hello", "2> STEP 1/3: of my own", "2> --> deadbeefdead", "2! err");
        assertThat(progress.failure()).contains("returned a non-zero code: 3");
        assertThat(steps.failed().orElseThrow().exitCode()).hasValue(3);
    }

    /// What Podman 4.3.1 sent for `/build` of a Dockerfile like this one, of which it passed over
    /// the stage that nothing needs.
    @Test
    void podmansStream() throws Exception {
        String dockerfile =
                """
                ARG TAG=latest
                FROM golang:${TAG} AS build
                RUN go build -o /calc main.go
                FROM alpine AS never
                RUN true
                FROM debian:trixie-slim
                COPY --from=build /calc /calc
                RUN exit 7
                """;
        StepPlaces places = StepPlaces.ofClassicBuilder(dockerfile);
        StepLog steps = new StepLog(listener, places);
        ClassicProgress progress = new ClassicProgress(steps, places, Dialect.BUILDAH);
        for (String line :
                List.of(
                        "{\"stream\":\"[1/2] STEP 1/2: FROM golang:latest AS build\\n\"}",
                        "{\"stream\":\"[1/2] STEP 2/2: RUN go build -o /calc main.go\\n\"}",
                        "{\"stream\":\"--\\u003e Using cache ceae560bcd844fefb15b6d3cbd2e0a34575cb74b774b07e82a2497d6bdae1f03\\n\"}",
                        "{\"stream\":\"--\\u003e ceae560bcd8\\n\"}",
                        "{\"stream\":\"[2/2] STEP 1/3: FROM debian:trixie-slim\\n\"}",
                        "{\"stream\":\"[2/2] STEP 2/3: COPY --from=build /calc /calc\\n\"}",
                        "{\"stream\":\"--\\u003e a17756286a7\\n\"}",
                        "{\"stream\":\"[2/2] STEP 3/3: RUN exit 7\\n\"}",
                        "{\"stream\":\"5+0 records in\\n5+0 records\"}",
                        "{\"stream\":\" out\\n\"}",
                        "{\"error\":\"building at STEP \\\"RUN exit 7\\\": while running runtime: exit status 7\\n\"}")) {
            progress.read(BuildAnswerJson.parse(line.getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(steps.steps().stream().map(ProgressTest::describe))
                .containsExactly(
                        "build 1/2 FROM golang:latest AS build line 2: DONE",
                        "build 2/2 RUN go build -o /calc main.go line 3: CACHED",
                        "stage-2 1/3 FROM debian:trixie-slim line 6: DONE",
                        "stage-2 2/3 COPY --from=build /calc /calc line 7: DONE",
                        "stage-2 3/3 RUN exit 7 line 8: FAILED");
        assertThat(steps.steps().get(3).imageId()).contains("a17756286a7");
        assertThat(steps.failed().orElseThrow().log())
                .contains("5+0 records in", "5+0 records out");
        assertThat(steps.failed().orElseThrow().exitCode()).hasValue(7);
        assertThat(progress.failure())
                .contains("building at STEP \"RUN exit 7\": while running runtime: exit status 7");
        assertThat(progress.keys()).containsExactly("2", "3", "6", "7", "8");
    }

    @Property
    void anyTextIsReadWithoutFailing(@ForAll List<String> lines) {
        StepLog steps =
                new StepLog(
                        BuildListener.SILENT,
                        StepPlaces.ofBuildKit(DOCKERFILE, Map.of(), Optional.empty()));
        PlainProgress plain = new PlainProgress(steps);
        for (String line : lines) {
            plain.read(line);
            plain.read("#1 " + line);
            plain.read("#1 1.0 " + line);
        }
        assertThat(steps.steps().size())
                .isLessThanOrEqualTo(lines.isEmpty() ? 0 : 1 + lines.size());
        assertThat(steps.steps()).noneMatch(step -> step.state() == State.WAITING);
    }
}
