package dev.stagecraft.cli;

import static dev.stagecraft.archive.TarBytes.tar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.archive.ArchiveBytes;
import dev.stagecraft.archive.TarBytes;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The commands that look into layers, on archives of every layout and of none.
class ArchiveCommandsTest extends CommandsInProcess {
    private static final byte[] BASE =
            tar().dir("etc/")
                    .file("etc/os", "name=base\n")
                    .file("etc/hosts", "h".repeat(2000))
                    .symlink("etc/link", "../../../etc/os")
                    .symlink("etc/away", "/outside")
                    .symlink("etc/round", "round2")
                    .symlink("etc/round2", "round")
                    .symlink("lib", "usr/lib")
                    .dir("usr/lib/")
                    .file("usr/lib/libc.so", "elf")
                    .file("steer", "a\u001b[2Jb\nc\td\n")
                    .file("binary", new byte[] {1, 0, (byte) 0xff})
                    .device("dev/null", 1, 3)
                    .hardLink("etc/hard", "etc/os")
                    .file("gone", "12345")
                    .bytes();
    private static final byte[] TOP =
            tar().file("etc/os", "name=newer\n").file(".wh.gone", "").bytes();

    @TempDir Path folder;
    private Path image;

    @BeforeEach
    void write() throws IOException {
        image = ArchiveBytes.saved("app:1", List.of(BASE, TOP)).writeTo(folder.resolve("app.tar"));
    }

    @Test
    void filtersByTextGlobRegexAndSize() throws IOException {
        assertThat(listed(image, "--filter", "OS"))
                .as("text without regard to case")
                .containsExactly("/etc/hosts", "/etc/os");
        assertThat(listed(image, "--filter", "glob:*.so")).containsExactly("/usr/lib/libc.so");
        assertThat(listed(image, "--filter", "re:/etc/h.*d$")).containsExactly("/etc/hard");
        assertThat(listed(image, "--min-size", "2k", "--filter", "hosts"))
                .containsExactly("/etc/hosts");
        assertThat(listed(image, "--min-size", "2001", "--filter", "hosts")).isEmpty();
        assertThat(listed(image, "--filter", "nowhere")).isEmpty();
    }

    /// Decimal as Docker's sizes are, binary where it says so.
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1500, 1500",
        "10k, 10000",
        "10 kB, 10000",
        "1.5 MB, 1500000",
        "4 MiB, 4194304",
        "2GiB, 2147483648",
        "3g, 3000000000",
        "0.5KiB, 512",
        "7B, 7"
    })
    void sizesAreReadAsPeopleWriteThem(String text, long size) throws CliException {
        assertThat(FilterOption.bytes(text)).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1e3", "ten", "1 PB", "1.5.2", "", "99999999999999999999", "9e"})
    void whatIsNoSizeIsSaid(String text) {
        assertThat(run("files", image, "--min-size=" + text)).isEqualTo(Cli.FAILED);
        assertThat(err.toString()).contains("stagecraft: ").doesNotContain("Exception");
    }

    @Test
    void whatIsNoPatternIsSaid() {
        assertThat(run("files", image, "--filter", "re:(")).isEqualTo(Cli.FAILED);
        assertThat(err.toString()).startsWith("stagecraft: ").contains("(");
        assertThat(err.toString().lines()).hasSize(1);
    }

    @Test
    void scopesAreNumbersDigestsAndBeginningsOfThem() throws IOException {
        String top = "sha256:" + ArchiveBytes.sha256(TOP);
        List<String> expected = List.of("/etc/os", "/gone");
        assertThat(listed(image, "--layer", "2")).containsAll(expected);
        assertThat(listed(image, "--layer", top)).isEqualTo(listed(image, "--layer", "2"));
        assertThat(listed(image, "--layer", top.substring(7, 15)))
                .isEqualTo(listed(image, "--layer", "2"));
        assertThat(listed(image, "--upto", "1")).contains("/gone").doesNotContain("/other");
        assertThat(listed(image, "--final")).isEqualTo(listed(image)).doesNotContain("/gone");
        assertThat(listed(image, "--dead")).contains("/gone");
        for (String wrong : List.of("0", "3", "9999", "deadbeef", "sha256:00")) {
            assertThat(run("files", image, "--layer", wrong)).isEqualTo(Cli.FAILED);
            assertThat(err.toString()).contains("2").hasLineCount(1);
        }
        assertThat(run("files", image, "--layer", "1", "--dead")).isEqualTo(Cli.USAGE);
        assertThat(run("cat", image, "/etc/os", "--layer", "1", "--upto", "1"))
                .isEqualTo(Cli.USAGE);
    }

    @Test
    void aFolderThatNoLayerHasAnEntryOfHasNoTime() {
        assertThat(run("files", image, "--filter", "dev")).isEqualTo(Cli.DONE);
        assertThat(out.toString())
                .contains("0 B  -                 /dev/\n")
                .endsWith("1 file, 0 B\n")
                .doesNotContain("1970");
    }

    @Test
    void catFollowsLinksInsideTheImage() {
        for (String path :
                List.of(
                        "/etc/os",
                        "etc/os",
                        "./etc/../etc/./os",
                        "/../../etc/os",
                        "etc/link",
                        "/lib/../../etc/os")) {
            assertThat(run("cat", image, path)).as(path).isEqualTo(Cli.DONE);
            assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("name=newer\n");
        }
        assertThat(run("cat", image, "/lib/libc.so")).isEqualTo(Cli.DONE);
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("elf");
        assertThat(run("cat", image, "/etc/hard")).isEqualTo(Cli.DONE);
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("name=base\n");
        assertThat(run("cat", image, "/gone", "--upto", "1")).isEqualTo(Cli.DONE);
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("12345");
        for (String path :
                List.of(
                        "/etc",
                        "/dev/null",
                        "/gone",
                        "/etc/away",
                        "/etc/round",
                        "/none",
                        "/",
                        "/lib/../etc/os")) {
            assertThat(run("cat", image, path)).as(path).isEqualTo(Cli.FAILED);
            assertThat(bytes.size()).isZero();
            assertThat(err.toString()).startsWith("stagecraft: ").hasLineCount(1);
        }
        assertThat(run("cat", image, "/gone", "--layer", "2")).isEqualTo(Cli.FAILED);
    }

    @Test
    void aTerminalGetsTextWithoutWhatWouldSteerIt() {
        screen = true;
        assertThat(run("cat", image, "/etc/os")).isEqualTo(Cli.DONE);
        assertThat(out.toString()).isEqualTo("name=newer\n");
        assertThat(run("cat", image, "/steer")).isEqualTo(Cli.DONE);
        assertThat(out.toString()).doesNotContain("\u001b").contains("\\u001b", "\n", "\t");
        assertThat(run("cat", image, "/binary")).isEqualTo(Cli.FAILED);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("/binary").hasLineCount(1);
        screen = false;
        assertThat(run("cat", image, "/binary")).isEqualTo(Cli.DONE);
        assertThat(bytes.toByteArray()).containsExactly(1, 0, 0xff);
    }

    private List<String> below(Path top) throws IOException {
        try (Stream<Path> files = Files.walk(top)) {
            return new ArrayList<>(
                    new TreeSet<>(
                            files.filter(f -> !f.equals(top))
                                    .map(f -> top.relativize(f).toString())
                                    .toList()));
        }
    }

    /// All that a hostile layer can try: links out, names that are paths, devices, setuid bits, two
    /// names that some disks take for one, files that are there already.
    @Test
    void extractWritesNothingOutsideAndFollowsNothing() throws IOException {
        Path target = Files.createDirectory(folder.resolve("target"));
        Path outside = Files.createDirectory(folder.resolve("outside"));
        byte[] hostile =
                tar().dir("d/")
                        .symlink("d/up", "../../outside")
                        .symlink("d/abs", outside.toString())
                        .symlink("d/fine", "sub/file")
                        .file("d/sub/file", "fine")
                        .file("d/../../escape", "x")
                        .file("../escape", "x")
                        .file("d/File", "1")
                        .file("d/file", "2")
                        .file("d/up2", "x")
                        .device("d/null", 1, 3)
                        .entry(
                                TarBytes.utf8("d/suid"),
                                '0',
                                "",
                                TarBytes.utf8("#!"),
                                h -> TarBytes.octal(h, 100, 8, 06777))
                        .file("d/new\nline\u001b[2J", "x")
                        .bytes();
        Path file =
                ArchiveBytes.saved("h:1", List.of(hostile)).writeTo(folder.resolve("hostile.tar"));
        assertThat(run("extract", file, "/d", "-o", target)).isEqualTo(Cli.DONE);
        assertThat(below(outside)).isEmpty();
        assertThat(folder.resolve("escape")).doesNotExist();
        assertThat(below(target))
                .contains("d/sub/file", "d/fine", "d/File", "d/suid", "d/new_line_[2J")
                .doesNotContain("d/up", "d/abs", "d/null");
        assertThat(err.toString()).contains("/d/up", "/d/abs", "/d/null").doesNotContain("\u001b");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(target.resolve("d/suid"))))
                .isEqualTo("rwxrwxrwx");
        assertThat((int) Files.getAttribute(target.resolve("d/suid"), "unix:mode") & 07000)
                .as("no setuid bit")
                .isZero();

        Files.writeString(target.resolve("d/File"), "mine");
        assertThat(run("extract", file, "/d", "-o", target)).isEqualTo(Cli.FAILED);
        assertThat(target.resolve("d/File")).hasContent("mine");
        assertThat(err.toString()).contains("/d/File");
        assertThat(run("extract", file, "/d", "-o", target, "--overwrite")).isEqualTo(Cli.DONE);
        assertThat(target.resolve("d/File")).hasContent("1");

        Path linked = Files.createDirectory(folder.resolve("linked"));
        Files.createSymbolicLink(linked.resolve("d"), outside);
        assertThat(run("extract", file, "/d", "-o", linked, "--overwrite")).isNotEqualTo(Cli.DONE);
        assertThat(below(outside)).isEmpty();
        assertThat(Files.isSymbolicLink(linked.resolve("d"))).isTrue();
        assertThat(run("extract", file, "/d/sub/file", "-o", target.resolve("d/File")))
                .isEqualTo(Cli.FAILED);
        assertThat(Files.exists(target.resolve("d/File"), LinkOption.NOFOLLOW_LINKS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"files", "tree", "waste"})
    void whatIsNoImageIsToldApart(String command) throws IOException {
        Path random = Files.write(folder.resolve("r.tar"), tar().file("src/x.c", "1").bytes());
        TarBytes root = tar();
        for (String name : List.of("bin/", "etc/", "usr/", "var/", "tmp/", "root/", "home/")) {
            root.dir(name);
        }
        Path export = Files.write(folder.resolve("e.tar"), root.bytes());
        Path text = Files.writeString(folder.resolve("t.tar"), "text ".repeat(300));
        Path empty = Files.write(folder.resolve("0.tar"), new byte[0]);
        assertThat(run(command, random)).isEqualTo(Cli.FAILED);
        assertThat(err.toString()).contains("holds no image", "docker save").hasLineCount(1);
        assertThat(run(command, export)).isEqualTo(Cli.FAILED);
        assertThat(err.toString()).contains("docker export", "docker save").hasLineCount(1);
        assertThat(run(command, text)).isEqualTo(Cli.FAILED);
        assertThat(err.toString()).contains("no tar").hasLineCount(1);
        assertThat(run(command, empty)).isEqualTo(Cli.FAILED);
        assertThat(err.toString()).contains("holds nothing").hasLineCount(1);
        assertThat(run(command, "./" + folder.getFileName())).isEqualTo(Cli.FAILED);
    }

    @Test
    void aReaderThatHasEnoughEndsTheProgramQuietlyAndAFullDiskDoesNot() {
        assertThat(catInto("Broken pipe")).isEqualTo(Cli.DONE);
        assertThat(err.toString()).isEmpty();
        assertThat(catInto("No space left on device")).isEqualTo(Cli.FAILED);
        assertThat(err.toString()).contains("disk is full").hasLineCount(1);
    }

    private int catInto(String failure) {
        OutputStream failing =
                new OutputStream() {
                    @Override
                    public void write(int value) throws IOException {
                        throw new IOException(failure);
                    }
                };
        Terminal terminal =
                new Terminal(
                        new PrintWriter(out),
                        new PrintWriter(err, true),
                        false,
                        true,
                        100,
                        failing,
                        false,
                        false);
        return Cli.run(terminal, "cat", image.toString(), "/etc/os");
    }
}
