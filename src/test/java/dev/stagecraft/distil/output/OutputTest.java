package dev.stagecraft.distil.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputTest {
    @TempDir Path folder;

    private long files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.count();
        }
    }

    @Test
    void aNewFileNeedsNoBackup() throws IOException {
        Path file = folder.resolve("Dockerfile.distroless");
        assertThat(SavedFile.write(file, "FROM a\n").backup()).isEmpty();
        assertThat(file).hasContent("FROM a\n");
        assertThat(files()).isEqualTo(1);
    }

    @Test
    void everyFormerContentIsKept() throws IOException {
        Path file = Files.writeString(folder.resolve("Dockerfile"), "one");
        assertThat(SavedFile.write(file, "two").backup())
                .contains(folder.resolve("Dockerfile.bak"));
        assertThat(SavedFile.write(file, "three").backup())
                .contains(folder.resolve("Dockerfile.bak.2"));
        assertThat(folder.resolve("Dockerfile.bak")).hasContent("one");
        assertThat(folder.resolve("Dockerfile.bak.2")).hasContent("two");
        assertThat(file).hasContent("three");
    }

    @Test
    void theSameContentAgainChangesNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("Dockerfile"), "one");
        assertThat(SavedFile.write(file, "one").backup()).isEmpty();
        assertThat(files()).isEqualTo(1);
    }

    @Test
    void aFileThatAnotherProgramChangedIsLeftAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("Dockerfile"), "one");
        byte[] read = Files.readAllBytes(file);
        Files.writeString(file, "their");
        assertThatThrownBy(() -> SavedFile.write(file, "mine", read))
                .isInstanceOf(FileChangedException.class)
                .hasMessageContaining("another program");
        assertThat(file).hasContent("their");
        assertThat(files()).isEqualTo(1);
    }

    @Test
    void permissionsAndLinksStay() throws IOException {
        Path real = Files.writeString(folder.resolve("real"), "one");
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-rw-r--"));
        Path link = Files.createSymbolicLink(folder.resolve("Dockerfile"), Path.of("real"));
        SavedFile.write(link, "two");
        assertThat(link).isSymbolicLink();
        assertThat(real).hasContent("two");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
                .isEqualTo("rw-rw-r--");
    }

    @ParameterizedTest
    @CsvSource({
        "'FROM a\\nRUN b\\n','FROM c\\nRUN b\\nCMD d\\n'",
        "'FROM a\\r\\nRUN b\\r\\n','FROM a\\r\\nCMD x\\r\\n'",
        "'FROM a\\nRUN b','FROM a\\nRUN c'",
        "'FROM a\\nRUN b','FROM a\\nRUN b\\n'",
        "'FROM a\\nRUN b\\n','FROM a\\nRUN b'",
        "'1\\n2\\n3\\n4\\n5\\n6\\n7\\n8\\n9\\n--- a/x\\n','1\\n2x\\n3\\n4\\n5\\n6\\n7\\n8\\n9x\\n+++ b/y\\n'",
    })
    void gitAppliesThePatchAndHasTheNewFile(String before, String after) throws Exception {
        String old = before.translateEscapes();
        String now = after.translateEscapes();
        Path file = Files.writeString(folder.resolve("Dockerfile"), old);
        Path patch = Files.writeString(folder.resolve("p.patch"), Patch.of("Dockerfile", old, now));
        Process git;
        try {
            git =
                    new ProcessBuilder("git", "apply", "--whitespace=nowarn", patch.toString())
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .start();
        } catch (IOException e) {
            assumeTrue(false, "git is not installed");
            return;
        }
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor()).as(said).isZero();
        assertThat(Files.readString(file)).isEqualTo(now);
    }

    @Test
    void theSameTextsMakeNoPatch() {
        assertThat(Patch.of("Dockerfile", "FROM a\n", "FROM a\n")).isEmpty();
    }
}
