package dev.stagecraft.archive;

import static dev.stagecraft.archive.TarBytes.tar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.image.DiffId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskLayerCacheTest {
    @TempDir Path folder;

    private static ParsedLayer layer(String content) throws IOException {
        return LayerParserTest.parse(
                tar().dir("d/")
                        .at(-5)
                        .file("d/f", content)
                        .hardLink("d/g", "d/f")
                        .symlink("l", "d/f")
                        .device("n", 1, 3)
                        .file(".wh.x", "")
                        .pax("SCHILY.xattr.user.a=b", "uname=é")
                        .file("é", "")
                        .bytes());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    @Test
    void whatIsStoredComesBackEqual() throws IOException {
        ParsedLayer stored = layer("content");
        DiskLayerCache cache = new DiskLayerCache(folder, 1 << 20);
        cache.store(stored);
        ParsedLayer found =
                new DiskLayerCache(folder, 1 << 20)
                        .find(stored.diffId().orElseThrow())
                        .orElseThrow();
        assertThat(LayerCodec.encode(found)).isEqualTo(LayerCodec.encode(stored));
        assertThat(LayerParserTest.lines(found))
                .isEqualTo(LayerParserTest.lines(stored))
                .hasSize(7);
        assertThat(found.listing().isHashed()).isTrue();
        assertThat(found.tarBytes()).isEqualTo(stored.tarBytes());
    }

    @Test
    void anEntryDamagedAnywhereIsReadAnew() throws IOException {
        ParsedLayer stored = layer("content");
        DiffId id = stored.diffId().orElseThrow();
        DiskLayerCache cache = new DiskLayerCache(folder, 1 << 20);
        cache.store(stored);
        Path file = files().getFirst();
        byte[] good = Files.readAllBytes(file);
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 0x40;
            Files.write(file, bad);
            assertThat(cache.find(id)).as("byte " + i).isEmpty();
        }
        Files.write(file, java.util.Arrays.copyOf(good, good.length / 2));
        assertThat(cache.find(id)).isEmpty();
        assertThat(file).doesNotExist();
        cache.store(stored);
        assertThat(cache.find(id)).isPresent();
    }

    @Test
    void anotherLayersFileIsNotTaken() throws IOException {
        ParsedLayer one = layer("one");
        ParsedLayer two = layer("two");
        DiskLayerCache cache = new DiskLayerCache(folder, 1 << 20);
        cache.store(one);
        Path file = files().getFirst();
        Files.move(
                file,
                folder.resolve("sha256-" + two.diffId().orElseThrow().digest().hex() + ".layer"));
        assertThat(cache.find(two.diffId().orElseThrow())).isEmpty();
    }

    @Test
    void incompleteLayersAreNotKept() throws IOException {
        DiskLayerCache cache = new DiskLayerCache(folder.resolve("new"), 1 << 20);
        cache.store(layer("x").with(new LayerProblem(LayerProblem.Kind.CORRUPT, "")));
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void theLeastRecentlyUsedGoFirst() throws IOException {
        ParsedLayer old = layer("old");
        ParsedLayer used = layer("used");
        ParsedLayer fresh = layer("fresh");
        int size = LayerCodec.encode(old).length;
        DiskLayerCache cache = new DiskLayerCache(folder, size * 2L + 20);
        cache.store(old);
        cache.store(used);
        for (Path file : files()) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(1000)));
        }
        assertThat(cache.find(used.diffId().orElseThrow())).isPresent();
        Files.createFile(folder.resolve("new-left.tmp"));
        Files.setLastModifiedTime(
                folder.resolve("new-left.tmp"), FileTime.from(Instant.now().minusSeconds(100_000)));
        cache.store(fresh);
        assertThat(cache.find(old.diffId().orElseThrow())).isEmpty();
        assertThat(cache.find(used.diffId().orElseThrow())).isPresent();
        assertThat(cache.find(fresh.diffId().orElseThrow())).isPresent();
        assertThat(folder.resolve("new-left.tmp")).as("left by a crash").doesNotExist();
    }
}
