package dev.stagecraft.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The parser test cases that BuildKit publishes, read from a checkout of moby/buildkit; they are
/// not part of this repository. Run with `-Dbuildkit.source=DIR`, the checkout's folder.
class PublishedParserCasesTest {
    private static Path folder(String name) {
        String source = System.getProperty("buildkit.source", "");
        assumeTrue(
                !source.isEmpty(),
                "needs -Dbuildkit.source=DIR, a checkout of moby/buildkit, to read its cases");
        return Path.of(source, "frontend", "dockerfile").resolve(name);
    }

    @Test
    void everyCaseParsesToItsPublishedTree() throws IOException {
        List<String> different = new ArrayList<>();
        int count = 0;
        try (Stream<Path> cases = Files.list(folder("parser/testfiles"))) {
            for (Path test : cases.sorted().toList()) {
                byte[] bytes = Files.readAllBytes(test.resolve("Dockerfile"));
                Dockerfile file = Dockerfile.parse(bytes);
                assertThat(file.toBytes()).isEqualTo(bytes);
                String expected =
                        Files.readString(test.resolve("result"), StandardCharsets.UTF_8).strip();
                String actual =
                        file.instructions().stream()
                                .map(i -> "(" + PublishedTree.of(i, file.escape()) + ")")
                                .collect(Collectors.joining("\n"));
                if (!actual.equals(expected)) {
                    different.add(test.getFileName() + "\n" + actual + "\n---\n" + expected);
                }
                count++;
            }
        }
        assertThat(different).isEmpty();
        assertThat(count).isGreaterThan(30);
    }

    @Test
    void everyNegativeCaseHasAnError() throws IOException {
        try (Stream<Path> cases = Files.list(folder("parser/testfiles-negative"))) {
            for (Path test : cases.toList()) {
                Dockerfile file = Dockerfile.parse(Files.readAllBytes(test.resolve("Dockerfile")));
                assertThat(file.hasErrors()).as(test.toString()).isTrue();
            }
        }
    }

    @Test
    void linesAreThePublishedOnes() throws IOException {
        Dockerfile file =
                Dockerfile.parse(Files.readAllBytes(folder("parser/testfile-line/Dockerfile")));
        assertThat(file.instructions())
                .extracting(i -> i.range().startLine(), i -> i.range().endLine())
                .containsExactly(tuple(5, 5), tuple(11, 12), tuple(17, 31));
    }

    @Test
    void everyWordExpandsAsPublished() throws IOException {
        Variables variables =
                Variables.of(Map.of("PWD", "/home", "SHELL", "bash", "KOREAN", "한국어", "NULL", ""));
        List<String> different = new ArrayList<>();
        for (String line : Files.readAllLines(folder("shell/envVarTest"))) {
            if (line.startsWith("#") || line.isBlank() || line.startsWith("W")) {
                continue;
            }
            String[] parts = line.split("\\|", -1);
            String actual;
            try {
                actual = WordExpansion.with('\\').expand(parts[1].strip(), variables).text();
            } catch (ExpansionException e) {
                actual = "error";
            }
            if (!actual.equals(parts[2].strip())) {
                different.add(line + " but was " + actual);
            }
        }
        assertThat(different).isEmpty();
    }

    @Test
    void everyLineSplitsAsPublished() throws IOException {
        Map<String, String> environment = new HashMap<>();
        List<String> different = new ArrayList<>();
        for (String raw : Files.readAllLines(folder("shell/wordsTest"))) {
            String line = raw.stripLeading();
            if (line.startsWith("#") || line.isEmpty()) {
                continue;
            }
            if (line.startsWith("ENV ")) {
                String[] pair = line.substring(4).stripLeading().split("=", 2);
                environment.put(pair[0], pair[1]);
                continue;
            }
            String[] parts = line.split("\\|", -1);
            String test = parts[0].strip();
            String actual;
            try {
                actual =
                        String.join(
                                ",",
                                WordExpansion.with('\\')
                                        .expand(test, Variables.of(environment))
                                        .words());
            } catch (ExpansionException e) {
                actual = "error";
            }
            String expected = parts[1].stripLeading();
            if (!actual.equals(expected)) {
                different.add(line + " but was " + actual);
            }
        }
        assertThat(different).isEmpty();
    }

    /// An instruction as BuildKit's parser prints it.
    static final class PublishedTree {
        private PublishedTree() {}

        static String of(Instruction instruction, char escape) {
            StringBuilder out = new StringBuilder();
            out.append(instruction.source().keyword().text().toLowerCase(Locale.ROOT));
            List<Flag> flags = instruction.source().flags();
            if (!flags.isEmpty()) {
                out.append(
                        flags.stream()
                                .map(f -> quote(f.toString()))
                                .collect(Collectors.joining(" ", " [", "]")));
            }
            for (String word : words(instruction, escape)) {
                out.append(' ').append(word);
            }
            return out.toString();
        }

        private static List<String> words(Instruction instruction, char escape) {
            String arguments = instruction.source().arguments().text();
            return switch (instruction) {
                case Instruction.Onbuild o -> List.of("(" + of(o.trigger(), escape) + ")");
                case Instruction.Run r -> command(r.command());
                case Instruction.Cmd c -> command(c.command());
                case Instruction.Entrypoint e -> command(e.command());
                case Instruction.Healthcheck h when h.command().isPresent() ->
                        Stream.concat(Stream.of(quote("CMD")), command(h.command().get()).stream())
                                .toList();
                case Instruction.Label l -> pairs(l.pairs());
                case Instruction.Env e -> pairs(e.pairs());
                case Instruction.Arg a ->
                        a.definitions().stream()
                                .map(d ->
                                        quote(
                                                d.name().text()
                                                        + d.defaultValue()
                                                                .map(v -> "=" + v)
                                                                .orElse("")))
                                .toList();
                case Instruction.Transfer t ->
                        Stream.concat(t.sources().stream(), Stream.of(t.destination()))
                                .map(w -> quote(w.text()))
                                .toList();
                case Instruction.Volume v -> v.paths().stream().map(w -> quote(w.text())).toList();
                case Instruction.Shell s -> s.argv().stream().map(PublishedTree::quote).toList();
                case Instruction.From _, Instruction.Expose _ ->
                        Stream.of(arguments.split("[\t\u000b\f\r ]+"))
                                .map(PublishedTree::quote)
                                .toList();
                case Instruction.Invalid i when i.keyword().equals("HEALTHCHECK") ->
                        Stream.of(arguments.split("\\s+", 2))
                                .filter(w -> !w.isEmpty())
                                .map(PublishedTree::quote)
                                .toList();
                default -> arguments.isEmpty() ? List.of() : List.of(quote(arguments));
            };
        }

        private static List<String> command(CommandLine command) {
            return switch (command) {
                case CommandLine.ShellForm s ->
                        s.text().isEmpty() ? List.of() : List.of(quote(s.text()));
                case CommandLine.ExecForm e -> e.argv().stream().map(PublishedTree::quote).toList();
            };
        }

        private static List<String> pairs(List<KeyValue> pairs) {
            return pairs.stream()
                    .flatMap(
                            p -> Stream.of(p.key().text(), p.value().text(), p.legacy() ? "" : "="))
                    .map(PublishedTree::quote)
                    .toList();
        }

        /// As Go's `strconv.Quote`.
        private static String quote(String text) {
            StringBuilder out = new StringBuilder("\"");
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                switch (c) {
                    case '"' -> out.append("\\\"");
                    case '\\' -> out.append("\\\\");
                    case '\b' -> out.append("\\b");
                    case '\f' -> out.append("\\f");
                    case '\n' -> out.append("\\n");
                    case '\r' -> out.append("\\r");
                    case '\t' -> out.append("\\t");
                    default -> {
                        if (c < 0x20 || c == 0x7F) {
                            out.append(String.format("\\x%02x", (int) c));
                        } else {
                            out.append(c);
                        }
                    }
                }
            }
            return out.append('"').toString();
        }
    }
}
