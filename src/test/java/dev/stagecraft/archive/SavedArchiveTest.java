package dev.stagecraft.archive;

import static dev.stagecraft.archive.ArchiveBytes.gzip;
import static dev.stagecraft.archive.ArchiveBytes.sha256;
import static dev.stagecraft.archive.ArchiveBytes.utf8;
import static dev.stagecraft.archive.TarBytes.tar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.ImageReference;
import dev.stagecraft.image.LayerView;
import dev.stagecraft.image.ViewScope;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What `manifest.json` may say that is odd: the cases that the test tables of
/// go-containerregistry's `tarball` and `mutate` name, as archives of our own.
class SavedArchiveTest {
    private static final byte[] LOW = tar().file("low", "1").bytes();
    private static final byte[] HIGH = tar().file("high", "22").bytes();

    @TempDir Path folder;

    private static ImageArchive stream(byte[] bytes) throws IOException {
        return ImageArchive.read(
                new ByteArrayInputStream(bytes), 0, Limits.standard(), ReadProgress.NONE);
    }

    private List<ImageArchive> opened(byte[] bytes) throws IOException {
        return List.of(
                ImageArchive.open(Files.write(folder.resolve("a.tar"), bytes)), stream(bytes));
    }

    private void failsToOpen(byte[] bytes, String message) throws IOException {
        Path file = Files.write(folder.resolve("bad.tar"), bytes);
        assertThatThrownBy(() -> ImageArchive.open(file))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining(message);
        assertThatThrownBy(() -> stream(bytes))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining(message);
    }

    private static byte[] withManifest(ArchiveBytes archive, String manifest) {
        archive.files.put("manifest.json", utf8(manifest));
        return archive.tar();
    }

    @Test
    void aManifestOfNothingHoldsNoImage() throws IOException {
        for (String nothing : List.of("null", "[null]", "{}", "[7]")) {
            failsToOpen(
                    withManifest(ArchiveBytes.saved("app:1", List.of(LOW)), nothing),
                    "manifest.json");
        }
    }

    @Test
    @Timeout(20)
    void documentsThatAreLinksToEachOtherEnd() throws IOException {
        failsToOpen(
                tar().symlink("manifest.json", "config.json")
                        .symlink("config.json", "manifest.json")
                        .bytes(),
                "manifest.json");
    }

    @Test
    void aConfigurationOfNoLayersForSomeSaysBothNumbers() throws IOException {
        ArchiveBytes archive = new ArchiveBytes();
        archive.files.put("config.json", utf8(ArchiveBytes.config("linux/amd64", List.of())));
        archive.files.put("layer.tar.gz", gzip(LOW));
        byte[] bytes =
                withManifest(
                        archive,
                        """
                        [{"Config":"config.json","RepoTags":["app:1"],"Layers":["layer.tar.gz"]}]\
                        """);
        for (ImageArchive opened : opened(bytes)) {
            ArchivedImage image = opened.images().getFirst();
            assertThat(image.absence().orElse("") + image.problems()).contains("1").contains("0");
        }
    }

    @Test
    void ofSeveralImagesEachHasItsNamesAndItsLayers() throws IOException {
        ArchiveBytes archive = new ArchiveBytes();
        archive.files.put("one.json", utf8(ArchiveBytes.config("linux/amd64", List.of(LOW))));
        archive.files.put("two.json", utf8(ArchiveBytes.config("linux/amd64", List.of(LOW, HIGH))));
        archive.files.put("low.tar", LOW);
        archive.files.put("high.tar", HIGH);
        byte[] bytes =
                withManifest(
                        archive,
                        """
                        [{"Config":"one.json","RepoTags":["one:1","one:latest"],"Layers":["low.tar"]},
                        {"Config":"two.json","RepoTags":["two:1"],"Layers":["low.tar","high.tar"]}]\
                        """);
        for (ImageArchive opened : opened(bytes)) {
            assertThat(opened.images())
                    .extracting(i -> i.tags().getFirst())
                    .containsExactly(ImageReference.parse("one:1"), ImageReference.parse("two:1"));
            assertThat(opened.images().getFirst().tags())
                    .contains(ImageReference.parse("docker.io/library/one:latest"));
            List<List<String>> files =
                    List.of(
                            paths(opened, opened.images().getFirst()),
                            paths(opened, opened.images().getLast()));
            assertThat(files).containsExactly(List.of("low"), List.of("high", "low"));
        }
    }

    private static List<String> paths(ImageArchive archive, ArchivedImage image)
            throws IOException {
        FileTree tree = archive.verify(image, LayerCache.NONE, ReadProgress.NONE).tree();
        LayerView view = LayerView.of(tree, ViewScope.FINAL);
        return java.util.stream.IntStream.range(1, tree.size())
                .filter(view::contains)
                .mapToObj(tree::path)
                .sorted()
                .toList();
    }

    @Test
    void aForeignLayerThatIsElsewhereLeavesTheOthersAndOneThatIsHereIsRead() throws IOException {
        ArchiveBytes archive = ArchiveBytes.saved("app:1", List.of(LOW, HIGH));
        String manifest =
                new String(
                        archive.files.get("manifest.json"),
                        java.nio.charset.StandardCharsets.UTF_8);
        byte[] whole =
                withManifest(
                        archive,
                        manifest.replace(
                                "}]",
                                """
                                ,"LayerSources":{"sha256:%s":{"mediaType":\
                                "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip",\
                                "size":%d,"digest":"sha256:%s","urls":["https://example.org/l"]}}}]\
                                """
                                        .formatted(sha256(LOW), LOW.length, sha256(gzip(LOW)))));
        for (ImageArchive opened : opened(whole)) {
            assertThat(paths(opened, opened.images().getFirst())).containsExactly("high", "low");
        }
        archive.files.remove("%064x/layer.tar".formatted(1));
        for (ImageArchive opened : opened(archive.tar())) {
            ArchivedImage image = opened.images().getFirst();
            ImageContents contents = opened.read(image, LayerCache.NONE, ReadProgress.NONE);
            assertThat(contents.layers().getFirst().problems())
                    .extracting(LayerProblem::kind)
                    .containsExactly(LayerProblem.Kind.ABSENT);
            assertThat(paths(opened, image)).containsExactly("high");
        }
    }
}
