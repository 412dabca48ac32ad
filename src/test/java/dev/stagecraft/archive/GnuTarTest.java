package dev.stagecraft.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What GNU tar writes is read as GNU tar reads it.
class GnuTarTest {
    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--format=gnu",
                "--format=posix",
                "--format=gnu --sparse",
                "--format=posix --sparse --sparse-version=0.0",
                "--format=posix --sparse --sparse-version=0.1",
                "--format=posix --sparse --sparse-version=1.0"
            })
    void filesLinksLongNamesAndHolesComeBack(String options) throws Exception {
        Path tree = Files.createDirectory(folder.resolve("tree"));
        Map<String, byte[]> contents = new HashMap<>();
        contents.put("plain", "hello\n".getBytes(StandardCharsets.UTF_8));
        contents.put("empty", new byte[0]);
        contents.put("n".repeat(180), "long name".getBytes(StandardCharsets.UTF_8));
        for (var file : contents.entrySet()) {
            Files.write(tree.resolve(file.getKey()), file.getValue());
        }
        try (RandomAccessFile holes = new RandomAccessFile(tree.resolve("holes").toFile(), "rw")) {
            for (int i = 0; i < 40; i++) {
                holes.seek(i * 100_000L + 70_000);
                holes.write(("part " + i).getBytes(StandardCharsets.UTF_8));
            }
            holes.setLength(5_000_000);
        }
        contents.put("holes", Files.readAllBytes(tree.resolve("holes")));
        Files.createSymbolicLink(tree.resolve("link"), Path.of("t".repeat(150)));
        Path tar = folder.resolve("t.tar");
        List<String> command =
                new ArrayList<>(List.of("tar", "-C", tree.toString(), "-cf", tar.toString()));
        command.addAll(List.of(options.split(" ")));
        command.add(".");
        assumeTrue(run(command) == 0, "no GNU tar here");

        Map<String, byte[]> read = new HashMap<>();
        Map<String, String> links = new HashMap<>();
        TarReader reader =
                new TarReader(
                        new StreamSource(
                                new ByteArrayInputStream(Files.readAllBytes(tar)),
                                ReadMeter.none()),
                        Limits.standard());
        for (TarEntry entry = reader.next(); entry != null; entry = reader.next()) {
            String name =
                    new String(entry.name(), StandardCharsets.UTF_8).replaceFirst("^\\./", "");
            if (entry.isFile()) {
                read.put(name, new EntryStream(reader, entry).readAllBytes());
                assertThat(entry.size()).isEqualTo(read.get(name).length);
            } else if (entry.type() == '2') {
                links.put(name, new String(entry.link(), StandardCharsets.UTF_8));
            }
        }
        assertThat(read).containsOnlyKeys(contents.keySet());
        read.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(contents.get(name)));
        assertThat(links).isEqualTo(Map.of("link", "t".repeat(150)));
        if (options.contains("sparse")) {
            assertThat(Files.size(tar)).as("the holes are not stored").isLessThan(2_000_000);
        }
        partsOfSparseFilesCanBeSkippedTo(tar, contents.get("holes"));
    }

    private static void partsOfSparseFilesCanBeSkippedTo(Path tar, byte[] holes)
            throws IOException {
        for (long offset : new long[] {0, 69_999, 70_003, 170_004, 4_900_000}) {
            TarReader reader =
                    new TarReader(
                            new FolderStore.ChannelSource(tar, ReadMeter.none()),
                            Limits.standard());
            for (TarEntry entry = reader.next(); entry != null; entry = reader.next()) {
                if (new String(entry.name(), StandardCharsets.UTF_8).endsWith("holes")) {
                    EntryStream in = new EntryStream(reader, entry);
                    in.skipNBytes(offset);
                    assertThat(in.readNBytes(300))
                            .isEqualTo(
                                    java.util.Arrays.copyOfRange(
                                            holes, (int) offset, (int) offset + 300));
                }
            }
        }
    }

    static int run(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        }
    }
}
