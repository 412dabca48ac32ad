package dev.stagecraft.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagecraft.image.Image;
import dev.stagecraft.stage.Clues;
import dev.stagecraft.stage.LocalImages;
import dev.stagecraft.stage.StageInference;
import dev.stagecraft.stage.StageTree;
import dev.stagecraft.stage.TestImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingFileTest {
    @TempDir Path folder;

    private static Recording recording() {
        TestImage slim = TestImage.named("debian:trixie-slim", "debian:13-slim").layer("", 79);
        TestImage build = slim.child().layer("/bin/sh -c make \"all\"", 500);
        Image app =
                slim.child("app:1")
                        .layer(
                                "/bin/sh -c #(nop) COPY file:0123456789abcdef0123456789abcdef in /app ",
                                20)
                        .setting("/bin/sh -c #(nop)  CMD [\"/app\"]")
                        .image();
        String dockerfile =
                """
                FROM debian:trixie-slim AS build
                RUN make "all"
                FROM debian:trixie-slim
                COPY --from=build /app /app
                CMD ["/app"]
                """;
        StageTree tree =
                StageInference.infer(
                        new Clues(
                                app,
                                LocalImages.of(List.of(slim.image(), build.image())),
                                List.of(),
                                Optional.empty(),
                                Optional.of(dockerfile)));
        return new Recording(
                "An app",
                Instant.parse("2026-11-24T09:00:00Z"),
                "Docker Engine 20.10",
                Optional.of(dockerfile),
                tree,
                Optional.empty());
    }

    private static byte[] bytes(Recording recording) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RecordingFile.write(recording, out);
        return out.toByteArray();
    }

    private static String json(Recording recording) throws IOException {
        return new String(
                new GZIPInputStream(new ByteArrayInputStream(bytes(recording))).readAllBytes(),
                StandardCharsets.UTF_8);
    }

    private static Recording read(String json) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(json.getBytes(StandardCharsets.UTF_8));
        }
        return RecordingFile.read(new ByteArrayInputStream(out.toByteArray()));
    }

    @Test
    void whatIsWrittenIsReadBackTheSame() throws IOException {
        Path file = folder.resolve("app.stagecraft");
        RecordingFile.write(recording(), file);
        assertThat(RecordingFile.read(file)).isEqualTo(recording());
        assertThat(RecordingFile.begins(Files.readAllBytes(file))).isTrue();
    }

    @Test
    void writingReplacesTheFileWholeAndLeavesNothingBeside() throws IOException {
        Path file = folder.resolve("app.stagecraft");
        Files.writeString(file, "older");
        RecordingFile.write(recording(), file);
        assertThat(RecordingFile.read(file).title()).isEqualTo("An app");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aNewerVersionIsRefusedWithBothNumbers() throws IOException {
        String newer = json(recording()).replaceFirst("\"version\":2", "\"version\":3");
        assertThatThrownBy(() -> read(newer))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("version 3")
                .hasMessageContaining("version 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "\"format\":\"stagecraft-recording\" | \"format\":\"other\" | no recording",
                "\"kind\":\"build\" | \"kind\":\"castle\" | kind",
                "\"shipped\":99 | \"shipped\":-99 | totals.shipped",
                "\"shipped\":99 | \"shipped\":1.5 | totals.shipped",
                "\"shipped\":99 | \"shipped\":\"99\" | totals.shipped",
                "\"layer\":1 | \"layer\":7 | layer",
                "\"platform\":\"linux/amd64\" | \"platform\":\"linux\" | platform",
                "\"names\":[\"app:1\"] | \"names\":[\"App:1\"] | names",
                "\"id\":\"stage:1\" | \"id\":\"stage:0\" | twice",
                "\"recorded\":\"2026-11-24T09:00:00Z\" | \"recorded\":\"yesterday\" | recorded",
                "\"title\":\"An app\" | \"title\":\"An app\",\"title\":\"twice\" | Duplicate",
            })
    void whatIsNotUnderstoodIsRefusedWithItsPlace(String from, String to, String says)
            throws IOException {
        String json = json(recording());
        assertThat(json).contains(from);
        assertThatThrownBy(() -> read(json.replace(from, to)))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining(says);
    }

    @Test
    void aDigestThatIsAPathIsRefused() throws IOException {
        String json = json(recording());
        String id = recording().tree().image().id().toString();
        assertThatThrownBy(() -> read(json.replace(id, "sha256:../../etc/passwd")))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("digest");
    }

    @Test
    void everyTruncationIsRefused() throws IOException {
        byte[] whole = bytes(recording());
        for (int length = 0; length < whole.length; length += 37) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> RecordingFile.read(new ByteArrayInputStream(part)))
                    .isInstanceOf(RecordingException.class);
        }
    }

    @Test
    void deepNestingEndsInAnErrorAndNotInTheStack() {
        assertThatThrownBy(() -> read("[".repeat(100_000))).isInstanceOf(RecordingException.class);
    }

    @Test
    void aBombIsStoppedAtTheDocumentsLimit() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(
                    "{\"format\":\"stagecraft-recording\",\"x\":\""
                            .getBytes(StandardCharsets.UTF_8));
            byte[] zeros = new byte[1 << 20];
            Arrays.fill(zeros, (byte) 'a');
            for (int i = 0; i < 16; i++) {
                gzip.write(zeros);
            }
        }
        byte[] bomb = out.toByteArray();
        assertThatThrownBy(() -> RecordingFile.read(new ByteArrayInputStream(bomb)))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("length");
    }

    @Property(tries = 200)
    void anyBytesAreRefusedQuietly(@ForAll byte[] bytes) {
        RecordingFile.begins(bytes);
        assertThatThrownBy(() -> RecordingFile.read(new ByteArrayInputStream(bytes)))
                .isInstanceOf(RecordingException.class);
    }

    @Test
    void otherFilesAreNotTakenForRecordings() {
        assertThat(RecordingFile.begins("{\"format\"".getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(RecordingFile.begins(new byte[0])).isFalse();
    }

    @Test
    void everyBundledSampleCanBeReadAndIsAsItsIndexSays() throws IOException {
        assertThat(Sample.all()).isNotEmpty();
        for (Sample sample : Sample.all()) {
            Recording recording = sample.read();
            assertThat(recording.title()).isEqualTo(sample.title());
            assertThat(recording.tree().totals().shipped()).isEqualTo(sample.size());
            assertThat(recording.tree().totals().leftBehind()).isEqualTo(sample.leftBehind());
            assertThat(recording.tree().image().size()).hasValue(sample.size());
            assertThat(recording.measuredOn()).isNotBlank();
        }
    }
}
