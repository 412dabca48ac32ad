package dev.stagecraft.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagecraft.image.DeathCause;
import dev.stagecraft.image.Efficiency;
import dev.stagecraft.image.FileKind;
import dev.stagecraft.image.FileNote;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.LayerListing;
import dev.stagecraft.image.Owner;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FilesSectionTest {
    private static final long HEAP = 1L << 30;
    private static final int HASHED = FileNote.HASHED.bit();

    private static final class Layer {
        private final LayerListing.Builder listing = new LayerListing.Builder();

        Layer add(String path, FileKind kind, long size, String link, long hash) {
            byte[] bytes = path.getBytes(StandardCharsets.ISO_8859_1);
            listing.add(
                    bytes,
                    bytes.length,
                    kind,
                    hash == 0 ? 0 : HASHED,
                    size,
                    kind == FileKind.DIRECTORY ? 0755 : 04644,
                    new Owner(7, 1L << 31, "me", ""),
                    -5 + size,
                    link.getBytes(StandardCharsets.UTF_8),
                    hash,
                    ~hash);
            return this;
        }

        Layer file(String path, long size, long hash) {
            return add(path, FileKind.FILE, size, "", hash);
        }

        Layer link(String path, String to) {
            return add(path, FileKind.HARD_LINK, 0, to, 0);
        }

        Layer whiteout(String path) {
            return add(path, FileKind.WHITEOUT, 0, "", 0);
        }
    }

    private static FileTree tree(Layer... layers) {
        return FileTree.of(Arrays.stream(layers).map(l -> l.listing.build()).toList());
    }

    private static byte[] written(FileTree tree) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FilesSection.write(tree, out);
        return out.toByteArray();
    }

    private static FileTree again(FileTree tree) throws IOException {
        return FileTree.of(
                FilesSection.read(new ByteArrayInputStream(written(tree)), tree.layers(), HEAP));
    }

    /// Everything that is told of a tree; of hard links the names of the inode, not its row.
    private static List<String> told(FileTree tree) {
        List<String> lines = new ArrayList<>();
        for (int node = 0; node < tree.size(); node++) {
            for (int row = tree.firstVersion(node); row < tree.endVersion(node); row++) {
                lines.add(
                        tree.path(node)
                                + " "
                                + tree.version(row).toString().replaceFirst("row=.*?layer", "layer")
                                + " "
                                + Arrays.stream(tree.namesOfInode(row))
                                        .mapToObj(r -> tree.path(tree.node(r)))
                                        .toList());
            }
        }
        return lines;
    }

    @Test
    void whatIsReadTellsTheSame() throws IOException {
        FileTree tree =
                tree(
                        new Layer()
                                .add("", FileKind.DIRECTORY, 0, "", 0)
                                .add("etc", FileKind.DIRECTORY, 0, "", 0)
                                .file("etc/a", 10, 1)
                                .file("etc/b\u00ff", 20, 2)
                                .add("lib", FileKind.SYMLINK, 0, "usr/lib", 0)
                                .file("opt/old/x", 5, 3)
                                .file("opt/old/y", 6, 1)
                                .add("dev/null", FileKind.CHARACTER_DEVICE, 0, "1,3", 0)
                                .link("zz", "etc/a")
                                .link("aa", "etc/a"),
                        new Layer()
                                .whiteout("opt/old")
                                .file("etc/a", 11, 4)
                                .file("new/target", 9, 5)
                                .link("a-forward", "new/target")
                                .link("lost", "not/there")
                                .whiteout("nothing"),
                        new Layer()
                                .add("etc", FileKind.OPAQUE, 0, "", 0)
                                .file("etc/c", 11, 4)
                                .link("third", "zz")
                                .add("lib/libc.so", FileKind.FILE, 3, "", 6));

        FileTree read = again(tree);

        assertThat(told(read)).isEqualTo(told(tree));
        assertThat(Efficiency.of(read)).isEqualTo(Efficiency.of(tree));
        assertThat(read.version(read.firstVersion(read.find("opt/old/x"))).cause())
                .isEqualTo(DeathCause.DIRECTORY_REMOVED);
    }

    @Property(tries = 300)
    void randomTreesComeBackTheSame(@ForAll long seed) throws IOException {
        FileTree tree = random(new Random(seed));
        assertThat(told(again(tree))).isEqualTo(told(tree));
    }

    @Property(tries = 2000)
    void damageIsRefusedOrReadAsSomethingElseButNeverThrowsOtherwise(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 255) int value) throws IOException {
        Random random = new Random(seed);
        FileTree tree = random(random);
        byte[] bytes = written(tree);
        int at = random.nextInt(bytes.length);
        bytes[at] = (byte) value;
        byte[] cut = random.nextBoolean() ? bytes : Arrays.copyOf(bytes, at);
        try {
            FileTree.of(FilesSection.read(new ByteArrayInputStream(cut), tree.layers(), HEAP));
        } catch (RecordingException e) {
            assertThat(e).hasMessageContaining("recording");
        }
    }

    @Test
    void aCountThatTheMemoryCannotHoldIsRefused() {
        byte[] claims = {1, 0, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f};
        assertThatThrownBy(() -> FilesSection.read(new ByteArrayInputStream(claims), 1, 256L << 20))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("files");
    }

    @Test
    void aPathThatLeadsOutIsRefused() throws IOException {
        byte[] bytes = written(tree(new Layer().file("ab/x", 1, 0)));
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("ab/x", "../x");
        assertThatThrownBy(() ->
                        FilesSection.read(
                                new ByteArrayInputStream(
                                        text.getBytes(StandardCharsets.ISO_8859_1)),
                                1,
                                HEAP))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("path");
    }

    /// As builders make layers: each path once in a layer.
    private static FileTree random(Random random) {
        List<Layer> layers = new ArrayList<>();
        for (int l = 0; l < 1 + random.nextInt(4); l++) {
            Layer layer = new Layer();
            List<String> paths = new ArrayList<>();
            for (String folder : List.of("a", "b", "c/d")) {
                for (String name : List.of("p", "q", "r")) {
                    String path = folder + "/" + name;
                    int what = random.nextInt(8);
                    if (what < 3) {
                        layer.file(path, random.nextInt(100), 1 + random.nextInt(5));
                        paths.add(path);
                    } else if (what == 3) {
                        layer.whiteout(path);
                    } else if (what == 4 && !paths.isEmpty()) {
                        layer.link(path, paths.get(random.nextInt(paths.size())));
                    } else if (what == 5) {
                        layer.add(path, FileKind.SYMLINK, 0, "../x", 0);
                    }
                }
                if (random.nextInt(8) == 0) {
                    layer.add(folder, FileKind.OPAQUE, 0, "", 0);
                }
            }
            layers.add(layer);
        }
        return tree(layers.toArray(Layer[]::new));
    }
}
