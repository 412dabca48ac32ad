package dev.stagecraft.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openrewrite.Cursor;
import org.openrewrite.InMemoryExecutionContext;
import org.openrewrite.SourceFile;
import org.openrewrite.docker.DockerParser;
import org.openrewrite.docker.tree.Docker;

/// Splits the corpus into the instructions that OpenRewrite's parser finds.
class OpenRewriteDifferentialTest {
    private static final Path CORPUS = Path.of("src/test/resources/dev/stagecraft/distil/corpus");

    /// Files that it reads otherwise, and why we are right.
    private static final Map<String, String> JUSTIFIED =
            Map.of(
                    "python-poetry/Dockerfile",
                    "`COPY a b.loc[k] ./` is the shell form: Docker's reference matches sources by"
                            + " Go's filepath.Match, which has character classes",
                    "python-poetry/expected.Dockerfile",
                    "the same line",
                    "refused-invalid/Dockerfile",
                    "an unknown instruction (`COPYY`) stands on a line of its own: Docker names it"
                            + " as the error, OpenRewrite prints it with the line before");

    static List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(CORPUS)) {
            return all.filter(p -> p.getFileName().toString().matches("(?:expected\\.)?Dockerfile"))
                    .map(p -> CORPUS.relativize(p).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void findsTheSameInstructions(String name) throws IOException {
        String text = Files.readString(CORPUS.resolve(name));
        List<String> ours =
                Dockerfile.parse(text).instructions().stream()
                        .map(i -> bare(i.source().raw()))
                        .toList();
        if (JUSTIFIED.containsKey(name)) {
            assertThat(theirs(text)).as(JUSTIFIED.get(name)).isNotEqualTo(ours);
        } else {
            assertThat(ours).isEqualTo(theirs(text));
        }
    }

    private static List<String> theirs(String text) {
        SourceFile read =
                DockerParser.builder()
                        .build()
                        .parse(new InMemoryExecutionContext(e -> {}), text)
                        .findFirst()
                        .orElseThrow();
        if (!(read instanceof Docker.File file)) {
            return List.of();
        }
        List<Docker> all = new ArrayList<>(file.getGlobalArgs());
        for (Docker.Stage stage : file.getStages()) {
            all.add(stage.getFrom());
            all.addAll(stage.getInstructions());
        }
        Cursor at = new Cursor(new Cursor(null, Cursor.ROOT_VALUE), file);
        return all.stream().map(i -> bare(i.print(at))).toList();
    }

    /// Without comment lines, which belong to different neighbours, and spaces around.
    private static String bare(String text) {
        return text.lines()
                .filter(l -> !l.strip().startsWith("#"))
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"))
                .strip();
    }
}
