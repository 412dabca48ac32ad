package dev.stagecraft.engine.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagecraft.engine.BuildContextException;
import dev.stagecraft.engine.RealEngine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is sent is read back with `tar`.
class ContextTarTest {
    private static final String DOCKERFILE = "FROM scratch\nCOPY . /\n";

    @TempDir Path folder;
    private Path context;

    @BeforeEach
    void makeContext() throws IOException {
        context = Files.createDirectories(folder.resolve("context"));
        write("Dockerfile", DOCKERFILE);
        write("a.txt", "alpha");
        write("sub/deep/b.txt", "beta");
    }

    private void write(String path, String text) throws IOException {
        Path file = context.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Path send(BuildRequest request) throws IOException {
        Path tar = folder.resolve("sent.tar");
        try (InputStream in = ContextTar.of(request)) {
            Files.deleteIfExists(tar);
            Files.copy(in, tar);
        }
        return tar;
    }

    private List<String> names(BuildRequest request) throws IOException {
        return RealEngine.run(Map.of(), List.of("tar", "-tf", send(request).toString()))
                .lines()
                .toList();
    }

    private static String content(Path tar, String name) {
        return RealEngine.run(Map.of(), List.of("tar", "-xOf", tar.toString(), name));
    }

    @Test
    void theWholeFolderIsSentInTheOrderOfNames() throws Exception {
        assertThat(names(BuildRequest.of(context, DOCKERFILE)))
                .containsExactly("Dockerfile", "a.txt", "sub/", "sub/deep/", "sub/deep/b.txt");
        assertThat(content(folder.resolve("sent.tar"), "sub/deep/b.txt")).isEqualTo("beta");
    }

    @Test
    void secretsThatTheIgnoreFileNamesAreNotSent() throws Exception {
        write(".dockerignore", "**/*.env\nkeys\n!keys/public\n../outside\n");
        write("secret.env", "x");
        write("sub/secret.env", "x");
        write("keys/private", "x");
        write("keys/public", "x");
        assertThat(names(BuildRequest.of(context, DOCKERFILE)))
                .containsExactly(
                        ".dockerignore",
                        "Dockerfile",
                        "a.txt",
                        "keys/",
                        "keys/public",
                        "sub/",
                        "sub/deep/",
                        "sub/deep/b.txt");
    }

    @Test
    void theDockerfileAndIgnoreFileAreSentEvenWhereTheyAreIgnored() throws Exception {
        write(".dockerignore", "*\n!a.txt\n");
        assertThat(names(BuildRequest.of(context, DOCKERFILE)))
                .containsExactly(".dockerignore", "Dockerfile", "a.txt");
    }

    @Test
    void aDockerfileThatIsNotOnDiskComesUnderANameThatTheBuilderRemoves() throws Exception {
        BuildRequest request = BuildRequest.of(context, "FROM scratch\nCOPY a.txt /\n");
        Path tar = send(request);
        List<String> names =
                RealEngine.run(Map.of(), List.of("tar", "-tf", tar.toString())).lines().toList();
        String name = names.getFirst();
        assertThat(name).startsWith(".dockerfile.");
        assertThat(names)
                .containsExactly(
                        name,
                        ".dockerignore",
                        "Dockerfile",
                        "a.txt",
                        "sub/",
                        "sub/deep/",
                        "sub/deep/b.txt");
        assertThat(content(tar, name)).isEqualTo("FROM scratch\nCOPY a.txt /\n");
        assertThat(content(tar, ".dockerignore").lines()).containsExactly(name, ".dockerignore");
    }

    @Test
    void theIgnoreFileOfTheDockerfilesNameCountsFirst() throws Exception {
        write("web.Dockerfile", DOCKERFILE);
        write("web.Dockerfile.dockerignore", "sub\n");
        write(".dockerignore", "a.txt\n");
        assertThat(names(BuildRequest.of(context, DOCKERFILE).named("web.Dockerfile")))
                .contains("a.txt")
                .doesNotContain("sub/", "sub/deep/b.txt");
    }

    @Test
    void linksLongNamesModesAndForeignLettersArriveAsTheyAre() throws Exception {
        String longName = "n".repeat(120) + "/" + "m".repeat(150) + ".txt";
        write(longName, "long");
        write("größe/日本.txt", "letters");
        write("run.sh", "x");
        Files.setPosixFilePermissions(
                context.resolve("run.sh"), PosixFilePermissions.fromString("rwxr-x--x"));
        Files.createSymbolicLink(context.resolve("link"), Path.of("sub/deep"));
        Files.createSymbolicLink(
                context.resolve("dangling"), Path.of("/no/such/" + "t".repeat(120)));
        Path tar = send(BuildRequest.of(context, DOCKERFILE));
        Path out = Files.createDirectories(folder.resolve("out"));
        RealEngine.run(
                Map.of("LC_ALL", "C.UTF-8"),
                List.of("tar", "-xf", tar.toString(), "-C", out.toString()));
        assertThat(out.resolve(longName)).hasContent("long");
        assertThat(out.resolve("größe/日本.txt")).hasContent("letters");
        assertThat(Files.readSymbolicLink(out.resolve("link"))).hasToString("sub/deep");
        assertThat(Files.readSymbolicLink(out.resolve("dangling")).toString()).endsWith("tttt");
        assertThat(
                        RealEngine.run(
                                Map.of(),
                                List.of(
                                        "tar",
                                        "--numeric-owner",
                                        "-tvf",
                                        tar.toString(),
                                        "run.sh")))
                .startsWith("-rwxr-x--x 0/0");
    }

    @Test
    void aFileThatIsTooLargeOrCannotBeReadIsNamed() throws Exception {
        assertThatThrownBy(() ->
                        ContextTar.of(BuildRequest.of(context, DOCKERFILE).withContextOfAtMost(10)))
                .isInstanceOf(BuildContextException.class)
                .hasMessageContaining("31 B");
        assertThatThrownBy(() -> ContextTar.of(BuildRequest.of(folder.resolve("none"), DOCKERFILE)))
                .isInstanceOf(BuildContextException.class)
                .hasMessageContaining("none");
        ContextTar tar = ContextTar.of(BuildRequest.of(context, DOCKERFILE));
        Files.delete(context.resolve("a.txt"));
        assertThatThrownBy(tar::readAllBytes)
                .isInstanceOf(BuildContextException.class)
                .hasMessageContaining("a.txt");
    }

    @Test
    void aFileThatBecomesShorterEndsTheBuildInsteadOfShiftingTheRest() throws Exception {
        ContextTar tar = ContextTar.of(BuildRequest.of(context, DOCKERFILE));
        Files.writeString(context.resolve("a.txt"), "al");
        assertThatThrownBy(tar::readAllBytes)
                .isInstanceOf(BuildContextException.class)
                .hasMessageContaining("shorter");
    }

    @Test
    void aFileThatGrowsIsCutAtItsAnnouncedLength() throws Exception {
        ContextTar tar = ContextTar.of(BuildRequest.of(context, DOCKERFILE));
        Files.writeString(context.resolve("a.txt"), "alphabet");
        Path sent = folder.resolve("grown.tar");
        try (tar) {
            Files.copy(tar, sent);
        }
        assertThat(content(sent, "a.txt")).isEqualTo("alpha");
        assertThat(content(sent, "sub/deep/b.txt")).isEqualTo("beta");
        assertThat(tar.sent()).isEqualTo(tar.total()).isEqualTo(31);
    }
}
