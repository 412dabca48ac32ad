package dev.stagecraft.archive;

import static dev.stagecraft.archive.TarBytes.tar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagecraft.image.DiffId;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.FileTree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Contents of files out of an engine's export, and how much of it is read for them.
class ImageFilesTest {
    private static final byte[] BULK = new byte[1 << 20];
    private static final byte[] BASE =
            tar().at(1000).file("a", "first").file("twin", "one").file("bulk", BULK).bytes();
    private static final byte[] TOP =
            tar().at(1000).file("b", "second").file("twin", "two").file("more", BULK).bytes();

    /// An export that counts its openings and the bytes that were taken of each.
    private static final class Export implements ImageFiles.Export {
        private final byte[] bytes;
        private final List<int[]> taken = new ArrayList<>();
        private int closed;

        Export(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public InputStream open() {
            int[] count = {0};
            taken.add(count);
            return new FilterInputStream(new ByteArrayInputStream(bytes)) {
                @Override
                public int read(byte[] into, int offset, int length) throws IOException {
                    int read = super.read(into, offset, length);
                    count[0] += Math.max(0, read);
                    return read;
                }

                @Override
                public void close() {
                    closed++;
                }
            };
        }
    }

    private static List<DiffId> diffIds(byte[]... layers) {
        List<DiffId> ids = new ArrayList<>();
        for (byte[] layer : layers) {
            ids.add(new DiffId(new Digest("sha256", ArchiveBytes.sha256(layer))));
        }
        return ids;
    }

    private static FileTree tree(byte[]... layers) throws IOException {
        List<dev.stagecraft.image.LayerListing> listings = new ArrayList<>();
        for (byte[] layer : layers) {
            listings.add(LayerParserTest.parse(layer).listing());
        }
        return FileTree.of(listings);
    }

    private static String copy(ImageFiles files, FileTree tree, String path, int layer)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        files.copy(tree, tree.visibleAt(tree.find(path), layer), out, ReadProgress.NONE);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static ImageFiles unread(Export export, byte[]... layers) {
        return ImageFiles.of(export, diffIds(layers), Limits.standard());
    }

    @Test
    void anOldExportEndsWhereTheFileHasGoneBy() throws IOException {
        FileTree tree = tree(BASE, TOP);
        Export export = new Export(ArchiveBytes.saved("a:1", List.of(BASE, TOP)).tar());
        ImageFiles files = unread(export, BASE, TOP);
        assertThat(copy(files, tree, "a", 1)).isEqualTo("first");
        assertThat(export.taken).hasSize(1);
        assertThat(export.taken.getFirst()[0]).as("the bulk behind it").isLessThan(200_000);
        assertThat(copy(files, tree, "b", 1)).isEqualTo("second");
        assertThat(export.taken).hasSize(2);
        assertThat(export.taken.get(1)[0]).isBetween(1 << 20, (1 << 20) + 200_000);
        assertThat(export.closed).isEqualTo(2);
    }

    @Test
    void aLayerIsToldByItsDiffIdWhereThatIsItsName() throws IOException {
        ArchiveBytes archive = new ArchiveBytes();
        archive.index(archive.image("linux/amd64", List.of(BASE, TOP), List.of(BASE, TOP)));
        FileTree tree = tree(BASE, TOP);
        Export export = new Export(archive.tar());
        ImageFiles files = unread(export, BASE, TOP);
        assertThat(copy(files, tree, "twin", 0)).isEqualTo("one");
        assertThat(copy(files, tree, "twin", 1)).isEqualTo("two");
        assertThat(export.taken).hasSize(2);
        assertThat(export.taken.getFirst()[0]).isLessThan(200_000);
    }

    /// Two versions of one path, size, time and owner: an old export has to be read to its manifest
    /// to tell them apart, once.
    @Test
    void twinsOfAnOldExportAreToldByTheManifest() throws IOException {
        FileTree tree = tree(BASE, TOP);
        Export export = new Export(ArchiveBytes.saved("a:1", List.of(BASE, TOP)).tar());
        ImageFiles files = unread(export, BASE, TOP);
        assertThat(copy(files, tree, "twin", 1)).isEqualTo("two");
        assertThat(copy(files.from(export), tree, "twin", 0)).isEqualTo("one");
        assertThat(export.taken).as("given up, to the manifest, read; read").hasSize(4);
        assertThat(export.taken.getFirst()[0]).isLessThan(200_000);
        assertThat(export.closed).isEqualTo(4);
    }

    @Test
    void compressedLayersAreToldByTheManifest() throws IOException {
        ArchiveBytes archive = new ArchiveBytes();
        archive.index(
                archive.image(
                        "linux/amd64",
                        List.of(BASE, TOP),
                        List.of(ArchiveBytes.gzip(BASE), ArchiveBytes.zstd(TOP))));
        FileTree tree = tree(BASE, TOP);
        ImageFiles files = unread(new Export(archive.tar()), BASE, TOP);
        assertThat(copy(files, tree, "a", 1)).isEqualTo("first");
        assertThat(copy(files, tree, "b", 1)).isEqualTo("second");
    }

    @Test
    void anExportOfAnotherImageIsSaidToBeOne() throws IOException {
        FileTree tree = tree(BASE, TOP);
        Export export = new Export(ArchiveBytes.saved("a:1", List.of(TOP)).tar());
        assertThatThrownBy(() -> copy(unread(export, BASE, TOP), tree, "a", 1))
                .isInstanceOf(CorruptArchiveException.class)
                .hasMessageContaining("does not hold");
    }

    /// Of two entries of one path in a layer the last counts; the first must not be written before.
    @Test
    void ofTwoEntriesOfOnePathTheLastIsCopied(@TempDir Path folder) throws IOException {
        byte[] twice = tar().file("f", "old").file("g", "x").file("f", "new").bytes();
        FileTree tree = tree(twice);
        ArchiveBytes saved = ArchiveBytes.saved("a:1", List.of(twice));
        assertThat(copy(unread(new Export(saved.tar()), twice), tree, "f", 0)).isEqualTo("new");
        try (ImageArchive archive = ImageArchive.open(saved.writeTo(folder.resolve("a.tar")))) {
            assertThat(copy(ImageFiles.of(archive, archive.images().getFirst()), tree, "f", 0))
                    .isEqualTo("new");
        }
    }

    /// A layer's file that is a hard link in the archive, which GNU tar makes of two equal inodes.
    @Test
    void layersThatAreHardLinksAreFollowedInAPackedArchive(@TempDir Path folder)
            throws IOException {
        ArchiveBytes saved = ArchiveBytes.saved("a:1", List.of(BASE, BASE));
        String first = "%064x/layer.tar".formatted(1);
        String second = "%064x/layer.tar".formatted(2);
        saved.files.remove(second);
        TarBytes tar = tar();
        saved.files.forEach(tar::file);
        Path file = folder.resolve("a.tgz");
        Files.write(file, ArchiveBytes.gzip(tar.hardLink(second, first).bytes()));
        try (ImageArchive archive = ImageArchive.open(file)) {
            ArchivedImage image = archive.images().getFirst();
            FileTree tree = archive.read(image, LayerCache.NONE, ReadProgress.NONE).tree();
            assertThat(copy(ImageFiles.of(archive, image), tree, "a", 1)).isEqualTo("first");
        }
    }
}
