package dev.stagecraft.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksTest {
    private static List<String> found(String text, String ignore) {
        return new Checks(
                        BuildOptions.DEFAULT,
                        WellKnownBases.load(),
                        Optional.of(DockerIgnore.parse(ignore)),
                        Map.of("arm:1", "linux/arm64/v8"))
                .check(Dockerfile.parse(text)).findings().stream()
                        .map(f -> f.range().startLine() + " " + f.rule().ruleName())
                        .toList();
    }

    /// One line of a file each, `|` standing for line breaks; worked out by hand from BuildKit's
    /// documentation of its checks.
    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '§',
            value = {
                "FROM scratch AS Base ¦ 1 StageNameCasing",
                "FROM scratch as base ¦ 1 FromAsCasing",
                "FROM scratch|COPY a \\|| b ¦ 3 NoEmptyContinuation",
                "FROM scratch|COPY a b|copy a b ¦ 3 ConsistentInstructionCasing",
                "FROM scratch AS a|FROM scratch AS a ¦ 2 DuplicateStageName",
                "FROM debian:13 AS context|USER 1 ¦ 1 ReservedStageName",
                "FROM debian:13|USER 1|CMD run me ¦ 3 JSONArgsRecommended",
                "FROM scratch|MAINTAINER me ¦ 2 MaintainerDeprecated",
                "FROM debian:${V}1|USER 1 ¦ 1 UndefinedArgInFrom",
                "FROM scratch|COPY $x b ¦ 2 UndefinedVar",
                "FROM scratch|WORKDIR app ¦ 2 WorkdirRelativePath",
                "FROM scratch|CMD [§a§]|CMD [§b§] ¦ 2 MultipleInstructionsDisallowed",
                "FROM scratch|ENV a b ¦ 2 LegacyKeyValueFormat",
                "FROM --platform=$TARGETPLATFORM debian:13|USER 1 ¦ 1 RedundantTargetPlatform",
                "FROM scratch|ENV DB_PASSWORD=x ¦ 2 SecretsUsedInArgOrEnv",
                "ARG T|FROM debian:$T|USER 1 ¦ 2 InvalidDefaultArgInFrom",
                "FROM --platform=linux/arm64 debian:13|USER 1 ¦ 1 FromPlatformFlagConstDisallowed",
                "FROM scratch|COPY ignored/file /x ¦ 2 CopyIgnoredFile",
                "FROM scratch|EXPOSE 80/TCP ¦ 2 ExposeProtoCasing",
                "FROM scratch|EXPOSE 127.0.0.1:80:8080 ¦ 2 ExposeInvalidFormat",
                "FROM arm:1|USER 1 ¦ 1 InvalidBaseImagePlatform",
                "FROM debian:13|USER 1|RUN apk add git ¦ 3 PackageCacheLeft",
                "FROM debian:13|USER 1|RUN pip install x ¦ 3 PackageCacheLeft",
                "FROM debian|USER 1 ¦ 1 UnpinnedBase",
                "FROM debian:latest|USER 1 ¦ 1 UnpinnedBase",
                "FROM golang:1.24|USER 1 ¦ 1 BuildToolsShipped",
                "FROM debian:13|USER 1|RUN rm -rf /x && rm y ¦ 3 DeletedLater",
                "FROM debian:13|USER 1|RUN chown -R 1 /x ¦ 3 OwnerChangedLater",
                "FROM scratch|ADD a b ¦ 2 AddInsteadOfCopy",
                "FROM scratch|COPY .env /x ¦ 2 SecretFileCopied",
                "FROM debian:13|USER 1|COPY . .|RUN npm ci ¦ 3 CopyBeforeInstall",
            })
    void findsIt(String text, String expected) {
        List<String> actual =
                found(text.strip().replace('|', '\n').replace('§', '"') + "\n", "ignored\n")
                        .stream()
                        .filter(f -> !f.endsWith(" RunsAsRoot"))
                        .filter(f ->
                                !(f.endsWith(" UnpinnedBase") && !expected.contains("Unpinned")))
                        .filter(f ->
                                !(f.endsWith(" InvalidDefaultArgInFrom")
                                        && expected.contains("UndefinedArgInFrom")))
                        .toList();
        assertThat(actual).containsExactly(expected.strip());
    }

    @Test
    void descriptionsAreCheckedOnlyWhenAskedFor() {
        String text = "# wrong words\nARG name=1\nFROM scratch\nUSER 1\n";
        assertThat(found(text, "")).isEmpty();
        assertThat(found("# check=experimental=all\n" + text, ""))
                .containsExactly("3 InvalidDefinitionDescription");
    }

    @Test
    void directiveAndCommentsSkipChecks() {
        assertThat(
                        found(
                                "# check=skip=RunsAsRoot,MaintainerDeprecated\nFROM scratch\nMAINTAINER x\n",
                                ""))
                .isEmpty();
        assertThat(
                        found(
                                """
                                FROM scratch
                                USER 1
                                # check=skip=MaintainerDeprecated // old
                                MAINTAINER x
                                MAINTAINER y
                                """,
                                ""))
                .containsExactly("5 MaintainerDeprecated");
    }

    @Test
    void errorTrueFailsTheBuildForBuildChecksOnly() {
        String directive = "# check=error=true\nFROM scratch\n";
        assertThat(Checks.ofFileAlone().check(Dockerfile.parse(directive)).failsBuild()).isFalse();
        assertThat(
                        Checks.ofFileAlone()
                                .check(Dockerfile.parse(directive + "MAINTAINER x\n"))
                                .failsBuild())
                .isTrue();
    }

    @Test
    void sizeIsAskedOfShippedStagesOnly() {
        assertThat(
                        found(
                                """
                                FROM golang:1.24 AS build
                                RUN apt-get update && apt-get install -y git
                                COPY . .
                                RUN rm -rf /x
                                FROM gcr.io/distroless/static:nonroot
                                COPY --from=build /x /x
                                """,
                                ""))
                .isEmpty();
    }

    @Test
    void goodHabitsAreLeftAlone() {
        assertThat(
                        found(
                                """
                                FROM debian:13
                                RUN --mount=type=cache,target=/var/lib/apt --mount=type=cache,target=/var/cache/apt \\
                                    apt-get update && apt-get install -y --no-install-recommends git
                                RUN apt-get update \\
                                    && apt-get install -y --no-install-recommends curl \\
                                    && rm -rf /var/lib/apt/lists/*
                                RUN apk add --no-cache git
                                COPY package.json package-lock.json ./
                                RUN npm ci
                                COPY . .
                                ENV PIP_NO_CACHE_DIR=1
                                RUN pip install -r requirements.txt
                                USER 1000
                                CMD ["x"]
                                """,
                                ""))
                .isEmpty();
    }

    @Test
    void aptIsLookedAtClosely() {
        assertThat(
                        found(
                                "FROM debian:13\nUSER 1\nRUN apt-get update\nRUN apt-get install -y x\n",
                                ""))
                .containsExactly("3 PackageCacheLeft", "3 AptUpdateAlone", "4 RecommendedPackages");
    }

    @Test
    void rootIsReportedWhereItIsSet() {
        assertThat(found("FROM debian:13\nUSER root\n", "")).containsExactly("2 RunsAsRoot");
        assertThat(found("FROM debian:13\n", "")).containsExactly("1 RunsAsRoot");
        assertThat(found("FROM example.com/unknown:1\n", "")).isEmpty();
    }

    @Test
    void thereAreTwentyTwoBuildChecks() {
        assertThat(Arrays.stream(Rule.values()).filter(Rule::isBuildCheck)).hasSize(22);
        assertThat(Rule.named("UndefinedVar")).contains(Rule.UNDEFINED_VAR);
    }
}
