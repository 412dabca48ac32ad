package dev.stagecraft.cli;

import static dev.stagecraft.archive.TarBytes.tar;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagecraft.archive.ArchiveBytes;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The commands where the system has no letters but those of ASCII: `LC_ALL=C`.
class PlainLocaleTest {
    private static final List<byte[]> LAYERS =
            List.of(
                    tar().dir("d/")
                            .file("d/a\u00fcb", "one")
                            .file("d/a\u00f6b", "two")
                            .file("d/plain", "three")
                            .symlink("d/link", "a\u00fcb")
                            .bytes());

    @TempDir Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void namesThatTheDiskCannotHaveAreSavedUnderOthersAndTheRestAsItIs() throws IOException {
        Path archive = ArchiveBytes.saved("app:1", LAYERS).writeTo(folder.resolve("app.tar"));
        Path to = Files.createDirectory(folder.resolve("to"));
        for (String locale : List.of("C", "POSIX")) {
            CliProcess.Ended ended =
                    new CliProcess(folder, locale)
                            .run(
                                    "extract",
                                    archive.toString(),
                                    "/d",
                                    "-o",
                                    to.resolve(locale).toString());
            try (Stream<Path> saved = Files.list(to.resolve(locale).resolve("d"))) {
                assertThat(saved.map(f -> f.getFileName().toString()))
                        .as(ended.err())
                        .containsExactlyInAnyOrder("a_b", "a_b (2)", "plain");
            }
            assertThat(ended.err()).contains("/d/a\\u00fcb was saved as a_b", "/d/a\\u00f6b");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void jsonSaysTheNamesAsTheyAre() throws IOException {
        Path archive = ArchiveBytes.saved("app:1", LAYERS).writeTo(folder.resolve("app.tar"));
        CliProcess.Ended ended =
                new CliProcess(folder, "C").run("files", archive.toString(), "--json");
        assertThat(new ObjectMapper().readTree(ended.out()).findValuesAsText("path"))
                .contains("/d/a\u00fcb", "/d/a\u00f6b");
    }

    @Test
    void whatHasNoLetterIsEscapedAndTheRestIsNot() throws IOException {
        StringWriter latin = new StringWriter();
        try (Writer out = EscapingWriter.of(latin, StandardCharsets.ISO_8859_1)) {
            out.write("gr\u00f6\u00dfe \u2192 \ud83d\ude00");
        }
        assertThat(latin.toString()).isEqualTo("gr\u00f6\u00dfe \\u2192 \\ud83d\\ude00");
        assertThat(EscapingWriter.of(latin, StandardCharsets.UTF_8)).isSameAs(latin);
    }
}
