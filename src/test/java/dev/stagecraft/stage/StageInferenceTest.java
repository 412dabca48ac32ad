package dev.stagecraft.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.stagecraft.image.BuildCacheRecord;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.ImageReference;
import dev.stagecraft.image.Provenance;
import dev.stagecraft.stage.StageTree.DockerfileSource;
import dev.stagecraft.stage.StageTree.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StageInferenceTest {
    private static final String DOCKERFILE =
            """
            ARG BASE=golang:1.24
            FROM ${BASE} AS build
            ARG VERSION=1
            WORKDIR /src
            COPY go.mod main.go ./
            RUN go build \\
                -o /out/app .
            FROM build AS test
            RUN go test ./...
            FROM debian:trixie-slim
            COPY --from=build /out/app /app
            ENTRYPOINT ["/app"]
            """;
    private static final String HASH = "0123456789abcdef0123456789abcdef";

    private static final TestImage SLIM =
            TestImage.named("debian:trixie-slim").layer("", 79_000_000);
    private static final TestImage GOLANG =
            TestImage.named("golang:1.24").layer("", 120_000_000).layer("/bin/sh -c get go", 700);
    private static final TestImage CLASSIC =
            SLIM.child("app")
                    .layer("/bin/sh -c #(nop) COPY file:" + HASH + " in /app ", 2_000_000)
                    .setting("/bin/sh -c #(nop)  ENTRYPOINT [\"/app\"]");
    private static final TestImage BUILDKIT =
            SLIM.child("app")
                    .layer("COPY /out/app /app # buildkit", 2_000_000)
                    .setting("ENTRYPOINT [\"/app\"] # buildkit");

    private static TestImage builder() {
        return GOLANG.child()
                .setting("/bin/sh -c #(nop)  ARG VERSION=1")
                .layer("/bin/sh -c #(nop) WORKDIR /src", 0)
                .layer("/bin/sh -c #(nop) COPY multi:" + HASH + " in ./ ", 40)
                .layer("|1 VERSION=2 /bin/sh -c go build     -o /out/app .", 30_000_000);
    }

    private static BuildCacheRecord record(String id, String parent, String what, long size) {
        return new BuildCacheRecord(
                id,
                parent.isEmpty() ? List.of() : List.of(parent),
                "regular",
                what,
                size,
                Optional.of(Instant.parse("2026-11-01T00:00:01Z")),
                Optional.empty(),
                false,
                false);
    }

    private static final List<BuildCacheRecord> CACHE =
            List.of(
                    record("base", "", "from local", 0),
                    record("dir", "base", "fileop target", 0),
                    record("copy", "dir", "fileop target", 40),
                    record(
                            "make",
                            "copy",
                            "mount / from exec /bin/sh -c go build     -o /out/app .",
                            30_000_000),
                    record("other", "base", "mount / from exec /bin/sh -c make", 99));

    private static StageTree infer(Image image, List<BuildCacheRecord> cache, Image... others) {
        return StageInference.infer(
                new Clues(
                        image,
                        LocalImages.of(List.of(others)),
                        cache,
                        Optional.empty(),
                        Optional.of(DOCKERFILE)));
    }

    @Test
    void theClassicBuildersImagesAreTheDiscardedStages() {
        TestImage build = builder();
        TestImage test = build.child().layer("/bin/sh -c go test ./...", 5);
        StageTree tree =
                infer(CLASSIC.image(), List.of(), SLIM.image(), GOLANG.image(), test.image());
        assertThat(tree.stages())
                .extracting(
                        s -> s.name().orElse("-"),
                        Stage::kind,
                        Stage::shipped,
                        Stage::size,
                        s -> s.known().reason())
                .containsExactly(
                        tuple(
                                "golang:1.24",
                                Stage.Kind.BASE,
                                false,
                                120_000_700L,
                                Reason.LAYERS_OF_LOCAL_IMAGE),
                        tuple(
                                "build",
                                Stage.Kind.BUILD,
                                false,
                                30_000_040L,
                                Reason.CLASSIC_INTERMEDIATE),
                        tuple("test", Stage.Kind.BUILD, false, 5L, Reason.CLASSIC_INTERMEDIATE),
                        tuple(
                                "debian:trixie-slim",
                                Stage.Kind.BASE,
                                true,
                                79_000_000L,
                                Reason.LAYERS_OF_LOCAL_IMAGE),
                        tuple("-", Stage.Kind.BUILD, true, 2_000_000L, Reason.DOCKERFILE_ALIGNED));
        assertThat(tree.totals()).isEqualTo(new Totals(81_000_000, 150_000_745, true));
        assertThat(tree.dockerfile()).isEqualTo(DockerfileSource.GIVEN);
        assertThat(tree.notices()).isEmpty();
    }

    @Test
    void stepsHaveTheDockerfilesTextAndPlaceAndTheRecordsSizes() {
        StageTree tree =
                infer(CLASSIC.image(), List.of(), SLIM.image(), GOLANG.image(), builder().image());
        Stage build = tree.stage("stage:0").orElseThrow();
        assertThat(build.steps())
                .extracting(s -> s.instruction().oneLine(), Step::line, Step::size)
                .containsExactly(
                        tuple("ARG VERSION=1", OptionalInt.of(3), OptionalLong.of(0)),
                        tuple("WORKDIR /src", OptionalInt.of(4), OptionalLong.of(0)),
                        tuple("COPY go.mod main.go ./", OptionalInt.of(5), OptionalLong.of(40)),
                        tuple(
                                "RUN go build -o /out/app .",
                                OptionalInt.of(6),
                                OptionalLong.of(30_000_000)));
        assertThat(build.steps().getLast().instruction().buildArgs()).containsExactly("VERSION=2");
        assertThat(build.base()).contains("golang:1.24");
        Step copy = tree.stage("stage:2").orElseThrow().steps().getFirst();
        assertThat(copy.instruction().text()).isEqualTo("COPY --from=build /out/app /app");
        assertThat(copy.origin()).contains("stage:0");
        assertThat(copy.layer()).contains(CLASSIC.image().layers().get(1));
    }

    @Test
    void theBuildCacheTellsOfBuildKitsDiscardedStages() {
        StageTree tree = infer(BUILDKIT.image(), CACHE, SLIM.image(), GOLANG.image());
        Stage build = tree.stage("stage:0").orElseThrow();
        assertThat(build.known().reason()).isEqualTo(Reason.BUILD_CACHE);
        assertThat(build.known().evidence()).isEqualTo(Evidence.RECORDED);
        assertThat(build.size()).isEqualTo(30_000_040);
        assertThat(build.steps())
                .extracting(s -> s.known().facts())
                .contains(
                        List.of("make", "mount / from exec /bin/sh -c go build     -o /out/app ."));
        Stage base = tree.stages().getFirst();
        assertThat(base.name()).contains("golang:1.24");
        assertThat(base.known()).isEqualTo(Known.by(Reason.LOCAL_IMAGE_NAMED, "golang:1.24"));
        assertThat(base.known().evidence()).isEqualTo(Evidence.INFERRED);
        assertThat(tree.totals()).isEqualTo(new Totals(81_000_000, 150_000_740, true));
    }

    @Test
    void aStageThatBuildKitDidNotNeedIsNotCountedAsLeftBehind() {
        Stage test =
                infer(BUILDKIT.image(), CACHE, SLIM.image(), GOLANG.image())
                        .stage("stage:1")
                        .orElseThrow();
        assertThat(test.known()).isEqualTo(Known.by(Reason.DOCKERFILE_ONLY, "8"));
        assertThat(test.knownSize()).isEmpty();
    }

    @Test
    void recordsWhoseTextIsAnotherCommandAreNotTaken() {
        List<BuildCacheRecord> other =
                List.of(
                        record("dir", "", "fileop target", 0),
                        record("copy", "dir", "fileop target", 40),
                        record("make", "copy", "mount / from exec /bin/sh -c go vet", 7));
        StageTree tree = infer(BUILDKIT.image(), other, SLIM.image(), GOLANG.image());
        assertThat(tree.stage("stage:0").orElseThrow().known().reason())
                .isEqualTo(Reason.DOCKERFILE_ONLY);
        assertThat(tree.notices()).contains(Notice.LEFT_BEHIND_INCOMPLETE);
        assertThat(tree.totals().leftBehindComplete()).isFalse();
    }

    @Test
    void newerBuildKitsNamedRecordsAreMatchedByTheirText() {
        List<BuildCacheRecord> named =
                List.of(
                        record("dir", "", "[build 2/4] WORKDIR /src", 1),
                        record("copy", "dir", "[build 3/4] COPY go.mod main.go ./", 40),
                        record(
                                "make",
                                "copy",
                                "[build 4/4] RUN go build     -o /out/app .",
                                30_000_000));
        assertThat(
                        infer(BUILDKIT.image(), named, SLIM.image(), GOLANG.image())
                                .stage("stage:0")
                                .orElseThrow()
                                .size())
                .isEqualTo(30_000_041);
    }

    @Test
    void severalChainsThatAgreeAreSaidAndTheLatestIsShown() {
        TestImage one = builder();
        TestImage two =
                GOLANG.child()
                        .setting("/bin/sh -c #(nop)  ARG VERSION=1")
                        .layer("/bin/sh -c #(nop) WORKDIR /src", 0)
                        .layer("/bin/sh -c #(nop) COPY multi:" + HASH + " in ./ ", 41)
                        .layer("|1 VERSION=2 /bin/sh -c go build     -o /out/app .", 31_000_000);
        Stage build =
                infer(
                                CLASSIC.image(),
                                List.of(),
                                SLIM.image(),
                                GOLANG.image(),
                                one.image(),
                                two.image())
                        .stage("stage:0")
                        .orElseThrow();
        assertThat(build.ambiguity().orElseThrow().kind()).isEqualTo(Ambiguity.Kind.SEVERAL_CHAINS);
        assertThat(build.ambiguity().orElseThrow().alternatives())
                .containsExactlyInAnyOrder(
                        one.image().id().shortHex(), two.image().id().shortHex());
    }

    @Test
    void anImageBuiltWithTargetIsItsStage() {
        Image target = builder().tagged("app:build").image();
        Stage build =
                infer(CLASSIC.image(), List.of(), SLIM.image(), GOLANG.image(), target)
                        .stage("stage:0")
                        .orElseThrow();
        assertThat(build.known()).isEqualTo(Known.by(Reason.TARGET_IMAGE, "app:build"));
        assertThat(build.imageId()).contains(target.id());
    }

    @Test
    void theShippedStageIsTheOneThatAgrees() {
        StageTree tree =
                infer(
                        builder().tagged("app:build").image(),
                        List.of(),
                        SLIM.image(),
                        GOLANG.image());
        assertThat(tree.shipped())
                .extracting(s -> s.name().orElse("-"))
                .containsExactly("golang:1.24", "build");
        assertThat(tree.discarded()).isEmpty();
    }

    @Test
    void stagesBelowTheShippedOneAreShippedToo() {
        TestImage test = builder().child("app:test").layer("/bin/sh -c go test ./...", 5);
        StageTree tree = infer(test.image(), List.of(), GOLANG.image());
        assertThat(tree.shipped())
                .extracting(s -> s.name().orElse("-"), Stage::size, s -> s.standsOn().orElse("-"))
                .containsExactly(
                        tuple("golang:1.24", 120_000_700L, "-"),
                        tuple("build", 30_000_040L, tree.stages().getFirst().id()),
                        tuple("test", 5L, "stage:0"));
    }

    @Test
    void aDockerfileOfAnotherImageIsNotUsed() {
        Image other = SLIM.child("other").layer("/bin/sh -c apt-get install something", 9).image();
        StageTree tree = infer(other, CACHE, SLIM.image(), GOLANG.image());
        assertThat(tree.dockerfile()).isEqualTo(DockerfileSource.NONE);
        assertThat(tree.notices()).contains(Notice.DOCKERFILE_DIFFERS, Notice.DISCARDED_UNKNOWN);
        assertThat(tree.totals().leftBehindComplete()).isFalse();
    }

    @Test
    void anotherVersionOfTheDockerfileAgreesInPart() {
        Image older =
                SLIM.child("app")
                        .layer("/bin/sh -c #(nop) COPY file:" + HASH + " in /app ", 2_000_000)
                        .layer("/bin/sh -c echo older", 3)
                        .setting("/bin/sh -c #(nop)  ENTRYPOINT [\"/app\"]")
                        .image();
        StageTree tree = infer(older, List.of(), SLIM.image(), GOLANG.image());
        assertThat(tree.notices()).contains(Notice.DOCKERFILE_AGREES_IN_PART);
        assertThat(tree.totals().shipped()).isEqualTo(81_000_003);
    }

    @Test
    void withoutTheBaseWhatComesBeforeTheDockerfilesStepsIsTheBases() {
        StageTree tree = infer(CLASSIC.image(), List.of());
        assertThat(tree.shipped())
                .extracting(s -> s.name().orElse("-"), Stage::size, s -> s.known().evidence())
                .containsExactly(
                        tuple("debian:trixie-slim", 79_000_000L, Evidence.INFERRED),
                        tuple("-", 2_000_000L, Evidence.INFERRED));
        assertThat(tree.discarded())
                .extracting(s -> s.name().orElse("-"), Stage::sizeComplete)
                .containsExactly(
                        tuple("golang:1.24", false), tuple("build", false), tuple("test", false));
    }

    @Test
    void provenanceBringsTheDockerfileAndIsRecorded() {
        Provenance provenance =
                new Provenance(
                        Optional.of(DOCKERFILE),
                        Optional.empty(),
                        Map.of("BASE", "golang:1.24"),
                        List.of(ImageReference.parse("golang:1.24")));
        StageTree tree =
                StageInference.infer(
                        new Clues(
                                BUILDKIT.image(),
                                LocalImages.of(List.of(SLIM.image(), GOLANG.image())),
                                CACHE,
                                Optional.of(provenance),
                                Optional.empty()));
        assertThat(tree.dockerfile()).isEqualTo(DockerfileSource.PROVENANCE);
        assertThat(tree.stage("stage:2").orElseThrow().known())
                .isEqualTo(Known.by(Reason.PROVENANCE));
        assertThat(tree.stage("stage:0").orElseThrow().known().evidence())
                .isEqualTo(Evidence.RECORDED);
    }

    @Test
    void aBaseThatBothStandOnIsShippedAndCountedOnce() {
        String file =
                """
                FROM debian:trixie-slim AS build
                RUN make
                FROM debian:trixie-slim
                COPY --from=build /out/app /app
                ENTRYPOINT ["/app"]
                """;
        Image build = SLIM.child().layer("/bin/sh -c make", 11).image();
        StageTree tree =
                StageInference.infer(
                        new Clues(
                                CLASSIC.image(),
                                LocalImages.of(List.of(SLIM.image(), build)),
                                List.of(),
                                Optional.empty(),
                                Optional.of(file)));
        assertThat(tree.stages())
                .extracting(s -> s.name().orElse("-"), Stage::shipped)
                .containsExactly(
                        tuple("debian:trixie-slim", true), tuple("build", false), tuple("-", true));
        assertThat(tree.totals()).isEqualTo(new Totals(81_000_000, 11, true));
        assertThat(tree.stages().get(2).standsOn()).contains(tree.stages().get(0).id());
    }

    @Test
    void sharesAreOfEverythingThatWasMade() {
        StageTree tree =
                infer(CLASSIC.image(), List.of(), SLIM.image(), GOLANG.image(), builder().image());
        assertThat(tree.stages().stream().mapToDouble(s -> tree.share(s.size())).sum())
                .isCloseTo(1, org.assertj.core.data.Offset.offset(1e-9));
    }

    @Test
    void historyPatternsNameTheBasesThatNoLocalImageTells() {
        Image pulled =
                TestImage.named("app")
                        .layer("# debian.sh --arch 'amd64' out/ 'trixie' '@1754870400'", 74)
                        .setting("ENV PYTHON_VERSION=3.13.7")
                        .layer("RUN /bin/sh -c make # buildkit", 40)
                        .setting("CMD [\"python3\"]")
                        .layer("COPY . /app # buildkit", 5)
                        .setting("CMD [\"python3\" \"/app\"]")
                        .image();
        StageTree tree = StageInference.infer(Clues.of(pulled));
        assertThat(tree.stages())
                .extracting(s -> s.name().orElse("-"), s -> s.known().evidence(), Stage::size)
                .containsExactly(
                        tuple("python:3.13.7", Evidence.INFERRED, 114L),
                        tuple("-", Evidence.OBSERVED, 5L));
    }
}
