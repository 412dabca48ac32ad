package dev.stagecraft.archive;

import static dev.stagecraft.archive.ArchiveBytes.descriptor;
import static dev.stagecraft.archive.ArchiveBytes.utf8;
import static dev.stagecraft.archive.HostileArchiveTest.layered;
import static dev.stagecraft.archive.TarBytes.tar;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/// The program that [HostileArchiveTest] runs in a small heap.
final class HostileArchives {
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    private final Path folder;

    private interface Body {
        void write(OutputStream out) throws IOException;
    }

    private HostileArchives(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws IOException {
        HostileArchives all = new HostileArchives(Path.of(args[0]));
        all.headers();
        all.bombs();
        all.links();
        all.documents();
        System.out.println("case end");
    }

    private void headers() throws IOException {
        TarBytes chain = tar();
        for (int i = 0; i < 4000; i++) {
            chain.pax("comment=" + i);
        }
        layer("header chain", chain.file("x", "").bytes());
        byte[] name = TarBytes.header(utf8("x"), 'L', "", 1L << 32);
        layer("huge long name", tar().raw(name).bytes());
        byte[] record = TarBytes.header(utf8("x"), 'x', "", (1 << 20) + 1);
        layer("huge pax record", tar().raw(record).raw(new byte[(1 << 20) + 512]).bytes());
        layer("long path", tar().pax("path=" + "p".repeat(5000)).file("x", "1").bytes());
        packed(
                "deep paths",
                out -> {
                    for (int i = 0; i < 3000; i++) {
                        String path = "d" + i + "/" + "a/".repeat(2000) + "f";
                        out.write(tar().pax("path=" + path).file("x", "").open());
                    }
                });
        byte[] sparse = TarBytes.header(utf8("x"), 'S', "", 0);
        sparse[482] = 1;
        TarBytes.octal(sparse, 483, 12, 1 << 20);
        TarBytes.sum(sparse);
        byte[] more = new byte[512];
        more[504] = 1;
        TarBytes map = tar().raw(sparse);
        for (int i = 0; i < 4000; i++) {
            map.raw(more);
        }
        layer("old sparse map", map.bytes());
        layer(
                "sparse size",
                tar().pax("GNU.sparse.size=4000000000000000000", "GNU.sparse.map=0,1")
                        .file("x", "1")
                        .bytes());
        layer(
                "sparse overlap",
                tar().pax("GNU.sparse.size=100", "GNU.sparse.map=10,5,12,5")
                        .file("x", "1234567890")
                        .bytes());
        layer(
                "negative size",
                tar().entry(
                                utf8("x"),
                                '0',
                                "",
                                new byte[0],
                                h -> TarBytes.base256(h, 124, 12, -512))
                        .bytes());
        layer(
                "huge size",
                tar().entry(
                                utf8("x"),
                                '0',
                                "",
                                new byte[0],
                                h -> TarBytes.base256(h, 124, 12, 1L << 39))
                        .bytes());
    }

    private void bombs() throws IOException {
        byte[] zeros = new byte[1 << 20];
        Body bomb =
                out -> {
                    out.write(TarBytes.header(utf8("zeros"), '0', "", 6L << 30));
                    for (int i = 0; i < 6 << 10; i++) {
                        out.write(zeros);
                    }
                };
        // gzip cannot grow more than 1 032-fold by itself: the limit is lowered to see it work.
        Limits tight = Limits.standard().withCompressionRatio(500, 64L << 20);
        ByteArrayOutputStream gz = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(gz)) {
            out.write(TarBytes.header(utf8("zeros"), '0', "", 200L << 20));
            for (int i = 0; i < 200; i++) {
                out.write(zeros);
            }
        }
        layer("gzip bomb", gz.toByteArray(), tight);
        ByteArrayOutputStream zst = new ByteArrayOutputStream();
        try (OutputStream out = new ZstdOutputStream(zst, 1)) {
            bomb.write(out);
        }
        layer("zstd bomb", zst.toByteArray(), Limits.standard());
        Body flood =
                out -> {
                    byte[] header = TarBytes.header(utf8("f"), '0', "", 0);
                    for (int i = 0; i < 1_500_000; i++) {
                        byte[] name = utf8("file" + i);
                        System.arraycopy(name, 0, header, 0, name.length);
                        TarBytes.sum(header);
                        out.write(header);
                    }
                };
        packed("entry flood", flood);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(all)) {
            flood.write(out);
        }
        layer("entry flood in gzip", all.toByteArray());
    }

    private void links() throws IOException {
        TarBytes maze = tar();
        for (int i = 0; i < 200; i++) {
            maze.symlink("s" + i, i % 50 == 49 ? "s0" : "s" + (i + 1) + "/../s" + (i + 1));
        }
        for (int i = 0; i < 20_000; i++) {
            maze.file("s" + (i % 200) + "/f" + i, "");
        }
        layer("link maze", maze.bytes());
        TarBytes chain = tar();
        for (int i = 0; i < 50_000; i++) {
            chain.hardLink("h" + i, "h" + (i + 1));
        }
        layer("hard link chain", chain.bytes());
    }

    private void documents() throws IOException {
        // An index cannot hold its own digest; two names that lead to each other can be claimed.
        ArchiveBytes cyclic = new ArchiveBytes();
        String a = "a".repeat(64);
        String b = "b".repeat(64);
        cyclic.files.put(
                "blobs/sha256/" + a, utf8("{\"manifests\":[{" + descriptor(INDEX, b, 1) + "}]}"));
        cyclic.files.put(
                "blobs/sha256/" + b,
                utf8(
                        "{\"manifests\":[{"
                                + descriptor(INDEX, a, 1)
                                + "},{"
                                + descriptor(MANIFEST, "c".repeat(64), 1)
                                + "}]}"));
        cyclic.index(descriptor(INDEX, a, 1));
        archive("cyclic index", cyclic.tar());
        ArchiveBytes deep = new ArchiveBytes();
        String inner = descriptor(MANIFEST, "c".repeat(64), 1);
        for (int i = 0; i < 20; i++) {
            inner = deep.blob(INDEX, utf8("{\"manifests\":[{" + inner + "}]}"));
        }
        archive("deep index", deep.index(inner).tar());
        archive("deep json", with("manifest.json", "[".repeat(100_000)));
        archive("huge json", with("manifest.json", "[" + " ".repeat(5 << 20) + "]"));
        archive(
                "digest is a path",
                with(
                        "index.json",
                        "{\"manifests\":[{\"mediaType\":\"x\",\"digest\":\"sha256:../../../etc/passwd\"}]}"));
        archive(
                "config is a path",
                with(
                        "manifest.json",
                        "[{\"Config\":\"../../etc/passwd\",\"RepoTags\":null,\"Layers\":[]}]"));
        ArchiveBytes path = ArchiveBytes.saved("x:1", List.of(new byte[0]));
        String manifest =
                new String(
                        path.files.get("manifest.json"), java.nio.charset.StandardCharsets.UTF_8);
        path.files.put(
                "manifest.json",
                utf8(
                        manifest.replaceFirst(
                                "\"[0-9a-f]{64}/layer.tar\"", "\"../../../../etc/passwd\"")));
        archive("layer is a path", path.tar());
        byte[] random = new byte[100_000];
        new Random(7).nextBytes(random);
        random[0] = 0x1f;
        random[1] = (byte) 0x8b;
        random[2] = 8;
        random[3] = 0;
        archive("random gzip", random);
        ArchiveBytes many = new ArchiveBytes();
        List<String> descriptors = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            descriptors.add(
                    many.blob(
                            INDEX,
                            utf8("{\"manifests\":[],\"annotations\":{\"n\":\"" + i + "\"}}")));
        }
        archive("many documents", many.index(descriptors.toArray(String[]::new)).tar());
    }

    private static byte[] with(String name, String content) {
        return tar().file(name, content).bytes();
    }

    private void layer(String name, byte[] stored) throws IOException {
        layer(name, stored, Limits.standard());
    }

    /// Reads it as a layer of a plain archive, of a packed one, and with all contents.
    private void layer(String name, byte[] stored, Limits limits) throws IOException {
        Path file = folder.resolve("layer.tar");
        Files.write(file, layered(stored));
        report(name, file, limits);
    }

    /// As a layer that is too long to keep in memory, packed by zstd.
    private void packed(String name, Body body) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (OutputStream out = new ZstdOutputStream(all, 1)) {
            body.write(out);
        }
        layer(name, all.toByteArray());
    }

    private void archive(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve("archive.tar");
        Files.write(file, bytes);
        report(name, file, Limits.standard());
    }

    private static void report(String name, Path file, Limits limits) {
        long start = System.nanoTime();
        String what;
        try (ImageArchive archive = ImageArchive.open(file, limits, ReadProgress.NONE)) {
            ArchivedImage image = archive.images().getFirst();
            what = image.image().isEmpty() ? "absent" : read(archive, image);
        } catch (LimitExceededException e) {
            what = "LimitExceededException " + e.limit();
        } catch (IOException | RuntimeException | Error e) {
            what = e.getClass().getSimpleName();
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        System.out.println("time " + name + " " + millis + " ms");
        System.out.println("case " + name + ": " + what + (millis > 30_000 ? " SLOW" : ""));
    }

    private static String read(ImageArchive archive, ArchivedImage image) throws IOException {
        ImageContents contents = archive.verify(image, LayerCache.NONE, ReadProgress.NONE);
        for (LayerProblem problem : contents.layers().getFirst().problems()) {
            switch (problem.kind()) {
                case LIMIT -> {
                    for (String limit :
                            List.of(
                                    "headerChain",
                                    "headerBytes",
                                    "entries",
                                    "layerBytes",
                                    "compressionRatio")) {
                        if (means(problem.message(), limit)) {
                            return "LIMIT " + limit;
                        }
                    }
                    return "LIMIT " + problem.message();
                }
                case DIGEST_MISMATCH -> {}
                case REJECTED_ENTRIES -> {
                    return problem.message().contains("circle") ? "ok" : "REJECTED_ENTRIES";
                }
                default -> {
                    return problem.kind().toString();
                }
            }
        }
        return "ok";
    }

    private static boolean means(String message, String limit) {
        return switch (limit) {
            case "headerChain" -> message.contains("extension headers before one entry");
            case "headerBytes" -> message.contains("longer than 1048576 bytes");
            case "entries" -> message.contains("paths in all layers");
            case "layerBytes" ->
                    message.contains("claims") || message.contains("the layer is longer");
            default -> message.contains("-fold");
        };
    }
}
