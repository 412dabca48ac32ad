package dev.stagecraft.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.archive.LayerCache;
import dev.stagecraft.distil.Corpus;
import dev.stagecraft.distil.Distiller;
import dev.stagecraft.distil.Outcome;
import dev.stagecraft.distil.plan.Warning;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.engine.RealEngine;
import dev.stagecraft.engine.build.ImageBuilders;
import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.Image;
import dev.stagecraft.prove.Proof.Side;
import dev.stagecraft.prove.Proof.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Proves projects of the corpus from end to end: built, run and compared as a person's would be. A
/// few by default, all with `-Dcorpus=all`, some with `-Dcorpus=NAME,NAME`. The table
/// `target/prove-report.md` grows by one line for each; its figures are those of the engine's
/// images of the bases' names, whatever these are.
@SuppressWarnings("NullAway.Init")
class ProveCorpusIT {
    private static final Set<String> DEFAULT =
            Set.of(
                    "go-run",
                    "python-console-script",
                    "python-no-workdir",
                    "node-express-npm-start",
                    "java-javac-plain",
                    "c-static");
    private static final Path REPORT = Path.of("target/prove-report.md");
    private static final String HEAD =
            """
            | Project | Before | After | Factor | Start before | Start after | Repairs | Verdict |
            |---|--:|--:|--:|--:|--:|--:|---|
            """;
    private static final Map<String, String> ROWS = new TreeMap<>();

    private static Engine engine;

    static List<Corpus.Entry> probed() {
        String chosen = System.getProperty("corpus", "");
        Set<String> names = chosen.isEmpty() ? DEFAULT : Set.of(chosen.split(","));
        return Corpus.entries().stream()
                .filter(e -> e.expected().has("probe"))
                .filter(e -> chosen.equals("all") || names.contains(e.name()))
                .toList();
    }

    @BeforeAll
    static void connect() {
        engine = RealEngine.connect();
    }

    @AfterAll
    static void disconnect() throws Exception {
        if (engine != null) {
            engine.close();
        }
    }

    @ParameterizedTest
    @MethodSource("probed")
    void isProven(Corpus.Entry entry) throws Exception {
        JsonNode expected = entry.expected().path("probe");
        assumeTrue(!expected.path("afterOnly").asBoolean(), "the original does not run as it is");
        assumeTrue(
                !expected.path("downloadsAtStart").asBoolean(),
                "the original downloads when it starts, and the containers reach no network");
        String before = Files.readString(entry.folder().resolve("Dockerfile"));
        Outcome outcome = Distiller.bundled().distil(entry.request());
        assertThat(outcome).isInstanceOf(Outcome.Rewritten.class);
        Set<String> bases = new TreeSet<>(Corpus.bases(before));
        bases.addAll(Corpus.bases(((Outcome.Rewritten) outcome).text()));
        bases.removeIf(ProveCorpusIT::known);
        assumeTrue(bases.isEmpty(), "the engine lacks " + bases);

        ProofRequest request =
                ProofRequest.of(
                                entry.folder(),
                                "Dockerfile",
                                before,
                                new ProofRequest.After.Rewrite(
                                        Distiller.bundled(), entry.request()))
                        .asking(probe(expected));
        Proof proof =
                new Prover(
                                engine,
                                ImageBuilders.choose(engine, Optional.empty()).orElseThrow(),
                                LayerCache.NONE,
                                request,
                                ProofListener.SILENT)
                        .prove();
        String warnings =
                ((Outcome.Rewritten) outcome)
                        .warnings().stream().map(Warning::text).collect(Collectors.joining("\n"));
        boolean announced =
                proof.verdict() == Verdict.DIFFERENT
                        && proof.behaviour().orElseThrow().differences().stream()
                                .allMatch(
                                        difference -> isAnnounced(expected, warnings, difference));
        write(entry, proof, announced);
        if (!announced) {
            assertThat(proof.verdict()).as(() -> why(proof)).isEqualTo(Verdict.PROVEN);
        }
        if (expected.path("answer").isTextual()) {
            assertThat(said(proof.after())).contains(expected.path("answer").asText());
        }
    }

    /// A development server's page has a script more, and headers of its own; the corpus says of it
    /// that only the status is to be compared. The rewrite must have said each of these.
    private static boolean isAnnounced(
            JsonNode expected, String warnings, Behaviour.Difference difference) {
        return expected.path("compare").asText().equals("status")
                && switch (difference.aspect()) {
                    case BODY -> warnings.contains("reload script in the page");
                    case HEADER ->
                            warnings.toLowerCase(Locale.ROOT)
                                    .matches("(?s).*headers \\([^)]*" + difference.name() + ".*");
                    default -> false;
                };
    }

    private static boolean known(String image) {
        try {
            engine.inspect(image);
            return true;
        } catch (EngineException e) {
            return false;
        }
    }

    private static Probe probe(JsonNode expected) {
        return expected.path("type").asText().equals("run")
                ? new Probe.Exit()
                : new Probe.Http(
                        OptionalInt.of(expected.path("port").asInt()),
                        expected.path("paths").path(0).asText("/"));
    }

    private static String said(Side side) {
        Observation seen = side.observation().orElseThrow();
        return String.join("\n", seen.lines())
                + "\n"
                + seen.answer().map(Observation.Answer::body).orElse("");
    }

    private static String why(Proof proof) {
        return proof.diagnosis()
                + "\n"
                + proof.behaviour()
                + "\nrepairs: "
                + proof.repairs().stream().map(Repair::change).toList()
                + "\nbefore: "
                + proof.before().build().failure()
                + proof.before().observation()
                + "\nafter: "
                + proof.after().build().failure()
                + proof.after().observation()
                + "\n"
                + proof.text();
    }

    private static synchronized void write(Corpus.Entry entry, Proof proof, boolean announced)
            throws IOException {
        OptionalLong before = size(proof.before());
        OptionalLong after = size(proof.after());
        String factor =
                before.isPresent() && after.isPresent()
                        ? String.format(
                                Locale.ROOT,
                                "%.1f",
                                (double) before.getAsLong() / after.getAsLong())
                        : "–";
        List<String> cells =
                List.of(
                        entry.name(),
                        bytes(before),
                        bytes(after),
                        factor,
                        start(proof.before()),
                        start(proof.after()),
                        Integer.toString(proof.repairs().size()),
                        proof.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                                + (announced ? ", as announced" : ""));
        ROWS.put(entry.name(), "| " + String.join(" | ", cells) + " |");
        Files.createDirectories(REPORT.toAbsolutePath().getParent());
        List<String> text = new ArrayList<>();
        text.add(
                "Measured "
                        + LocalDate.now(ZoneOffset.UTC)
                        + " on the engine's own images of these names.");
        text.add("");
        text.add(HEAD + ROWS.values().stream().collect(Collectors.joining("\n")));
        Files.write(REPORT, text);
    }

    private static OptionalLong size(Side side) {
        return side.image().map(Image::size).orElse(OptionalLong.empty());
    }

    private static String bytes(OptionalLong size) {
        return size.isPresent() ? ByteSize.format(size.getAsLong()) : "–";
    }

    /// How long until it answered or, of a program that ends, until it had ended.
    private static String start(Side side) {
        OptionalLong millis =
                side.observation().map(Observation::startMillis).orElse(OptionalLong.empty());
        return millis.isPresent()
                ? String.format(Locale.ROOT, "%.2f s", millis.getAsLong() / 1e3)
                : "–";
    }
}
