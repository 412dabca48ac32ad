package dev.stagecraft.archive;

import static dev.stagecraft.archive.TarBytes.tar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.archive.LayerContents.Check;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Archives whose layers are known from an earlier reading, and are not what they say.
class KnownLayersTest {
    private static final byte[] BASE = tar().file("a", "the content of a").bytes();
    private static final byte[] TOP = tar().file("b", "the content of b").bytes();

    @TempDir Path folder;
    private DiskLayerCache cache = new DiskLayerCache(Path.of(""), 0);
    private byte[] damaged = {};

    /// The good archive was read; the damaged one has another byte in a file of the upper layer.
    @BeforeEach
    void readTheGoodOne() throws IOException {
        cache = new DiskLayerCache(folder.resolve("cache"), 1 << 20);
        byte[] good = ArchiveBytes.saved("app:1", List.of(BASE, TOP)).tar();
        try (ImageArchive opened = ImageArchive.open(write(good))) {
            assertThat(opened.verify(opened.images().getFirst(), cache, ReadProgress.NONE))
                    .matches(ImageContents::isVerified);
        }
        String text = new String(good, StandardCharsets.ISO_8859_1);
        damaged = good.clone();
        damaged[text.indexOf("the content of b")] = 'T';
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("archive"), bytes);
    }

    private static void isNamed(ImageContents contents) {
        assertThat(contents.layers())
                .extracting(LayerContents::check)
                .containsExactly(Check.VERIFIED, Check.MISMATCH);
        assertThat(contents.layers().getLast().problems())
                .singleElement()
                .satisfies(p -> {
                    assertThat(p.kind()).isEqualTo(LayerProblem.Kind.DIGEST_MISMATCH);
                    assertThat(p.message()).contains(ArchiveBytes.sha256(TOP));
                });
    }

    @Test
    void onDiskTheyAreShownAtOnceAndFoundOutWhenReadAnew() throws IOException {
        try (ImageArchive opened = ImageArchive.open(write(damaged))) {
            ArchivedImage image = opened.images().getFirst();
            ImageContents first = opened.read(image, cache, ReadProgress.NONE);
            assertThat(first.layers())
                    .extracting(LayerContents::check)
                    .containsOnly(Check.NOT_READ);
            assertThat(first.isVerified()).isFalse();
            isNamed(opened.verify(image, cache.forReadingAnew(), ReadProgress.NONE));
            assertThat(opened.read(image, cache, ReadProgress.NONE).layers())
                    .as("what is known stays")
                    .extracting(LayerContents::cached)
                    .containsOnly(true);
        }
    }

    @Test
    void packedAsAWholeTheyAreFoundOutAtOnce() throws IOException {
        try (ImageArchive opened = ImageArchive.open(write(ArchiveBytes.gzip(damaged)))) {
            isNamed(opened.read(opened.images().getFirst(), cache, ReadProgress.NONE));
        }
    }

    @Test
    void inAnExportTheyAreFoundOutAtOnce() throws IOException {
        try (ImageArchive opened =
                ImageArchive.read(
                        new ByteArrayInputStream(damaged),
                        0,
                        Limits.standard(),
                        ReadProgress.NONE)) {
            isNamed(opened.read(opened.images().getFirst(), cache, ReadProgress.NONE));
        }
    }

    @Test
    void aKnownLayerThatTheArchiveLacksIsSaidToBeMissing() throws IOException {
        ArchiveBytes without = ArchiveBytes.saved("app:1", List.of(BASE, TOP));
        without.files.keySet().removeIf(f -> f.endsWith("2/layer.tar"));
        try (ImageArchive opened = ImageArchive.open(write(without.tar()))) {
            ImageContents contents =
                    opened.read(opened.images().getFirst(), cache, ReadProgress.NONE);
            assertThat(contents.layers().getFirst().cached()).isTrue();
            assertThat(contents.layers().getLast().problems())
                    .extracting(LayerProblem::kind)
                    .containsExactly(LayerProblem.Kind.ABSENT);
        }
    }

    @Test
    void aKnownLayerOfAnotherLengthThanTheManifestSaysIsReadAnew() throws IOException {
        byte[] packed = ArchiveBytes.gzip(TOP);
        ArchiveBytes oci = new ArchiveBytes();
        oci.index(oci.image("linux/amd64", List.of(TOP), List.of(packed)));
        String blob = "blobs/sha256/" + ArchiveBytes.sha256(packed);
        oci.files.put(blob, Arrays.copyOf(packed, packed.length - 12));
        try (ImageArchive opened = ImageArchive.open(write(oci.tar()))) {
            ImageContents contents =
                    opened.read(opened.images().getFirst(), cache, ReadProgress.NONE);
            assertThat(contents.layers().getFirst().cached()).isFalse();
            assertThat(contents.layers().getFirst().isComplete()).isFalse();
        }
    }

    @Test
    void aLayerThatEndsEarlyIsMarkedIncomplete() throws IOException {
        ArchiveBytes cut = ArchiveBytes.saved("app:1", List.of(BASE, TOP));
        String last =
                cut.files.keySet().stream()
                        .filter(f -> f.endsWith("2/layer.tar"))
                        .findFirst()
                        .orElseThrow();
        cut.files.put(last, Arrays.copyOf(TOP, 520));
        try (ImageArchive opened = ImageArchive.open(write(cut.tar()))) {
            ImageContents whole =
                    opened.verify(
                            opened.images().getFirst(), cache.forReadingAnew(), ReadProgress.NONE);
            assertThat(whole.layers().getLast().isComplete()).isFalse();
            assertThat(whole.layers().getFirst().check()).isEqualTo(Check.VERIFIED);
        }
    }
}
