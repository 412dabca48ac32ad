package dev.stagecraft.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StagesTest {
    private static Stages stages(String text) {
        return Stages.of(Dockerfile.parse(text));
    }

    @Test
    void knowsWhatEachStageNeeds() {
        Stages stages =
                stages(
                        """
                        ARG V=22
                        FROM node:$V AS Deps
                        RUN npm ci
                        FROM deps AS build
                        RUN --mount=from=tools,target=/t --mount=type=cache,target=/c x
                        FROM scratch AS tools
                        FROM gcr.io/distroless/nodejs22
                        COPY --from=BUILD /a /a
                        COPY --from=0 /b /b
                        COPY --from=busybox:1 /c /c
                        COPY --from=9 /d /d
                        COPY --from=$V /d /d
                        """);
        assertThat(stages.all())
                .extracting(Stage::displayName, Stage::base)
                .containsExactly(
                        tuple("deps", new StageSource.OfImage("node:22")),
                        tuple("build", new StageSource.OfStage(0)),
                        tuple("tools", new StageSource.Scratch()),
                        tuple("stage-3", new StageSource.OfImage("gcr.io/distroless/nodejs22")));
        assertThat(stages.linksOf(stages.all().get(3)))
                .extracting(StageLink::kind, StageLink::source)
                .containsExactly(
                        tuple(
                                StageLink.Kind.BASE,
                                new StageSource.OfImage("gcr.io/distroless/nodejs22")),
                        tuple(StageLink.Kind.COPY, new StageSource.OfStage(1)),
                        tuple(StageLink.Kind.COPY, new StageSource.OfStage(0)),
                        tuple(StageLink.Kind.COPY, new StageSource.OfImage("busybox:1")),
                        tuple(
                                StageLink.Kind.COPY,
                                new StageSource.Unresolved("9", "invalid stage index 9")),
                        tuple(
                                StageLink.Kind.COPY,
                                new StageSource.Unresolved(
                                        "$V", "variable expansion is not supported for --from")));
        assertThat(stages.impossibleLinks())
                .extracting(StageLink::stage, StageLink::kind)
                .containsExactly(tuple(1, StageLink.Kind.MOUNT));
        assertThat(stages.externalImages())
                .containsExactly("node:22", "gcr.io/distroless/nodejs22", "busybox:1");
        assertThat(stages.stageOf(stages.file().instructions().get(4)).map(Stage::index))
                .contains(1);
    }

    @Test
    void knowsWhatATargetLeavesOut() {
        Dockerfile file =
                Dockerfile.parse(
                        """
                        FROM a AS one
                        FROM b AS two
                        COPY --from=one x y
                        FROM c AS test
                        FROM d
                        COPY --from=two x y
                        """);
        Stages last = Stages.of(file);
        assertThat(last.reachableFrom(last.target().orElseThrow()))
                .extracting(Stage::index)
                .containsExactly(0, 1, 3);
        assertThat(last.unreachable()).extracting(Stage::displayName).containsExactly("test");
        Stages test = Stages.of(file, BuildOptions.DEFAULT.withTarget("TEST"));
        assertThat(test.unreachable()).extracting(Stage::index).containsExactly(0, 1, 3);
        assertThat(Stages.of(file, BuildOptions.DEFAULT.withTarget("none")).target()).isEmpty();
    }

    @Test
    void globalArgumentsSeeEachOtherAndThePlatform() {
        BuildOptions options =
                BuildOptions.DEFAULT
                        .withTargetPlatform("linux/arm64/v8")
                        .withBuildArguments(Map.of("GIVEN", "g"));
        Stages stages =
                Stages.of(
                        Dockerfile.parse(
                                """
                                ARG A=1
                                ARG B=${A}-$TARGETARCH
                                ARG GIVEN=default
                                ARG NONE
                                FROM x:$B-${GIVEN}-${NONE:-n}-$TARGETVARIANT
                                """),
                        options);
        assertThat(stages.all().getFirst().base())
                .isEqualTo(new StageSource.OfImage("x:1-arm64-g-n-v8"));
        assertThat(stages.globalScope())
                .doesNotContainKey("NONE")
                .containsEntry("TARGETOS", "linux");
    }

    @Test
    void aBaseThatIsBlankCannotBeTold() {
        assertThat(stages("FROM $NOTHING\n").all().getFirst().base())
                .isEqualTo(
                        new StageSource.Unresolved(
                                "$NOTHING", "base name ($NOTHING) should not be blank"));
    }

    @Test
    void aNameOfAnEarlierStageWinsOverAnImage() {
        Stages stages = stages("FROM a AS debian\nFROM debian\nFROM Debian\n");
        assertThat(stages.all())
                .extracting(Stage::base)
                .containsExactly(
                        new StageSource.OfImage("a"),
                        new StageSource.OfStage(0),
                        new StageSource.OfImage("Debian"));
    }

    @Test
    void mountsAreRead() {
        Instruction.Run run =
                (Instruction.Run)
                        Dockerfile.parse(
                                        "FROM a\nRUN --mount=type=secret,id=s,dst=/s,required"
                                                + " --mount=\"type=bind,src=a,\"\"target=/x,y\"\"\" z\n")
                                .instructions()
                                .get(1);
        assertThat(run.mounts().getFirst())
                .isEqualTo(
                        new Mount("secret", Map.of("id", "s", "target", "/s", "required", "true")));
        assertThat(List.of(Mount.parse("src=a,\"target=/x,y\",ro")))
                .extracting(Mount::type, Mount::options)
                .containsExactly(
                        tuple("bind", Map.of("source", "a", "target", "/x,y", "readonly", "true")));
    }
}
