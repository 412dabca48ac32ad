package dev.stagecraft.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StageEvaluationTest {
    private static final StageSettings NODE =
            new StageSettings(
                    new LinkedHashMap<>(Map.of("PATH", "/n:/bin", "NODE_VERSION", "22")),
                    Optional.of(List.of("docker-entrypoint.sh")),
                    Optional.of(List.of("node")),
                    "node",
                    "/home/node",
                    List.of("1/tcp"),
                    List.of(),
                    new LinkedHashMap<>(),
                    Optional.empty(),
                    Optional.of("SIGQUIT"),
                    Optional.empty(),
                    List.of("ENV TRIGGERED=yes"));
    private static final BaseImages BASES =
            reference ->
                    reference.equals("node")
                            ? Optional.of(BaseImages.Known.exactly(NODE))
                            : Optional.empty();

    private static StageEvaluation last(String text) {
        return StageEvaluation.all(Stages.of(Dockerfile.parse(text)), BASES).getLast();
    }

    @Test
    void inheritsFromTheBase() {
        StageEvaluation evaluation = last("FROM node\nEXPOSE 80 90-91/UDP $NODE_VERSION\n");
        StageSettings settings = evaluation.settings();
        assertThat(evaluation.baseKnown()).isTrue();
        assertThat(settings.startCommand()).containsExactly("docker-entrypoint.sh", "node");
        assertThat(settings.user()).isEqualTo("node");
        assertThat(settings.stopSignal()).contains("SIGQUIT");
        assertThat(settings.exposedPorts())
                .containsExactly("1/tcp", "80/tcp", "90/udp", "91/udp", "22/tcp");
        assertThat(settings.environment()).contains(entry("TRIGGERED", "yes"));
        assertThat(settings.onBuild()).isEmpty();
        assertThat(evaluation.effective(Instruction.Cmd.class)).isEmpty();
    }

    @Test
    void anEntrypointTakesAwayTheCmdOfTheBase() {
        assertThat(last("FROM node\nENTRYPOINT [\"x\"]\n").settings().startCommand())
                .containsExactly("x");
        assertThat(last("FROM node\nCMD [\"y\"]\nENTRYPOINT [\"x\"]\n").settings().startCommand())
                .containsExactly("x", "y");
        assertThat(last("FROM node\nENTRYPOINT [\"x\"]\nCMD y\n").settings().startCommand())
                .containsExactly("x", "/bin/sh", "-c", "y");
        assertThat(
                        last("FROM node AS a\nCMD [\"y\"]\nFROM a\nENTRYPOINT [\"x\"]\n")
                                .settings()
                                .cmd())
                .isEmpty();
        assertThat(last("FROM node\nENTRYPOINT []\n").settings().entrypoint()).isEmpty();
    }

    @Test
    void workdirsAreJoined() {
        assertThat(last("FROM node\nWORKDIR a\nWORKDIR ../b/.\n").settings().workingDir())
                .isEqualTo("/home/node/b");
        assertThat(last("FROM scratch\nWORKDIR a\n").settings().workingDir()).isEqualTo("/a");
        assertThat(last("FROM x\nENV D=/srv\nWORKDIR ${D}/app/\n").settings().workingDir())
                .isEqualTo("/srv/app/");
    }

    @Test
    void shellFormsUseTheShellOfTheirPlace() {
        StageSettings settings =
                last("FROM x\nCMD a\nSHELL [\"/bin/bash\", \"-ec\"]\nENTRYPOINT b c\n").settings();
        assertThat(settings.cmd()).contains(List.of("/bin/sh", "-c", "a"));
        assertThat(settings.entrypoint()).contains(List.of("/bin/bash", "-ec", "b c"));
        assertThat(settings.effectiveShell()).containsExactly("/bin/bash", "-ec");
    }

    @Test
    void argumentsAreSeenAfterTheirDeclarationOnly() {
        StageEvaluation evaluation =
                last(
                        """
                        ARG G=global
                        FROM x
                        ENV A=[$G]
                        ARG G
                        ENV B=[$G]
                        ARG D=${B}d
                        ENV C=$D E=$A-$D
                        LABEL k=$D '$D'=1
                        """);
        assertThat(evaluation.settings().environment())
                .containsEntry("A", "[]")
                .containsEntry("B", "[global]")
                .containsEntry("C", "[global]d")
                .containsEntry("E", "[]-[global]d")
                .doesNotContainKey("G");
        assertThat(evaluation.settings().labels())
                .containsExactly(entry("k", "[global]d"), entry("$D", "1"));
        List<Instruction> instructions = evaluation.stage().instructions();
        assertThat(evaluation.variablesAt(instructions.get(0))).doesNotContainKey("G");
        assertThat(evaluation.variablesAt(instructions.get(2))).containsEntry("G", "global");
        assertThat(evaluation.variableSetBy("C")).contains(instructions.get(4));
    }

    @Test
    void onePairOfAnEnvDoesNotSeeAnother() {
        assertThat(last("FROM x\nENV a=hello\nENV a=bye b=$a\nENV c=$a\n").settings().environment())
                .containsEntry("b", "hello")
                .containsEntry("c", "bye");
    }

    @Test
    void aStageOnAStageSeesItsArguments() {
        StageEvaluation evaluation = last("FROM x AS a\nARG V=1\nUSER u\nFROM a\nENV W=$V\n");
        assertThat(evaluation.settings().environment()).containsEntry("W", "1");
        assertThat(evaluation.settings().user()).isEqualTo("u");
        assertThat(evaluation.effective(Instruction.User.class)).isPresent();
        assertThat(evaluation.baseKnown()).isFalse();
    }

    @Test
    void onbuildOfAStageRunsInTheNext() {
        StageSettings first =
                StageEvaluation.all(
                                Stages.of(
                                        Dockerfile.parse(
                                                "FROM x AS a\nONBUILD ENV K=v\nFROM a\nFROM a\n")),
                                BASES)
                        .get(0)
                        .settings();
        assertThat(first.onBuild()).containsExactly("ENV K=v");
        StageSettings next = last("FROM x AS a\nONBUILD ENV K=v\nFROM a\n").settings();
        assertThat(next.environment()).containsEntry("K", "v");
        assertThat(next.onBuild()).isEmpty();
    }

    @Test
    void healthchecksAreRead() {
        HealthcheckSettings check =
                last("FROM x\nHEALTHCHECK --interval=1m30s --retries=5 CMD curl -f x\n")
                        .settings()
                        .healthcheck()
                        .orElseThrow();
        assertThat(check.test()).containsExactly("CMD-SHELL", "curl -f x");
        assertThat(check.interval()).contains(Duration.ofSeconds(90));
        assertThat(check.timeout()).isEmpty();
        assertThat(check.retries()).isEqualTo(5);
        assertThat(last("FROM x\nHEALTHCHECK NONE\n").settings().healthcheck().orElseThrow().none())
                .isTrue();
    }

    @Test
    void aMissingPathIsSet() {
        assertThat(last("FROM scratch\nENV X=$PATH\n").settings().environment())
                .containsEntry("X", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    }

    @Test
    void buildArgumentsWinOverDefaults() {
        Stages stages =
                Stages.of(
                        Dockerfile.parse("FROM x\nARG A=1\nARG B\nENV C=$A$B\n"),
                        BuildOptions.DEFAULT.withBuildArguments(Map.of("A", "2", "B", "3")));
        assertThat(
                        StageEvaluation.of(stages, stages.all().getFirst(), BASES)
                                .settings()
                                .environment())
                .containsEntry("C", "23");
    }
}
