package dev.stagecraft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RewriteCommandTest {
    private static final String GO =
            """
            FROM ubuntu:24.04
            RUN apt-get update && apt-get install -y golang
            WORKDIR /src
            COPY . .
            RUN go build -o /calculator .
            CMD ["/calculator"]
            """;

    @TempDir Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path file;

    @BeforeEach
    void makeProject() throws IOException {
        file = Files.writeString(folder.resolve("Dockerfile"), GO);
        Files.writeString(folder.resolve("go.mod"), "module example.org/calculator\n\ngo 1.22\n");
        Files.writeString(folder.resolve("main.go"), "package main\n\nfunc main() {}\n");
    }

    private int run(Object... arguments) {
        Terminal terminal =
                new Terminal(new PrintWriter(out), new PrintWriter(err, true), false, true, 100);
        String[] words = new String[arguments.length + 1];
        words[0] = "rewrite";
        for (int i = 0; i < arguments.length; i++) {
            words[i + 1] = String.valueOf(arguments[i]);
        }
        return Cli.run(terminal, words);
    }

    @Test
    void theTextIsOnStandardOutputAndNotesAreNot() {
        assertThat(run(file)).isEqualTo(0);
        assertThat(out.toString())
                .contains("FROM ", " AS ", "COPY --from=", "CMD [\"/calculator\"]")
                .doesNotContain("warning:");
        assertThat(err.toString()).startsWith("Go, onto ");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aDeviceWithoutAnEndIsNoDockerfile() {
        assertThat(run(Path.of("/dev/zero"), "--context", folder)).isEqualTo(1);
        assertThat(err.toString()).contains("/dev/zero is larger than any Dockerfile");
    }

    @Test
    void optionsChangeTheResult() {
        assertThat(run(file, "--debug", "--root", "--no-comments")).isEqualTo(0);
        assertThat(out.toString()).contains(":debug").doesNotContain("nonroot", "\n# ");
    }

    @Test
    void correctionsComeWithTheAnswers() throws IOException {
        assertThat(
                        run(
                                "--json",
                                file,
                                "--answer",
                                "fact.environment=LEVEL=debug NAME=\"a b\" QUERY=x=y",
                                "--answer",
                                "fact.port=8080"))
                .isEqualTo(0);
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.path("text").asText())
                .contains("ENV LEVEL=debug\nENV NAME=\"a b\"\nENV QUERY=x=y\nEXPOSE 8080\n");
        assertThat(json.path("changes").findValuesAsText("reason"))
                .contains("The environment is the one that you gave.");
        assertThat(run(file, "--answer", "fact.environment=LEVEL")).isEqualTo(3);
        assertThat(err.toString()).contains("\"LEVEL\" cannot be the value of fact.environment");
    }

    @Test
    void outputIsWrittenAndWhatWasThereIsKept() throws IOException {
        assertThat(run(file, "-o", file)).isEqualTo(0);
        assertThat(out.toString()).isEmpty();
        assertThat(Files.readString(file)).contains("COPY --from=");
        assertThat(folder.resolve("Dockerfile.bak")).hasContent(GO);
        assertThat(err.toString()).contains("written to " + file, "Dockerfile.bak");
    }

    @Test
    void jsonHasTheDocumentedFields() throws IOException {
        assertThat(run("--json", file)).isEqualTo(0);
        assertThat(err.toString()).isEmpty();
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.path("schema").asText()).isEqualTo("stagecraft.rewrite/1");
        assertThat(json.path("outcome").asText()).isEqualTo("converted");
        assertThat(json.path("ecosystem").asText()).isEqualTo("Go");
        assertThat(json.path("text").asText()).contains("FROM " + json.path("base").asText());
        JsonNode change = json.path("changes").get(0);
        assertThat(change.path("reason").asText()).isNotEmpty();
        int lines = (int) json.path("text").asText().lines().count();
        for (JsonNode each : json.path("changes")) {
            assertThat(each.path("output").path("last").asInt(0)).isBetween(0, lines);
            for (JsonNode source : each.path("source")) {
                assertThat(source.path("first").asInt()).isBetween(1, 6);
            }
        }
        assertThat(json.path("facts").findValuesAsText("subject")).contains("start");
        assertThat(json.has("refusal")).isFalse();
    }

    @Test
    void whatIsDistrolessAlreadyIsSaid() throws IOException {
        Files.writeString(
                file,
                """
                FROM golang:1.24-trixie AS build
                WORKDIR /src
                COPY . .
                RUN CGO_ENABLED=0 go build -o /calculator .

                FROM gcr.io/distroless/static-debian13:nonroot
                COPY --from=build /calculator /calculator
                ENTRYPOINT ["/calculator"]
                """);
        assertThat(run("--json", file)).isEqualTo(0);
        assertThat(new ObjectMapper().readTree(out.toString()).path("outcome").asText())
                .isEqualTo("already-distroless");
    }

    @Test
    void aRefusalHasItsReasonAndItsOwnStatus() throws IOException {
        Files.writeString(file, "FROM php:8.3-apache\nCOPY . /var/www/html\n");
        assertThat(run(file)).isEqualTo(3);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).startsWith("refused").contains("PHP", "instead: ");
        Path output = folder.resolve("new");
        assertThat(run("--json", file, "-o", output)).isEqualTo(3);
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.path("outcome").asText()).isEqualTo("refused");
        assertThat(json.path("refusal").path("advice").asText()).isNotEmpty();
        assertThat(json.has("text")).isFalse();
        assertThat(output).doesNotExist();
    }

    @Test
    void aFileThatCannotBeReadIsOneAndAWrongCallIsTwo() {
        assertThat(run(folder.resolve("none"))).isEqualTo(1);
        assertThat(run(folder)).isEqualTo(1);
        assertThat(run(file, "--answer", "x=1", "--nonsense")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines()).hasSize(4).allMatch(l -> l.startsWith("stagecraft: "));
    }
}
