package dev.stagecraft.distil;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// Compiled programs in files of several stages.
class MachineCodeTest {
    private static final Map<String, String> FILES =
            Map.of("main.go", "package main\n\nfunc main() {}\n", "go.mod", "module app\n");
    private static final String BUILD =
            "FROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /out/app .\n";

    @Test
    void aProgramThatTheOwnPathFindsIsStartedByItsPath() {
        String text =
                Distilled.converted(
                                BUILD
                                        + "FROM debian:13\nENV PATH=/opt/app/bin:$PATH\nCOPY --from=build /out/app /opt/app/bin/app\nCMD [\"app\", \"serve\"]\n",
                                FILES)
                        .text();
        assertThat(text).endsWith("CMD [\"/opt/app/bin/app\", \"serve\"]\n");
    }

    @Test
    void aUserWhoseNumberAVariableHasKeepsIt() {
        String text =
                Distilled.converted(
                                BUILD
                                        + "FROM debian:13\nARG UID=10001\nRUN useradd --uid \"${UID}\" app\nUSER app\nCOPY --from=build /out/app /app\nCMD [\"/app\"]\n",
                                FILES)
                        .text();
        assertThat(text).contains("USER 10001\n");
    }

    @Test
    void librariesOfPythonAreNoneOfAProgramsOwn() {
        String text =
                Distilled.converted(
                                "FROM python:3.13-slim\nRUN apt-get update && apt-get install -y libsqlite3-0\nWORKDIR /app\nCOPY . .\nCMD [\"python\", \"main.py\"]\n",
                                Map.of("main.py", "print(1)\n"))
                        .text();
        assertThat(text).doesNotContain("runtime-libs");
    }

    /// With pipefail a grep that finds nothing ends the build: run in bash 5.2, status 1.
    @Test
    void aPipelineThatMayFindNothingIsNoFailureUnderPipefail() {
        String shell = "SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\n";
        String rest =
                "RUN apt-get update && apt-get install -y libpq-dev gcc\nRUN pip install psycopg2\nCOPY main.py /main.py\nCMD [\"python\", \"/main.py\"]\n";
        Map<String, String> files = Map.of("main.py", "print(1)\n");
        assertThat(Distilled.converted("FROM python:3.13\n" + shell + rest, files).text())
                .contains("RUN set +o pipefail && mkdir -p /runtime-libs");
        assertThat(Distilled.converted("FROM python:3.13\n" + rest, files).text())
                .contains("RUN mkdir -p /runtime-libs");
    }

    @Test
    void aStageOfAFrontEndStaysOnItsBase() {
        String text =
                Distilled.converted(
                                "FROM node:22-slim AS web\nCOPY web .\nRUN npm run build\nFROM gcc:14 AS build\nCOPY . .\nRUN gcc -o /app main.c\nFROM debian:13\nCOPY --from=build /app /app\nCOPY --from=web /dist /dist\nCMD [\"/app\"]\n",
                                Map.of("main.c", "int main() {}\n", "web/package.json", "{}"))
                        .text();
        assertThat(text).startsWith("FROM node:22-slim AS web\n");
    }
}
