package dev.stagecraft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagecraft.recording.Sample;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CliTest {
    private static final List<String> COMMANDS =
            List.of("engines", "images", "tree", "files", "waste", "extract", "record");

    @TempDir Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Terminal terminal(boolean colour, boolean unicode) {
        return new Terminal(new PrintWriter(out), new PrintWriter(err, true), colour, unicode, 100);
    }

    private int run(String... arguments) {
        return Cli.run(terminal(false, true), arguments);
    }

    @Test
    void helpNamesEveryCommandAndEndsWell() {
        assertThat(run("--help")).isEqualTo(Cli.DONE);
        assertThat(out.toString()).contains(COMMANDS).contains("Exit status");
    }

    @ParameterizedTest
    @ValueSource(classes = {OutOfMemoryError.class, StackOverflowError.class})
    void whatDoesNotFitIntoMemoryIsSaidInOneLine(Class<? extends Error> failure) {
        Writer full =
                new StringWriter() {
                    @Override
                    public void write(String text, int from, int length) {
                        throw failure == OutOfMemoryError.class
                                ? new OutOfMemoryError("Java heap space")
                                : new StackOverflowError();
                    }
                };
        Terminal terminal =
                new Terminal(new PrintWriter(full), new PrintWriter(err, true), false, true, 100);
        assertThat(Cli.run(terminal, "images", "--samples")).isEqualTo(Cli.FAILED);
        assertThat(err.toString()).startsWith("stagecraft: ").contains("memory").hasLineCount(1);
    }

    @Test
    void everyCommandAndOptionIsExplained() {
        CommandLine line = Cli.commandLine(terminal(false, true));
        for (CommandLine command : line.getSubcommands().values()) {
            String name = command.getCommandName();
            assertThat(command.getUsageMessage()).as(name).contains("Usage: ");
            command.getCommandSpec()
                    .options()
                    .forEach(o ->
                            assertThat(o.description())
                                    .as(name + " " + o.longestName())
                                    .isNotEmpty());
            command.getCommandSpec()
                    .positionalParameters()
                    .forEach(p ->
                            assertThat(p.description())
                                    .as(name + " " + p.paramLabel())
                                    .isNotEmpty());
            if (!name.equals("help")) {
                assertThat(command.getCommandSpec().usageMessage().description())
                        .as(name)
                        .isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"engines", "images", "tree", "files", "waste", "extract", "record"})
    void everyCommandHasHelp(String command) {
        assertThat(run(command, "--help")).isEqualTo(Cli.DONE);
        assertThat(out.toString()).contains("stagecraft " + command).contains("--json");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tree", "tree --nonsense x", "record x", "nonsense", "-x"})
    void aWrongCallIsOneLineAndTwo(String call) {
        assertThat(run(call.split(" "))).isEqualTo(Cli.USAGE);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).startsWith("stagecraft: ").contains("--help");
        assertThat(err.toString().lines()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tree ./no/such.tar",
                "tree NoName",
                "tree sample:none",
                "tree sample:calculator-go-scratch --dockerfile no/such/file",
                "tree x --engine unix:///no/such/socket",
                "images --engine tcp://",
            })
    void aFailureIsOneLineAndOne(String call) {
        assertThat(run(call.split(" "))).isEqualTo(Cli.FAILED);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).startsWith("stagecraft: ").doesNotContain("Exception");
        assertThat(err.toString().lines()).hasSize(1);
    }

    @Test
    void textsOfAStrangerCannotMoveTheCursor() {
        assertThat(run("tree", "./\u001b[2Jx.tar")).isEqualTo(Cli.FAILED);
        assertThat(err.toString()).contains("\\u001b").doesNotContain("\u001b");
    }

    @Test
    void aSamplesTreeHasItsStagesWithBars() throws IOException {
        assertThat(run("tree", "sample:calculator-go-scratch")).isEqualTo(Cli.DONE);
        assertThat(out.toString())
                .contains("shipped", "left behind", "not shipped")
                .contains("build  FROM ubuntu", "COPY --from=build /src/calculator /", "█")
                .doesNotContain("\u001b[");
    }

    @Test
    void stagesOfWhichNoSizeIsKnownAreNoNumber() {
        String file = "packaging/samples/calculator-go/Dockerfile.scratch";
        assertThat(run("tree", "sample:calculator-go-scratch", "--dockerfile", file))
                .isEqualTo(Cli.DONE);
        assertThat(out.toString()).contains("left behind: not known").doesNotContain("at least");
    }

    @Test
    void coloursAreForTerminalsAndAsciiForThoseWithoutUnicode() {
        Cli.run(terminal(true, false), "tree", "sample:calculator-go-scratch");
        assertThat(out.toString()).contains("\u001b[36m").contains("###").doesNotContain("█");
    }

    @Test
    void theTreeAsJsonHasTheDocumentedFields() throws IOException {
        assertThat(run("tree", "--json", "sample:calculator-go-scratch")).isEqualTo(Cli.DONE);
        JsonNode tree = new ObjectMapper().readTree(out.toString());
        assertThat(tree.path("schema").asText()).isEqualTo("stagecraft.tree/1");
        Sample sample = Sample.named("calculator-go-scratch").orElseThrow();
        assertThat(tree.path("totals").path("shipped").asLong()).isEqualTo(sample.size());
        long layers = 0;
        for (JsonNode layer : tree.path("layers")) {
            layers += layer.path("size").asLong();
            assertThat(layer.path("diffId").asText()).startsWith("sha256:");
            assertThat(layer.path("instruction").asText()).isNotEmpty();
            assertThat(layer.path("created").asText()).isNotEmpty();
        }
        assertThat(layers).isEqualTo(sample.size());
        assertThat(tree.path("stages").findValuesAsText("evidence"))
                .contains("observed", "inferred");
    }

    @Test
    void aRecordingMadeOfASampleIsOpenedByItsPath() throws IOException {
        Path file = folder.resolve("copy.stagecraft");
        assertThat(run("record", "sample:calculator-go-scratch", "-o", file.toString()))
                .isEqualTo(Cli.DONE);
        assertThat(run("record", "sample:calculator-go-scratch", "-o", file.toString()))
                .isEqualTo(Cli.FAILED);
        assertThat(err.toString()).contains("--force");
        assertThat(run("tree", file.toString())).isEqualTo(Cli.DONE);
        assertThat(Files.size(file)).isLessThan(100_000);
    }

    @Test
    void samplesAreListed() throws IOException {
        assertThat(run("images", "--samples")).isEqualTo(Cli.DONE);
        for (Sample sample : Sample.all()) {
            assertThat(out.toString()).contains("sample:" + sample.name(), sample.title());
        }
    }

    @Test
    void onlyCommandsAndOptionsAreForTheCommandLine() {
        assertThat(COMMANDS).allMatch(Cli::isCommand);
        assertThat(Cli.isCommand("--version")).isTrue();
        assertThat(Cli.isCommand("--engine=podman")).isFalse();
        assertThat(Cli.isCommand("nginx:latest")).isFalse();
        assertThat(Cli.isCommand("/tmp/image.tar")).isFalse();
    }

    @Test
    void everyEnumOfATreeHasItsWords() {
        for (var reason : dev.stagecraft.stage.Reason.values()) {
            assertThat(Texts.of("evidence.reason", reason, "a", "b")).isNotBlank();
        }
        for (var notice : dev.stagecraft.stage.StageTree.Notice.values()) {
            assertThat(Texts.of("notice", notice)).isNotBlank();
        }
        for (var kind : dev.stagecraft.stage.Ambiguity.Kind.values()) {
            assertThat(Texts.of("ambiguity", kind, 2, "a, b")).contains("a, b");
        }
        for (var evidence : dev.stagecraft.stage.Evidence.values()) {
            assertThat(Texts.of("evidence", evidence)).isNotBlank();
        }
    }
}
