package dev.stagecraft.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stagecraft.image.FileKind;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.FileVersion;
import dev.stagecraft.image.LayerListing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What is read of a real engine's images is what the engine itself and GNU tar make of them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EngineExportIT {
    private static final String TAG = "sc-archive/layers:it";

    @SuppressWarnings("InlineFormatString") // it is long
    private static final String DOCKERFILE =
            """
            FROM %s
            RUN mkdir -p /t/keep /t/gone /t/emptied /t/file && echo a > /t/keep/a && echo b > /t/gone/b \\
             && echo c > /t/emptied/c && echo d > /t/file/d && ln /t/keep/a /t/keep/hard \\
             && ln -s ../keep/a /t/keep/soft && echo x > "/t/$(printf 'b\\377d')" && mkfifo /t/pipe \\
             && head -c 300000 /dev/zero > /t/big && chmod 4750 /t/big && touch -d 1960-01-01 /t/old \\
             && ln -s keep /t/dirlink
            RUN rm -r /t/gone && rm -r /t/emptied && mkdir /t/emptied && echo new > /t/emptied/n
            RUN rm -r /t/file && echo now > /t/file && chown -R 12:34 /t/keep && rm /t/pipe
            RUN chmod -R g+w /t/keep && rm /t/keep/a && echo through > /t/dirlink/e
            """;

    /// What a container has that its image has not.
    private static final Set<String> ENGINES =
            Set.of(
                    ".dockerenv",
                    "dev/console",
                    "dev/pts",
                    "dev/shm",
                    "etc/hostname",
                    "etc/hosts",
                    "etc/mtab",
                    "etc/resolv.conf",
                    "dev",
                    "proc",
                    "sys",
                    "etc");

    private Path folder;
    private ImageArchive archive;
    private ImageContents contents;
    private Path saved;

    @BeforeAll
    void build(@TempDir Path shared) throws Exception {
        folder = shared;
        String base = null;
        for (String candidate :
                List.of("debian:trixie-slim", "debian:12-slim", "debian:latest", "alpine:latest")) {
            if (base == null && run("docker", "image", "inspect", candidate).code == 0) {
                base = candidate;
            }
        }
        assumeTrue(base != null, "no engine answers, or it has no base image");
        Path context = Files.createDirectory(folder.resolve("context"));
        Files.writeString(context.resolve("Dockerfile"), DOCKERFILE.formatted(base));
        Result built = run("docker", "build", "-q", "-t", TAG, context.toString());
        assumeTrue(built.code == 0, "the engine cannot build: " + built.text());
        saved = folder.resolve("saved.tar");
        assertThat(run("docker", "save", "-o", saved.toString(), TAG).code).isZero();
        archive = ImageArchive.open(saved);
        contents = archive.verify(archive.images().getFirst(), LayerCache.NONE, ReadProgress.NONE);
    }

    @AfterAll
    void remove() throws Exception {
        if (archive != null) {
            archive.close();
            run("docker", "image", "rm", TAG);
        }
    }

    @Test
    void theFinalTreeIsWhatAContainerHas() throws Exception {
        String id = run("docker", "create", TAG, "true").text().strip();
        Path export = folder.resolve("export.tar");
        try {
            assertThat(run("docker", "export", "-o", export.toString(), id).code).isZero();
        } finally {
            run("docker", "rm", id);
        }
        LayerListing listing;
        try (InputStream in = Files.newInputStream(export)) {
            listing =
                    LayerParser.parseAll(
                                    new StreamSource(in, ReadMeter.none()),
                                    "sha256",
                                    new EntryBudget(Limits.standard()))
                            .listing();
        }
        Map<String, String> expected = described(FileTree.of(List.of(listing)));
        Map<String, String> found = described(contents.tree());
        expected.keySet().removeAll(ENGINES);
        found.keySet().removeAll(ENGINES);
        // docker export writes 1970 for all times before it; the layer says what was meant.
        assertThat(found.remove("t/old")).contains("1960-01-01");
        assertThat(expected.remove("t/old")).contains("1970-01-01");
        assertThat(found).hasSizeGreaterThan(1000);
        assertThat(differences(found, expected)).isEmpty();
        assertThat(found).containsKey("t/b\\xffd").doesNotContainKey("t/gone/b");
        assertThat(contents.isVerified()).isTrue();
    }

    private static List<String> differences(
            Map<String, String> found, Map<String, String> expected) {
        Set<String> paths = new TreeSet<>(found.keySet());
        paths.addAll(expected.keySet());
        return paths.stream()
                .filter(p -> !found.getOrDefault(p, "").equals(expected.getOrDefault(p, "")))
                .map(p -> p + ": " + found.get(p) + " instead of " + expected.get(p))
                .toList();
    }

    /// Type, mode, owner, size, time and target of each path of the final image. Of which of
    /// several names of an inode carries the bytes nothing is said: that is the tar's choice.
    private static Map<String, String> described(FileTree tree) {
        Map<String, String> all = new TreeMap<>();
        for (int node = 1; node < tree.size(); node++) {
            int row = tree.visibleAt(node, tree.layers() - 1);
            if (row >= 0) {
                FileVersion v = tree.version(row);
                String target =
                        v.kind() == FileKind.SYMLINK ? " -> " + v.linkTarget().orElse("") : "";
                all.put(
                        tree.path(node),
                        v.permissions()
                                + " "
                                + v.owner().numbers()
                                + " "
                                + v.size()
                                + (v.kind() == FileKind.DIRECTORY
                                        ? ""
                                        : " " + v.modified() + " " + v.contentHash().orElse(""))
                                + target);
            }
        }
        return all;
    }

    @Test
    void eachLayerIsWhatTarLists() throws Exception {
        Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
        assertThat(run("tar", "-xf", saved.toString(), "-C", unpacked.toString()).code).isZero();
        String manifest = Files.readString(unpacked.resolve("manifest.json"));
        List<String> layers = new ArrayList<>();
        var paths =
                Pattern.compile("\"([^\"]*(?:layer\\.tar|blobs/sha256/[0-9a-f]+))\"")
                        .matcher(manifest.substring(manifest.indexOf("\"Layers\"")));
        while (paths.find()) {
            layers.add(paths.group(1));
        }
        assertThat(layers).hasSize(contents.layers().size());
        for (String layer : layers) {
            Path tar = unpacked.resolve(layer);
            Result listed =
                    run(
                            "tar",
                            "--numeric-owner",
                            "--full-time",
                            "--utc",
                            "--quoting-style=escape",
                            "-tvf",
                            tar.toString());
            assertThat(listed.code).as(listed.text()).isZero();
            List<String> expected =
                    listed.text().lines().map(l -> l.replaceAll("  +", " ")).toList();
            assertThat(lines(tar)).isEqualTo(expected);
        }
    }

    /// The layer as `tar tvf` writes it.
    private static List<String> lines(Path tar) throws IOException {
        List<String> lines = new ArrayList<>();
        try (ByteSource source = new FolderStore.ChannelSource(tar, ReadMeter.none())) {
            TarReader reader = new TarReader(source, Limits.standard());
            for (TarEntry e = reader.next(); e != null; e = reader.next()) {
                var kind =
                        switch (e.type()) {
                            case '1' -> FileKind.HARD_LINK;
                            case '2' -> FileKind.SYMLINK;
                            case '3' -> FileKind.CHARACTER_DEVICE;
                            case '4' -> FileKind.BLOCK_DEVICE;
                            case '5' -> FileKind.DIRECTORY;
                            case '6' -> FileKind.FIFO;
                            default -> FileKind.FILE;
                        };
                boolean device = e.type() == '3' || e.type() == '4';
                String link =
                        switch (e.type()) {
                            case '1' -> " link to " + quoted(e.link());
                            case '2' -> " -> " + quoted(e.link());
                            default -> "";
                        };
                lines.add(
                        "%s %s/%s %s %s %s%s"
                                .formatted(
                                        FileVersion.permissions(kind, e.mode()),
                                        e.owner().uid(),
                                        e.owner().gid(),
                                        device ? e.major() + "," + e.minor() : e.size(),
                                        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
                                                .withZone(ZoneOffset.UTC)
                                                .format(Instant.ofEpochSecond(e.modified())),
                                        quoted(e.name()),
                                        link));
            }
        }
        return lines;
    }

    private static String quoted(byte[] name) {
        StringBuilder text = new StringBuilder();
        for (byte b : name) {
            if (b == '\\') {
                text.append("\\\\");
            } else if (b < 0x20 || b == 0x7f) {
                text.append("\\%03o".formatted(b & 0xff));
            } else {
                text.append((char) b);
            }
        }
        return text.toString();
    }

    @Test
    void anExportIsReadAsTheFileIs() throws Exception {
        Process save = new ProcessBuilder("docker", "save", TAG).start();
        try (InputStream in = save.getInputStream()) {
            ImageArchive streamed = ImageArchive.read(in, 0, Limits.standard(), ReadProgress.NONE);
            ImageContents again =
                    streamed.read(streamed.images().getFirst(), LayerCache.NONE, ReadProgress.NONE);
            assertThat(again.isVerified()).isTrue();
            assertThat(described(again.tree())).isEqualTo(described(contents.tree()));
            assertThat(again.image()).isEqualTo(contents.image());
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Result(int code, byte[] out) {
        String text() {
            return new String(out, StandardCharsets.ISO_8859_1);
        }
    }

    private static Result run(String... command) throws InterruptedException {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            byte[] out = process.getInputStream().readAllBytes();
            return new Result(process.waitFor(), out);
        } catch (IOException e) {
            return new Result(-1, String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
        }
    }
}
