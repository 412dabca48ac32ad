package dev.stagecraft.archive;

import static dev.stagecraft.archive.TarBytes.tar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.LayerView;
import dev.stagecraft.image.ViewScope;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Saving files of an image to disk, from every sort of source.
class ExtractionTest {
    private static final byte[] BASE =
            tar().dir("d/")
                    .file("d/readme", "one")
                    .file("d/README", "two")
                    .symlink("d/inside", "readme")
                    .symlink("d/out", "../../../../etc/passwd")
                    .symlink("d/abs", "/etc/passwd")
                    .device("d/null", 1, 3)
                    .entry(
                            TarBytes.utf8("d/suid"),
                            '0',
                            "",
                            TarBytes.utf8("#!"),
                            h -> TarBytes.octal(h, 100, 8, 06755))
                    .hardLink("d/same", "d/readme")
                    .file("d/sub/deep", "deep")
                    .bytes();
    private static final byte[] TOP = tar().file("d/readme", "newer").file("evil/x", "x").bytes();

    @TempDir Path folder;
    private Path target;
    private ArchiveBytes archive;

    @BeforeEach
    void write() throws IOException {
        target = Files.createDirectory(folder.resolve("target"));
        archive = ArchiveBytes.saved("app:1", List.of(BASE, TOP));
    }

    private record Opened(ImageFiles files, ImageContents contents) {
        int row(String path, int layer) {
            FileTree tree = contents.tree();
            return tree.visibleAt(tree.find(path), layer);
        }

        Extraction.Saved save(String path, Path to, boolean overwrite) throws IOException {
            LayerView view = LayerView.of(contents.tree(), ViewScope.FINAL);
            return Extraction.save(
                    files, view, contents.tree().find(path), to, overwrite, ReadProgress.NONE);
        }
    }

    private static ImageContents contents(ImageArchive opened) throws IOException {
        return opened.verify(opened.images().getFirst(), LayerCache.NONE, ReadProgress.NONE);
    }

    private Opened plain() throws IOException {
        ImageArchive opened = ImageArchive.open(archive.writeTo(folder.resolve("a.tar")));
        return new Opened(ImageFiles.of(opened, opened.images().getFirst()), contents(opened));
    }

    private Opened packed() throws IOException {
        Path file = Files.write(folder.resolve("a.tgz"), ArchiveBytes.gzip(archive.tar()));
        ImageArchive opened = ImageArchive.open(file);
        return new Opened(ImageFiles.of(opened, opened.images().getFirst()), contents(opened));
    }

    private Opened export() throws IOException {
        byte[] tar = archive.tar();
        ImageArchive opened =
                ImageArchive.read(
                        new ByteArrayInputStream(tar), 0, Limits.standard(), ReadProgress.NONE);
        return new Opened(
                ImageFiles.of(
                        () -> new ByteArrayInputStream(tar),
                        opened.images().getFirst(),
                        Limits.standard()),
                contents(opened));
    }

    @Test
    void readsEveryVersionFromEverySource() throws IOException {
        for (Opened opened : List.of(plain(), packed(), export())) {
            assertThat(read(opened, "d/readme", 0, 0, 100)).isEqualTo("one");
            assertThat(read(opened, "d/readme", 1, 0, 100)).isEqualTo("newer");
            assertThat(read(opened, "d/readme", 1, 2, 2)).isEqualTo("we");
            assertThat(read(opened, "d/same", 1, 0, 100)).as("the old inode").isEqualTo("one");
            assertThat(read(opened, "d/sub/deep", 1, 4, 9)).isEmpty();
        }
    }

    private static String read(Opened opened, String path, int layer, long from, int length)
            throws IOException {
        return new String(
                opened.files.read(
                        opened.contents.tree(),
                        opened.row(path, layer),
                        from,
                        length,
                        ReadProgress.NONE),
                java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void savesAFolderSafely() throws IOException {
        Extraction.Saved saved = plain().save("d", target, false);
        Path d = target.resolve("d");
        assertThat(saved.target()).isEqualTo(d.toRealPath());
        assertThat(d.resolve("readme")).hasContent("newer");
        assertThat(d.resolve("sub/deep")).hasContent("deep");
        assertThat(d.resolve("same")).hasContent("one");
        assertThat(Files.readSymbolicLink(d.resolve("inside"))).isEqualTo(Path.of("readme"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(d.resolve("suid"))))
                .isEqualTo("rwxr-xr-x");
        assertThat(Files.getAttribute(d.resolve("suid"), "unix:mode")).isEqualTo(0100755);
        assertThat(saved.left())
                .extracting(Extraction.Left::reason)
                .containsExactlyInAnyOrder(
                        Extraction.Reason.LINK_LEADS_OUT,
                        Extraction.Reason.LINK_LEADS_OUT,
                        Extraction.Reason.NO_FILE);
        assertThat(d.resolve("null")).doesNotExist();
        assertThat(Files.exists(d.resolve("out"), LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    @Test
    void namesThatTheDiskTakesForOneBothArrive() throws IOException {
        FileTree tree = plain().contents.tree();
        DiskNames names = new DiskNames(tree, folder.getFileSystem(), true);
        assertThat(names.in(target, tree.find("d/README"))).isEqualTo("README");
        assertThat(names.in(target, tree.find("d/readme"))).isEqualTo("readme (2)");
        assertThat(names.renamed())
                .containsExactly(
                        java.util.Map.entry(tree.find("d/readme"), target.resolve("readme (2)")));
        DiskNames apart = new DiskNames(tree, folder.getFileSystem(), false);
        assertThat(apart.in(target, tree.find("d/README"))).isEqualTo("README");
        assertThat(apart.in(target, tree.find("d/readme"))).isEqualTo("readme");
    }

    @Test
    void nothingIsOverwrittenUnlessAskedFor() throws IOException {
        Files.writeString(target.resolve("deep"), "mine");
        Opened opened = plain();
        Extraction.Saved kept = opened.save("d/sub/deep", target, false);
        assertThat(kept.left())
                .extracting(Extraction.Left::reason)
                .containsExactly(Extraction.Reason.EXISTS);
        assertThat(target.resolve("deep")).hasContent("mine");
        opened.save("d/sub/deep", target, true);
        assertThat(target.resolve("deep")).hasContent("deep");
    }

    @Test
    void aLinkInTheWayIsNotFollowed() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.createSymbolicLink(target.resolve("d"), outside);
        Extraction.Saved saved = plain().save("d", target, true);
        try (Stream<Path> files = Files.list(outside)) {
            assertThat(files).isEmpty();
        }
        assertThat(saved.files()).isZero();
        Files.delete(target.resolve("d"));
        Path file = Files.writeString(outside.resolve("f"), "mine");
        Files.createSymbolicLink(target.resolve("deep"), file);
        plain().save("d/sub/deep", target, true);
        assertThat(file).hasContent("mine");
    }

    @Test
    void nothingIsLeftBehindWhenCancelled() throws IOException {
        Opened opened = plain();
        boolean[] stop = {false};
        ReadProgress progress =
                new ReadProgress() {
                    @Override
                    public void read(long done, long total) {
                        stop[0] = true;
                    }

                    @Override
                    public boolean isCancelled() {
                        return stop[0];
                    }
                };
        LayerView view = LayerView.of(opened.contents.tree(), ViewScope.FINAL);
        assertThatThrownBy(() ->
                        Extraction.save(
                                opened.files,
                                view,
                                opened.contents.tree().find("d"),
                                target,
                                false,
                                progress))
                .isInstanceOf(ReadCancelledException.class);
        try (Stream<Path> files = Files.walk(target)) {
            assertThat(files.filter(f -> f.getFileName().toString().endsWith(".part"))).isEmpty();
        }
    }

    private static void saveAs(Opened opened, String path, Path to) throws IOException {
        Extraction.saveAs(
                opened.files, opened.contents.tree(), opened.row(path, 1), to, ReadProgress.NONE);
    }

    @Test
    void aFileIsSavedUnderTheNameThatIsChosenInPlaceOfTheOneThere() throws IOException {
        Path chosen = Files.writeString(target.resolve("mine.txt"), "what was there before");
        for (Opened opened : List.of(plain(), packed(), export())) {
            Files.writeString(chosen, "what was there before");
            saveAs(opened, "d/readme", chosen);
            assertThat(chosen).hasContent("newer");
        }
        saveAs(plain(), "d/suid", target.resolve("s"));
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(target.resolve("s"))))
                .isEqualTo("rwxr-xr-x");
        assertThat((int) Files.getAttribute(target.resolve("s"), "unix:mode") & 07000).isZero();
        try (Stream<Path> files = Files.list(target)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void noLinkAndNoFolderIsReplacedByAFileThatIsSaved() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "mine");
        Path link = Files.createSymbolicLink(target.resolve("link"), other);
        Path dangling =
                Files.createSymbolicLink(target.resolve("dangling"), folder.resolve("nothing"));
        Path sub = Files.createDirectory(target.resolve("sub"));
        for (Path inTheWay : List.of(link, dangling, sub)) {
            assertThatThrownBy(() -> saveAs(plain(), "d/readme", inTheWay))
                    .isInstanceOf(FileAlreadyExistsException.class);
        }
        assertThat(other).hasContent("mine");
        assertThat(folder.resolve("nothing")).doesNotExist();
        assertThat(link).isSymbolicLink();
        try (Stream<Path> files = Files.list(target)) {
            assertThat(files).containsExactlyInAnyOrder(link, dangling, sub);
        }
    }

    @Test
    void aFileWhoseLayerIsDamagedLeavesTheOneThatIsThere() throws IOException {
        Path chosen = Files.writeString(target.resolve("mine.txt"), "mine");
        Opened opened = plain();
        Path file = folder.resolve("a.tar");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, 512));
        assertThatThrownBy(() -> saveAs(opened, "d/readme", chosen))
                .isInstanceOf(IOException.class);
        assertThat(chosen).hasContent("mine");
        try (Stream<Path> files = Files.list(target)) {
            assertThat(files).containsExactly(chosen);
        }
    }

    /// On Linux's disks names have at most 255 bytes; a layer may have longer ones.
    @Test
    void aNameThatIsTooLongForTheDiskIsLeftOutAndNamed() throws IOException {
        String longName = "n".repeat(300);
        archive =
                ArchiveBytes.saved(
                        "app:1",
                        List.of(
                                tar().dir("d/")
                                        .pax("path=d/" + longName + "/")
                                        .dir("cut/")
                                        .pax("path=d/" + longName + "/inside")
                                        .file("cut2", "1")
                                        .pax("path=d/a" + longName)
                                        .file("cut3", "2")
                                        .file("d/z", "last")
                                        .bytes()));
        Opened opened = plain();
        FileTree tree = opened.contents.tree();
        Extraction.Saved saved = opened.save("d", target, false);
        assertThat(saved.left())
                .containsExactlyInAnyOrder(
                        new Extraction.Left(tree.find("d/" + longName), Extraction.Reason.REFUSED),
                        new Extraction.Left(
                                tree.find("d/a" + longName), Extraction.Reason.REFUSED));
        assertThat(target.resolve("d/z")).hasContent("last");
    }
}
