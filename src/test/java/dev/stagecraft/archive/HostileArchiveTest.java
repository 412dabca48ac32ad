package dev.stagecraft.archive;

import static dev.stagecraft.archive.ArchiveBytes.gzip;
import static dev.stagecraft.archive.ArchiveBytes.utf8;
import static dev.stagecraft.archive.ArchiveBytes.zstd;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Archives made to hurt, read by a program with a heap of 256 MiB. Each line of that program's
/// output is a case, what came of it, and whether the time was out of all proportion.
class HostileArchiveTest {
    @TempDir Path folder;

    @Test
    void nothingHostileBreaksAReaderWithASmallHeap() throws Exception {
        Process program =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-Xss512k",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                HostileArchives.class.getName(),
                                folder.toString())
                        .redirectErrorStream(true)
                        .start();
        List<String> lines;
        try (var out = program.inputReader()) {
            lines = out.lines().filter(l -> l.startsWith("case ")).toList();
        }
        assertThat(program.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(lines)
                .containsExactly(
                        "case header chain: LIMIT headerChain",
                        "case huge long name: LIMIT headerBytes",
                        "case huge pax record: LIMIT headerBytes",
                        "case long path: REJECTED_ENTRIES",
                        "case deep paths: LIMIT entries",
                        "case old sparse map: LIMIT headerBytes",
                        "case sparse size: LIMIT layerBytes",
                        "case sparse overlap: CORRUPT",
                        "case negative size: CORRUPT",
                        "case huge size: TRUNCATED",
                        "case gzip bomb: LIMIT compressionRatio",
                        "case zstd bomb: LIMIT compressionRatio",
                        "case entry flood: LIMIT entries",
                        "case entry flood in gzip: LIMIT entries",
                        "case link maze: ok",
                        "case hard link chain: ok",
                        "case cyclic index: absent",
                        "case deep index: LimitExceededException indexDepth",
                        "case deep json: CorruptArchiveException",
                        "case huge json: LimitExceededException jsonBytes",
                        "case digest is a path: CorruptArchiveException",
                        "case config is a path: CorruptArchiveException",
                        "case layer is a path: ABSENT",
                        "case random gzip: CorruptArchiveException",
                        "case many documents: LimitExceededException images",
                        "case end");
    }

    static byte[] layered(byte[] stored) {
        ArchiveBytes archive = new ArchiveBytes();
        archive.index(archive.image("linux/amd64", List.of(new byte[0]), List.of(stored)));
        return archive.tar();
    }

    static byte[] compressed(byte[] bytes, boolean gzip) throws IOException {
        return gzip ? gzip(bytes) : zstd(bytes);
    }

    static byte[] json(String text) {
        return utf8(text);
    }
}
