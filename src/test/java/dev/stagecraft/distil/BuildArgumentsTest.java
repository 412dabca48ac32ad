package dev.stagecraft.distil;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.distil.plan.Warning;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `docker build --build-arg` chooses, it still chooses after the rewrite.
class BuildArgumentsTest {
    private static final String GO =
            "FROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /c .\n";
    private static final String CLOCK = "RUN ln -sf /usr/share/zoneinfo/$TZ /etc/localtime\n";
    private static final String END = "COPY --from=build /c /c\nCMD [\"/c\"]\n";

    private static Outcome.Converted converted(String dockerfile) {
        return Distilled.converted(
                dockerfile,
                Map.of(
                        "go.mod",
                        "module example.org/c\n\ngo 1.26\n",
                        "main.go",
                        "package main\n\nfunc main() {}\n",
                        "app.py",
                        ""));
    }

    @Test
    void theZoneStaysAnArgument() {
        String text =
                converted(GO + "FROM alpine:3.22\nARG TZ=Europe/Berlin\n" + CLOCK + END).text();
        assertThat(text.substring(text.lastIndexOf("FROM")))
                .containsSubsequence("ARG TZ=Europe/Berlin\n", "ENV TZ=$TZ\n");
    }

    @Test
    void theZoneOfAGatheredStageStaysAnArgument() {
        String text =
                converted(
                                "FROM golang:1.26\nARG ZONE=Europe/Berlin\n"
                                        + CLOCK.replace("$TZ", "${ZONE}")
                                        + "WORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /c .\nCMD [\"/c\"]\n")
                        .text();
        assertThat(text.substring(text.lastIndexOf("FROM")))
                .containsSubsequence("ARG ZONE=Europe/Berlin\n", "ENV TZ=${ZONE}\n");
    }

    @Test
    void aZoneThatAnotherStageChoosesIsFixedWithAWarning() {
        Outcome.Converted converted =
                converted(
                        GO
                                + "FROM alpine:3.22 AS clock\nARG TZ=Europe/Berlin\n"
                                + CLOCK
                                + "FROM clock\n"
                                + END);
        assertThat(converted.text()).contains("ENV TZ=Europe/Berlin\n");
        assertThat(converted.warnings())
                .extracting(Warning::text)
                .anySatisfy(w -> assertThat(w).startsWith("The zone is fixed to Europe/Berlin"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SOURCE_DATE_EPOCH",
                "BUILDKIT_SBOM_SCAN_STAGE=true",
                "HTTP_PROXY",
                "no_proxy"
            })
    void whatTheBuilderReadsItselfStays(String argument) {
        String text =
                converted(
                                "ARG "
                                        + argument
                                        + "\n"
                                        + GO
                                        + "FROM alpine:3.22\nARG "
                                        + argument
                                        + "\nARG UNREAD\n"
                                        + END)
                        .text();
        assertThat(text).startsWith("ARG " + argument + "\n").doesNotContain("UNREAD");
        assertThat(text.substring(text.lastIndexOf("FROM"))).contains("ARG " + argument + "\n");
    }
}
