package dev.stagecraft.archive;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.stagecraft.image.Efficiency;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.LayerView;
import dev.stagecraft.image.ViewScope;
import dev.stagecraft.image.Waste;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever bytes come, the reader answers with a tree or an [ArchiveException]. With
/// `JAZZER_FUZZ=1` in the environment and `-Dfuzz=true` this searches; otherwise it runs the known
/// inputs.
class ArchiveFuzzTest {
    private static final Limits SMALL =
            Limits.forHeap(32 << 20).withEntries(20_000).withCompressionRatio(100, 1 << 20);

    static Stream<Arguments> layers() {
        byte[] all =
                TarBytes.tar()
                        .dir("d/")
                        .file("d/f", "content")
                        .hardLink("d/h", "d/f")
                        .symlink("l", "d")
                        .file("l/x", "through")
                        .file("d/.wh.f", "")
                        .file("d/.wh..wh..opq", "")
                        .pax("path=d/long", "mtime=-1.5", "SCHILY.xattr.a=b")
                        .file("x", "")
                        .gnuLongName("n/".repeat(60) + "f")
                        .file("n", "name")
                        .pax("GNU.sparse.map=0,1,5,1", "GNU.sparse.size=9")
                        .file("holes", "xy")
                        .device("null", 1, 3)
                        .bytes();
        return Stream.of(all, ArchiveBytes.gzip(all, all), ArchiveBytes.zstd(all), new byte[0])
                .map(Arguments::of);
    }

    static Stream<Arguments> archives() {
        byte[] layer = TarBytes.tar().file("f", "1").bytes();
        byte[] saved = ArchiveBytes.saved("a:1", List.of(layer, layer)).tar();
        ArchiveBytes oci = new ArchiveBytes();
        oci.index(oci.image("linux/arm64", List.of(layer), List.of(ArchiveBytes.gzip(layer))));
        return Stream.of(saved, oci.tar(), ArchiveBytes.gzip(saved), new byte[1024])
                .map(Arguments::of);
    }

    @MethodSource("layers")
    @FuzzTest(maxDuration = "5m")
    void anyBytesAsALayer(byte[] bytes) throws IOException {
        int half = bytes.length / 2;
        ParsedLayer one = parse(Arrays.copyOf(bytes, half));
        ParsedLayer two = parse(Arrays.copyOfRange(bytes, half, bytes.length));
        ParsedLayer all = parse(bytes);
        look(FileTree.of(List.of(all.listing(), one.listing(), two.listing(), all.listing())));
        if (all.diffId().isPresent()
                && LayerCodec.decode(LayerCodec.encode(all), all.diffId().get()).isEmpty()) {
            throw new AssertionError("what is encoded cannot be decoded");
        }
    }

    @MethodSource("archives")
    @FuzzTest(maxDuration = "5m")
    void anyBytesAsAnArchive(byte[] bytes) throws IOException {
        try (ImageArchive archive =
                ImageArchive.read(new ByteArrayInputStream(bytes), 0, SMALL, ReadProgress.NONE)) {
            for (ArchivedImage image : archive.images()) {
                if (image.image().isPresent()) {
                    look(archive.read(image, LayerCache.NONE, ReadProgress.NONE).tree());
                }
            }
        } catch (ArchiveException e) {
            // The answer to most bytes.
        }
    }

    private static ParsedLayer parse(byte[] bytes) throws IOException {
        ByteSource raw = new StreamSource(new ByteArrayInputStream(bytes), ReadMeter.none());
        return LayerParser.parseAll(Compression.open(raw, SMALL), "sha256", new EntryBudget(SMALL));
    }

    private static void look(FileTree tree) {
        Efficiency efficiency = Efficiency.of(tree);
        if (efficiency.deadBytes() != Waste.of(tree).bytes()) {
            throw new AssertionError("dead bytes are counted in two ways");
        }
        for (int layer = 0; layer < tree.layers(); layer++) {
            LayerView.of(tree, new ViewScope.ThisLayer(layer));
            LayerView view = LayerView.of(tree, new ViewScope.UpTo(layer));
            if (layer == tree.layers() - 1 && view.size(FileTree.ROOT) != efficiency.liveBytes()) {
                throw new AssertionError("live bytes are counted in two ways");
            }
        }
        for (int node = 0; node < tree.size(); node++) {
            tree.versions(node);
        }
    }
}
