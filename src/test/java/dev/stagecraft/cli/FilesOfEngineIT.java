package dev.stagecraft.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagecraft.engine.DockerEngine;
import dev.stagecraft.engine.RealEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the commands say of images that a real engine built is what its export and GNU tar say.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilesOfEngineIT {
    private static final String NAME = "sc-files/it";
    private static final String BASE = "debian:trixie-slim";

    @SuppressWarnings("InlineFormatString") // it is long
    private static final String DOCKERFILE =
            """
            FROM %s
            COPY ["odd name", "/t/odd name"]
            RUN mkdir -p /t/keep /t/gone/deep /t/emptied /t/file /t/dir /t/links && echo a > /t/keep/a \\
             && echo b > /t/gone/deep/b && echo c > /t/emptied/c && echo d > /t/file/d \\
             && echo f > /t/dir/f && ln /t/keep/a /t/keep/hard && ln /t/keep/a /t/links/third \\
             && ln -s ../keep/a /t/keep/soft && ln -s /etc/passwd /t/links/absolute \\
             && ln -s nowhere /t/links/dangling && ln -s keep /t/dirlink \\
             && echo x > "/t/$(printf 'b\\377d')" && echo y > "/t/$(printf 'b\\376d')" \\
             && echo z > "/t/$(printf 'new\\nline\\ttab')" && echo ü > /t/ünï && echo q > '/t/back\\slash' \\
             && mkfifo /t/pipe && mknod /t/null c 1 3 && mknod /t/block b 7 0 \\
             && head -c 300000 /dev/urandom > /t/big && chmod 4750 /t/big \\
             && chmod 2775 /t/dir && chmod 1777 /t/emptied && chown 12345:54321 /t/file/d \\
             && mkdir -p "/t/$(printf 'n%%.0s' $(seq 200))/$(printf 'm%%.0s' $(seq 200))" \\
             && touch "/t/$(printf 'n%%.0s' $(seq 200))/$(printf 'm%%.0s' $(seq 200))/end"
            RUN rm -r /t/gone && rm -r /t/emptied && mkdir /t/emptied && echo new > /t/emptied/n
            RUN rm -r /t/file && echo now > /t/file && rm /t/pipe /t/null && chown -R 12:34 /t/keep
            RUN rm /t/dirlink && mkdir /t/dirlink && echo e > /t/dirlink/e && rm /t/big \\
             && ln /t/keep/a /t/late && mv /t/dir /t/moved && chmod g-s /t/moved
            RUN true
            """;

    /// What a container has that its image has not, and the folders that this changes.
    private static final Set<String> ENGINES =
            Set.of(
                    ".dockerenv",
                    "dev/console",
                    "dev/pts",
                    "dev/shm",
                    "etc/hostname",
                    "etc/hosts",
                    "etc/mtab",
                    "etc/resolv.conf");

    private Path folder;
    private DockerEngine engine;
    private final Map<String, Built> images = new HashMap<>();

    /// An image, and what other programs made of it.
    private record Built(
            String tag,
            Path saved,
            List<Path> layers,
            Path export,
            Map<String, TarListing.Entry> files) {}

    @BeforeAll
    void build(@TempDir Path shared) throws IOException {
        folder = shared;
        engine = RealEngine.connect();
        RealEngine.needs(engine, BASE);
        Path context = Files.createDirectory(folder.resolve("context"));
        Files.writeString(context.resolve("Dockerfile"), DOCKERFILE.formatted(BASE));
        Files.writeString(context.resolve("odd name"), "of a context\n");
        for (boolean buildkit : new boolean[] {false, true}) {
            String builder = buildkit ? "buildkit" : "classic";
            String tag = NAME + ":" + builder;
            RealEngine.build(buildkit, context, tag, "--no-cache");
            images.put(builder, built(tag, builder));
        }
    }

    private Built built(String tag, String name) throws IOException {
        Path saved = folder.resolve(name + ".tar");
        RealEngine.docker("save", "-o", saved.toString(), tag);
        Path unpacked = Files.createDirectory(folder.resolve(name));
        RealEngine.run(
                Map.of(), List.of("tar", "-xf", saved.toString(), "-C", unpacked.toString()));
        JsonNode manifest = new ObjectMapper().readTree(unpacked.resolve("manifest.json").toFile());
        List<Path> layers = new ArrayList<>();
        manifest.get(0).get("Layers").forEach(l -> layers.add(unpacked.resolve(l.asText())));
        Path export = folder.resolve(name + "-export.tar");
        export(tag, export);
        return new Built(tag, saved, layers, export, TarListing.byPath(TarListing.of(export)));
    }

    private static void export(String image, Path to) {
        String id = RealEngine.docker("create", image, "true").strip();
        try {
            RealEngine.docker("export", "-o", to.toString(), id);
        } finally {
            RealEngine.docker("rm", id);
        }
    }

    @AfterAll
    void remove() {
        if (engine != null) {
            images.values().forEach(i -> RealEngine.docker("rmi", "-f", i.tag()));
            // JUnit would warn of each link that leads out.
            RealEngine.run(Map.of(), List.of("rm", "-rf", folder.resolve("whole").toString()));
            engine.close();
        }
    }

    private Built image(String builder) {
        return Objects.requireNonNull(images.get(builder));
    }

    private CliProcess cli() throws IOException {
        return new CliProcess(Files.createDirectories(folder.resolve("home")));
    }

    private static JsonNode json(CliProcess.Ended ended) throws IOException {
        assertThat(ended.err()).isEmpty();
        assertThat(ended.status()).isZero();
        return new ObjectMapper().readTree(ended.out());
    }

    private JsonNode files(String source, String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of("files", source, "--json"));
        all.addAll(List.of(options));
        return json(cli().run(all.toArray(String[]::new)));
    }

    /// Kind, mode, owner, size and target of each path.
    private static Map<String, String> described(JsonNode document, boolean removed) {
        Map<String, String> all = new TreeMap<>();
        Map<String, Long> sizes = new HashMap<>();
        document.get("files")
                .forEach(f -> sizes.put(f.get("path").asText(), f.get("size").asLong()));
        for (JsonNode file : document.get("files")) {
            if (file.get("state").asText().equals("removed") == removed) {
                String kind = file.get("kind").asText();
                boolean symlink = kind.equals("symlink");
                // The bytes of an inode count for one of its names.
                String inode = file.has("link") ? "/" + file.get("link").asText() : "";
                long size = sizes.getOrDefault(inode, file.get("size").asLong());
                all.put(
                        file.get("path").asText().substring(1),
                        "%s %s %s:%s %d %s"
                                .formatted(
                                        kind,
                                        file.get("mode").asText(),
                                        file.get("uid").asText(),
                                        file.get("gid").asText(),
                                        kind.equals("file") ? size : 0,
                                        symlink ? file.get("link").asText() : ""));
            }
        }
        return all;
    }

    private static Map<String, String> described(Map<String, TarListing.Entry> tar) {
        Map<String, String> all = new TreeMap<>();
        tar.forEach((path, e) ->
                all.put(
                        path,
                        "%s %s %s %d %s"
                                .formatted(
                                        kind(e.kind()), e.mode(), e.owner(), e.size(), e.link())));
        return all;
    }

    private static String kind(char letter) {
        return switch (letter) {
            case '-' -> "file";
            case 'd' -> "directory";
            case 'l' -> "symlink";
            case 'c' -> "character-device";
            case 'b' -> "block-device";
            case 'p' -> "fifo";
            default -> String.valueOf(letter);
        };
    }

    private static void same(Map<String, String> found, Map<String, String> expected) {
        Set<String> paths = new TreeSet<>(found.keySet());
        paths.addAll(expected.keySet());
        paths.removeAll(ENGINES);
        paths.removeIf(
                p -> found.getOrDefault(p, "absent").equals(expected.getOrDefault(p, "absent")));
        assertThat(paths)
                .as(() -> {
                    StringBuilder text = new StringBuilder();
                    paths.forEach(p ->
                            text.append(p)
                                    .append(": found ")
                                    .append(found.get(p))
                                    .append(", expected ")
                                    .append(expected.get(p))
                                    .append('\n'));
                    return text.toString();
                })
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "buildkit"})
    void theFinalFilesAreThoseOfAContainer(String builder) throws IOException {
        Built image = image(builder);
        Map<String, String> expected = described(image.files());
        assertThat(expected).hasSizeGreaterThan(2000);
        for (String source : List.of("engine:" + image.tag(), image.saved().toString())) {
            Map<String, String> found = described(files(source, "--final"), false);
            same(found, expected);
            assertThat(found)
                    .containsEntry("t/late", "file 0644 12:34 2 ")
                    .containsKeys("t/b\\xffd", "t/b\\xfed", "t/new\nline\ttab", "t/odd name")
                    .containsEntry("t/block", "block-device 0644 0:0 0 ")
                    .doesNotContainKeys("t/big", "t/gone", "t/gone/deep/b", "t/file/d");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "buildkit"})
    void eachLayersFilesAreThoseOfItsTar(String builder) throws IOException {
        Built image = image(builder);
        for (int layer = 0; layer < image.layers().size(); layer++) {
            List<TarListing.Entry> entries = TarListing.of(image.layers().get(layer));
            Set<String> hidden = new TreeSet<>();
            Set<String> opaque = new TreeSet<>();
            List<TarListing.Entry> there = new ArrayList<>();
            for (TarListing.Entry e : entries) {
                String base = e.path().substring(e.path().lastIndexOf('/') + 1);
                String parent = e.path().substring(0, e.path().length() - base.length());
                if (base.equals(".wh..wh..opq")) {
                    opaque.add(parent);
                } else if (base.startsWith(".wh.")) {
                    hidden.add(parent + base.substring(4));
                } else {
                    there.add(e);
                }
            }
            JsonNode document = files(image.saved().toString(), "--layer", "" + (layer + 1));
            same(described(document, false), described(TarListing.byPath(there)));
            Set<String> removed = described(document, true).keySet();
            assertThat(removed).as("layer " + layer).containsAll(hidden);
            Set<String> replaced = new TreeSet<>(TarListing.byPath(there).keySet());
            assertThat(removed)
                    .allMatch(path ->
                            Stream.of(hidden, replaced)
                                            .flatMap(Set::stream)
                                            .anyMatch(h -> (path + "/").startsWith(h + "/"))
                                    || opaque.stream().anyMatch(path::startsWith));
        }
    }

    /// The classic builder keeps an image of each step, so that the engine itself can be asked what
    /// there was up to a layer.
    @Test
    void whatIsThereUpToALayerIsWhatTheStepsImageHas() throws IOException {
        Built image = image("classic");
        List<String> steps =
                RealEngine.dockerLines("history", "-q", "--no-trunc", image.tag()).stream()
                        .filter(id -> id.startsWith("sha256:"))
                        .toList();
        int checked = 0;
        for (String step : steps) {
            String ids =
                    RealEngine.docker(
                            "image",
                            "inspect",
                            "-f",
                            "{{range .RootFS.Layers}}{{.}} {{end}}",
                            step);
            int layers = ids.strip().split(" ").length;
            if (layers > 1 && checked < 3) {
                Path export = folder.resolve("step.tar");
                export(step, export);
                same(
                        described(files(image.saved().toString(), "--upto", "" + layers), false),
                        described(TarListing.byPath(TarListing.of(export))));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(3);
    }

    /// Live bytes by `docker export`, all bytes by the tars of the layers.
    @ParameterizedTest
    @ValueSource(strings = {"classic", "buildkit"})
    void deadBytesAreWhatTheLayersHaveMoreThanTheContainer(String builder) throws IOException {
        Built image = image(builder);
        long all = 0;
        for (Path layer : image.layers()) {
            all += fileBytes(TarListing.of(layer));
        }
        // Of the engine's own files those of the image count.
        List<TarListing.Entry> container = new ArrayList<>(TarListing.of(image.export()));
        container.removeIf(e -> ENGINES.contains(e.path()));
        long live = fileBytes(container);
        JsonNode waste = json(cli().run("waste", image.saved().toString(), "--json"));
        for (JsonNode file : files(image.saved().toString()).get("files")) {
            boolean hidden = ENGINES.contains(file.get("path").asText().substring(1));
            live += hidden ? file.get("size").asLong() : 0;
        }
        assertThat(waste.get("totalBytes").asLong()).isEqualTo(all);
        assertThat(waste.get("liveBytes").asLong()).isEqualTo(live);
        assertThat(waste.get("deadBytes").asLong()).isEqualTo(all - live).isGreaterThan(300_000);
        long listed = 0;
        for (JsonNode file : files(image.saved().toString(), "--dead").get("files")) {
            listed += file.get("kind").asText().equals("file") ? file.get("size").asLong() : 0;
        }
        assertThat(listed).isEqualTo(all - live);
    }

    private static long fileBytes(List<TarListing.Entry> entries) {
        return entries.stream()
                .filter(e -> e.kind() == '-')
                .mapToLong(TarListing.Entry::size)
                .sum();
    }

    @Test
    void layersAreCalledByTheSumsOfTheirTars() throws IOException {
        Built image = image("buildkit");
        List<String> sums = new ArrayList<>();
        for (Path layer : image.layers()) {
            sums.add(
                    "sha256:"
                            + RealEngine.run(
                                            Map.of(),
                                            List.of(
                                                    "sh",
                                                    "-c",
                                                    "gzip -dcf \"$1\" | sha256sum",
                                                    "sh",
                                                    layer.toString()))
                                    .substring(0, 64));
        }
        for (int layer = 0; layer < sums.size(); layer++) {
            // A layer is asked for by its number and by its digest.
            JsonNode byNumber = files(image.saved().toString(), "--layer", "" + (layer + 1));
            JsonNode byDigest = files(image.saved().toString(), "--layer", sums.get(layer));
            assertThat(byDigest).isEqualTo(byNumber);
        }
        CliProcess.Ended waste = cli().run("waste", image.saved().toString());
        assertThat(waste.err()).as("every byte is read, and no sum is found wrong").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "t/late",
                "t/keep/soft",
                "t/b\\xffd",
                "t/ünï",
                "t/back\\slash",
                "bin/sh",
                "t/odd name"
            })
    void catWritesTheBytesThatTarHas(String path) throws Exception {
        Built image = image("classic");
        Path unpacked = unpacked(image);
        Path expected = unpacked.resolve(path.equals("bin/sh") ? "usr/bin/sh" : path);
        if (path.contains("\\xff")) {
            try (Stream<Path> all = Files.list(unpacked.resolve("t"))) {
                expected = all.filter(p -> isOf(p, "x\n")).findFirst().orElseThrow();
            }
        }
        byte[] bytes = Files.readAllBytes(expected.toRealPath());
        for (String source : List.of("engine:" + image.tag(), image.saved().toString())) {
            CliProcess.Ended ended = cli().run("cat", source, "/" + path);
            assertThat(ended.err()).isEmpty();
            assertThat(ended.status()).isZero();
            assertThat(ended.out()).isEqualTo(bytes);
        }
    }

    private static boolean isOf(Path file, String content) {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && Files.size(file) == content.length()
                    && Files.readString(file).equals(content);
        } catch (IOException e) {
            return false;
        }
    }

    private Path unpacked(Built image) throws IOException {
        Path to = folder.resolve("whole");
        if (!Files.exists(to)) {
            Files.createDirectory(to);
            RealEngine.run(
                    Map.of(),
                    List.of(
                            "tar",
                            "-C",
                            to.toString(),
                            "--exclude=dev",
                            "--exclude=t/block",
                            "-xf",
                            image.export().toString()));
        }
        return to;
    }

    @Test
    void extractWritesTheTreeThatTarDoes() throws Exception {
        Built image = image("classic");
        Path expected = unpacked(image);
        for (String part : List.of("t", "usr/share", "etc")) {
            Path to = folder.resolve("to-" + part.replace('/', '-'));
            CliProcess.Ended ended =
                    cli().run("extract", "engine:" + image.tag(), "/" + part, "-o", to.toString());
            assertThat(ended.status()).as(ended.err()).isZero();
            String name = part.substring(part.lastIndexOf('/') + 1);
            Map<String, String> found = tree(to.resolve(name));
            Map<String, String> those = tree(expected.resolve(part));
            // Links that lead out of what is saved are left out, and said.
            those.entrySet()
                    .removeIf(e ->
                            e.getValue().startsWith("-> ")
                                    && !found.containsKey(e.getKey())
                                    && ended.err().contains("/" + part + "/" + e.getKey() + " "));
            // The engine gives these to each container anew.
            List.of("hostname", "hosts", "mtab", "resolv.conf")
                    .forEach(f -> {
                        if (part.equals("etc")) {
                            found.remove(f);
                            those.remove(f);
                        }
                    });
            same(found, those);
            assertThat(found).hasSizeGreaterThan(10);
        }
    }

    /// Content and permissions by path; names with characters that no disk should have are shown
    /// with `_` for them, as they are saved.
    private static Map<String, String> tree(Path top) throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(top)) {
            for (Path file : files.toList()) {
                String path = top.relativize(file).toString().replaceAll("[\\n\\t]", "_");
                if (path.startsWith("b") && path.endsWith("d") && !path.equals("backward")) {
                    continue;
                }
                if (Files.isSymbolicLink(file)) {
                    all.put(path, "-> " + Files.readSymbolicLink(file));
                } else if (Files.isRegularFile(file)) {
                    all.put(
                            path,
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                                    + " "
                                    + java.util.Arrays.hashCode(Files.readAllBytes(file)));
                } else if (Files.isDirectory(file)) {
                    all.put(path, "directory");
                }
            }
        }
        return all;
    }

    @Test
    void aKnownImageIsListedWithoutAnExportAndAnExportEndsWithTheFile() throws IOException {
        assumeTrue(
                engine.info().address().scheme().equals("unix"), "the engine is behind no socket");
        String tag = image("classic").tag();
        CliProcess cli = new CliProcess(Files.createDirectories(folder.resolve("fresh")));
        try (EngineGate gate = new EngineGate(Path.of(engine.info().address().path()))) {
            String[] engine = {"--engine", gate.address()};
            String first = json(cli.run("files", tag, "--json", engine[0], engine[1])).toString();
            assertThat(gate.exports).hasValue(1);
            long whole = gate.bytes.getAndSet(0);
            gate.refuses = true;
            assertThat(json(cli.run("files", tag, "--json", engine[0], engine[1])).toString())
                    .isEqualTo(first);
            json(cli.run("files", tag, "--layer", "2", "--json", engine[0], engine[1]));
            json(cli.run("waste", tag, "--json", engine[0], engine[1]));
            json(cli.run("tree", tag, "--json", engine[0], engine[1]));
            String platform = RealEngine.docker("version", "-f", "{{.Server.Os}}/{{.Server.Arch}}");
            json(
                    cli.run(
                            "files",
                            tag,
                            "--json",
                            engine[0],
                            engine[1],
                            "--platform",
                            platform.strip()));
            assertThat(gate.exports).as("refused exports").hasValue(1);
            CliProcess.Ended refused = cli.run("cat", tag, "/t/late", engine[0], engine[1]);
            assertThat(refused.status()).isEqualTo(Cli.FAILED);
            gate.refuses = false;
            gate.exports.set(0);
            gate.bytes.set(0);
            CliProcess.Ended cat = cli.run("cat", tag, "/t/late", engine[0], engine[1]);
            assertThat(cat.text()).isEqualTo("a\n");
            // Compressed layers are not named after what they hold, and where they lie is at the
            // export's end.
            boolean compressed = this.engine.info().containerdStore();
            assertThat(gate.exports.get()).isBetween(1, compressed ? 3 : 1);
            assertThat(gate.bytes.get()).isLessThan(compressed ? 3 * whole : whole);
        }
    }
}
