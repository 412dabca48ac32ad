package dev.stagecraft.distil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Builds projects of the corpus before and after on a real engine, runs both, and compares what
/// they answer. A few run by default, all with `-Dcorpus=all`; the report
/// `target/corpus-report.txt` lists which were really built and run. Bases that the engine lacks
/// make the run of the source impossible: then the result alone is held to the answer that the
/// project names.
class CorpusIT {
    private static final Set<String> DEFAULT =
            Set.of(
                    "go-run",
                    "go-cgo-unset",
                    "python-console-script",
                    "python-no-workdir",
                    "node-express-npm-start",
                    "cached-node",
                    "cached-python",
                    "java-javac-plain",
                    "c-static",
                    "rust-single",
                    "site-plain-nginx");
    private static final Path REPORT = Path.of("target/corpus-report.txt");
    private static final List<String> LINES = new ArrayList<>();
    private static final String PREFIX = "sc-corpus/";

    /// A distribution's own client knows BuildKit even where another one comes first on the path.
    private static final String DOCKER =
            Files.isExecutable(Path.of("/usr/bin/docker")) ? "/usr/bin/docker" : "docker";

    static List<Corpus.Entry> probed() {
        boolean all = "all".equals(System.getProperty("corpus"));
        return Corpus.entries().stream()
                .filter(e -> e.expected().has("probe"))
                .filter(e -> all || DEFAULT.contains(e.name()))
                .toList();
    }

    @BeforeAll
    static void engine() throws Exception {
        Said said;
        try {
            said = run(20, "", DOCKER, "version", "--format", "{{.Server.Version}}");
        } catch (IOException e) {
            said = new Said(1, "no docker command");
        }
        assumeTrue(said.status() == 0, "no engine answers: " + said.text());
    }

    @AfterAll
    static void report() throws Exception {
        if (!LINES.isEmpty()) {
            Files.createDirectories(REPORT.getParent());
            Files.write(REPORT, LINES);
        }
        for (Corpus.Entry entry : probed()) {
            run(60, "", DOCKER, "image", "rm", "-f", tag(entry, "before"), tag(entry, "after"));
        }
    }

    @ParameterizedTest
    @MethodSource("probed")
    void answersAsBefore(Corpus.Entry entry) throws Exception {
        Outcome outcome = Distiller.bundled().distil(entry.request());
        assertThat(outcome).isInstanceOf(Outcome.Rewritten.class);
        String after = ((Outcome.Rewritten) outcome).text();
        String before = Files.readString(entry.folder().resolve("Dockerfile"));
        Set<String> missing = missing(after);
        assumeTrue(missing.isEmpty(), "the engine lacks " + missing);
        build(entry, "after", after);
        String answer = probe(entry, "after");
        JsonNode known = entry.expected().path("probe").path("answer");
        Set<String> lacking = missing(before);
        String how;
        if (lacking.isEmpty() && !entry.expected().path("probe").path("afterOnly").asBoolean()) {
            build(entry, "before", before);
            assertThat(answer).isEqualTo(probe(entry, "before"));
            how =
                    "built and run before and after, same answer; "
                            + size(entry, "before")
                            + " -> "
                            + size(entry, "after");
        } else {
            assumeTrue(
                    known.isTextual(), "the engine lacks " + lacking + ", and no answer is known");
            how =
                    "built and run after only ("
                            + (lacking.isEmpty()
                                    ? "see expected.json"
                                    : "no " + String.join(", ", lacking))
                            + "); "
                            + size(entry, "after");
        }
        if (known.isTextual()) {
            assertThat(answer).contains(known.asText());
        }
        LINES.add(entry.name() + ": " + how);
    }

    private static String size(Corpus.Entry entry, String which) throws Exception {
        Said said = run(20, "", DOCKER, "image", "inspect", "-f", "{{.Size}}", tag(entry, which));
        return String.format("%.1f MB", Long.parseLong(said.text().strip()) / 1e6);
    }

    private static String tag(Corpus.Entry entry, String which) {
        return PREFIX + entry.name() + ":" + which;
    }

    private static Set<String> missing(String dockerfile) throws Exception {
        Set<String> missing = new TreeSet<>();
        for (String image : Corpus.bases(dockerfile)) {
            if (run(20, "", DOCKER, "image", "inspect", image).status() != 0) {
                missing.add(image);
            }
        }
        return missing;
    }

    private static void build(Corpus.Entry entry, String which, String text) throws Exception {
        Path file = Files.createTempFile("corpus", ".Dockerfile");
        try {
            Files.writeString(file, text);
            Said said =
                    run(
                            600,
                            "",
                            DOCKER,
                            "build",
                            "-q",
                            "-t",
                            tag(entry, which),
                            "-f",
                            file.toString(),
                            entry.folder().toString());
            assertThat(said.status()).as("build " + which + ":\n" + said.text()).isZero();
        } finally {
            Files.delete(file);
        }
    }

    private static String probe(Corpus.Entry entry, String which) throws Exception {
        JsonNode probe = entry.expected().path("probe");
        if (probe.path("type").asText().equals("run")) {
            Said said =
                    run(
                            60,
                            probe.path("stdin").asText(""),
                            DOCKER,
                            "run",
                            "--rm",
                            "-i",
                            tag(entry, which));
            return said.status() + "\n" + said.text();
        }
        int port = probe.path("port").asInt();
        Said started =
                run(30, "", DOCKER, "run", "-d", "-p", "127.0.0.1::" + port, tag(entry, which));
        assertThat(started.status()).as(started.text()).isZero();
        String container = started.text().strip().lines().reduce((a, b) -> b).orElse("");
        try {
            String address =
                    run(20, "", DOCKER, "port", container, Integer.toString(port))
                            .text()
                            .lines()
                            .findFirst()
                            .orElse("");
            StringBuilder out = new StringBuilder();
            for (JsonNode path : probe.path("paths")) {
                out.append(
                                ask(
                                        "http://" + address + path.asText(),
                                        probe.path("compare").asText("all"),
                                        container))
                        .append('\n');
            }
            return out.toString();
        } finally {
            run(30, "", DOCKER, "rm", "-f", container);
        }
    }

    /// curl waits until the server answers; a refused connection is tried again for a minute.
    private static String ask(String url, String compare, String container) throws Exception {
        Said said =
                run(
                        90,
                        "",
                        "curl",
                        "-s",
                        "--retry",
                        "60",
                        "--retry-connrefused",
                        "--retry-all-errors",
                        "--retry-delay",
                        "1",
                        "--max-time",
                        "80",
                        "-w",
                        "\n%{http_code}",
                        url);
        assertThat(said.status())
                .as(() -> "no answer from " + url + ": " + logs(container))
                .isZero();
        String status = said.text().lines().reduce((a, b) -> b).orElse("");
        boolean ok = status.startsWith("2");
        return compare.equals("status") || !ok ? status : said.text();
    }

    private static String logs(String container) {
        try {
            return run(20, "", DOCKER, "logs", container).text();
        } catch (Exception e) {
            return e.toString();
        }
    }

    private record Said(int status, String text) {}

    private static Said run(int seconds, String input, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("DOCKER_BUILDKIT", "1");
        Path out = Files.createTempFile("corpus", ".out");
        Path in = Files.createTempFile("corpus", ".in");
        try {
            Files.writeString(in, input);
            Process process =
                    builder.redirectInput(in.toFile()).redirectOutput(out.toFile()).start();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                return new Said(
                        -1,
                        "no end after "
                                + seconds
                                + " s: "
                                + Files.readString(out, StandardCharsets.UTF_8));
            }
            return new Said(
                    process.exitValue(),
                    new String(Files.readAllBytes(out), StandardCharsets.UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(in);
        }
    }
}
