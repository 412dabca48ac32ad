package dev.stagecraft.ui.shell;

import static dev.stagecraft.archive.TarBytes.tar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.archive.ArchiveBytes;
import dev.stagecraft.archive.DiskLayerCache;
import dev.stagecraft.archive.ImageArchive;
import dev.stagecraft.image.Image;
import dev.stagecraft.ui.files.ImageFiles;
import dev.stagecraft.ui.support.FakeEngine;
import dev.stagecraft.ui.support.Progress;
import dev.stagecraft.ui.support.SampleImages;
import dev.stagecraft.ui.support.Source;
import dev.stagecraft.ui.support.Texts;
import dev.stagecraft.ui.support.Unwatched;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reading the files of an archive for the window.
class SourceFilesTest {
    private static final byte[] BASE = tar().file("a", "the content of a").bytes();
    private static final byte[] TOP = tar().file("b", "the content of b").bytes();

    @TempDir Path folder;

    private ImageFiles read(Path file, List<ImageFiles> early) throws Exception {
        DiskLayerCache cache = new DiskLayerCache(folder.resolve("cache"), 1 << 20);
        Image image;
        try (ImageArchive archive = ImageArchive.open(file)) {
            image = archive.images().getFirst().image().orElseThrow();
        }
        ImageFiles files =
                new SourceFiles(Optional::empty, cache)
                        .read(
                                new Source.OfArchive(file, Optional.empty(), Optional.empty()),
                                image,
                                new Unwatched(),
                                early::add);
        files.contents().orElseThrow().close();
        return files;
    }

    @Test
    void readingAFileOutOfAnEngineSaysHowFarItIs() {
        List<String> said = new ArrayList<>();
        Progress progress =
                new Progress() {
                    @Override
                    public void update(long done, long total) {
                        said.add(done + "/" + total);
                    }

                    @Override
                    public void message(String text) {
                        said.add(text);
                    }

                    @Override
                    public void onCancel(AutoCloseable resource) {}

                    @Override
                    public boolean isCancelled() {
                        return false;
                    }
                };
        BytesOrigin engine =
                new BytesOrigin.OfEngine(
                        new FakeEngine("default"),
                        SampleImages.calculator().image().id(),
                        List.of(),
                        1_000_000);
        engine.watch(progress, Texts.of(SourceFiles.class)).read(250_000, 0);
        assertThat(said)
                .containsExactly(
                        "the engine packs the image", "250000/1000000", "250 kB of 1.00 MB");
    }

    @Test
    void layersThatAreKnownAreCheckedAfterTheyAreShown() throws Exception {
        Path file =
                ArchiveBytes.saved("app:1", List.of(BASE, TOP)).writeTo(folder.resolve("a.tar"));
        List<ImageFiles> early = new ArrayList<>();
        assertThat(read(file, early).problems()).isEmpty();
        assertThat(early).hasSize(1);

        early.clear();
        ImageFiles again = read(file, early);
        assertThat(again.problems()).isEmpty();
        assertThat(early).as("what was right stays").containsExactly(again);

        byte[] damaged = Files.readAllBytes(file);
        int at = new String(damaged, StandardCharsets.ISO_8859_1).indexOf("the content of b");
        damaged[at] = 'T';
        Files.write(file, damaged);
        early.clear();
        ImageFiles found = read(file, early);
        assertThat(early).singleElement().satisfies(f -> assertThat(f.problems()).isEmpty());
        assertThat(found.problems())
                .singleElement()
                .satisfies(p -> {
                    assertThat(p.layer()).isEqualTo(1);
                    assertThat(p.text()).contains(ArchiveBytes.sha256(TOP));
                });
    }
}
