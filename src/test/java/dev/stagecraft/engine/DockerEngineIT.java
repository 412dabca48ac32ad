package dev.stagecraft.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagecraft.image.BuildCacheRecord;
import dev.stagecraft.image.HistoryEntry;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.ImageReference;
import dev.stagecraft.image.ImageSummary;
import dev.stagecraft.image.Layer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerEngineIT {
    private static final String MADE = "sc-engine/it";
    private static final String BASE = "debian:trixie-slim";

    private static DockerEngine engine;

    @BeforeAll
    static void connect() {
        engine = RealEngine.connect();
        RealEngine.needs(engine, BASE);
    }

    @AfterAll
    static void removeWhatWasMade() {
        if (engine != null) {
            List<String> made =
                    RealEngine.dockerLines("images", "--format", "{{.Repository}}:{{.Tag}}", MADE);
            for (String tag : made) {
                RealEngine.docker("rmi", "-f", tag);
            }
            engine.close();
        }
    }

    @Test
    void saysWhatTheCommandLineSaysOfTheEngine() {
        assertThat(engine.info().version())
                .isEqualTo(RealEngine.docker("version", "--format", "{{.Server.Version}}").strip());
        assertThat(engine.info().serverApiVersion())
                .isEqualTo(
                        RealEngine.docker("version", "--format", "{{.Server.APIVersion}}").strip());
        assertThat(engine.info().platform().toString())
                .isEqualTo(
                        RealEngine.docker("version", "--format", "{{.Server.Os}}/{{.Server.Arch}}")
                                .strip());
        assertThat(engine.info().storageDriver())
                .isEqualTo(RealEngine.docker("info", "--format", "{{.Driver}}").strip());
    }

    @Test
    void listsTheImagesThatTheCommandLineLists() throws Exception {
        List<String> ours = new ArrayList<>();
        for (ImageSummary image : engine.listImages(false)) {
            for (ImageReference tag : image.tags()) {
                ours.add(image.id() + " " + tag.familiar());
            }
        }
        List<String> theirs =
                RealEngine.dockerLines(
                                "images",
                                "--no-trunc",
                                "--filter",
                                "dangling=false",
                                "--format",
                                "{{.ID}} {{.Repository}}:{{.Tag}}")
                        .stream()
                        .filter(line -> !line.contains("<none>"))
                        .toList();
        // Others may build meanwhile; what both saw must be all but the newest few.
        assertThat(ours).filteredOn(line -> line.contains(" debian:")).isNotEmpty();
        assertThat(stable(ours)).containsExactlyInAnyOrderElementsOf(stable(theirs));
    }

    private static List<String> stable(List<String> lines) {
        return lines.stream()
                .filter(line ->
                        line.contains(" debian:")
                                || line.contains(" python:")
                                || line.contains("distroless"))
                .toList();
    }

    @Test
    void sizesOfImagesAreThoseOfDockerImages() throws Exception {
        ImageSummary summary =
                engine.listImages(false).stream()
                        .filter(image -> image.tags().contains(ImageReference.parse(BASE)))
                        .findFirst()
                        .orElseThrow();
        long theirs =
                Long.parseLong(
                        RealEngine.docker("image", "inspect", "--format", "{{.Size}}", BASE)
                                .strip());
        Image image = engine.inspect(BASE);
        assertThat(image.size()).hasValue(theirs);
        long layers = image.layers().stream().mapToLong(l -> l.size().orElseThrow()).sum();
        assertThat(layers)
                .isEqualTo(
                        RealEngine.dockerLines(
                                        "history", "--human=false", "--format", "{{.Size}}", BASE)
                                .stream()
                                .mapToLong(Long::parseLong)
                                .sum());
        if (engine.info().containerdStore()) {
            // Compressed blobs, unpacked files, and both together.
            assertThat(summary.size()).isGreaterThanOrEqualTo(Math.max(theirs, layers));
        } else {
            assertThat(layers).isEqualTo(theirs);
            assertThat(summary.size()).isEqualTo(theirs);
        }
    }

    @Test
    void sharedSizesAreThoseOfSystemDf() throws Exception {
        Map<String, String> theirs = new HashMap<>();
        for (String line :
                RealEngine.diskUsage("{{range .Images}}{{.ID}} {{.SharedSize}}{{println}}{{end}}")
                        .lines()
                        .toList()) {
            String[] words = line.split(" ");
            if (words.length == 2) {
                theirs.put(words[0].replace("sha256:", "").substring(0, 12), words[1]);
            }
        }
        ImageSummary python =
                engine.listImagesWithSharedSizes(false).stream()
                        .filter(i -> i.tags().contains(ImageReference.parse(BASE)))
                        .findFirst()
                        .orElseThrow();
        // 79.64 MB as the command line rounds it
        String expected = Objects.requireNonNull(theirs.get(python.id().shortHex()));
        assertThat(expected).endsWith("MB");
        double shown = Double.parseDouble(expected.replace("MB", ""));
        assertThat(python.shared().orElseThrow() / 1e6)
                .isCloseTo(shown, Offset.offset(shown / 1000 + 0.01));
        assertThat(python.own().orElseThrow())
                .isEqualTo(python.size() - python.shared().orElseThrow());
    }

    @Test
    void historyIsThatOfDockerHistoryInTheOtherOrder() throws Exception {
        RealEngine.needs(engine, "python:3.13-slim");
        List<String> theirs =
                RealEngine.dockerLines(
                                "history",
                                "--no-trunc",
                                "--human=false",
                                "--format",
                                "{{.Size}} {{.CreatedBy}}",
                                "python:3.13-slim")
                        .reversed();
        List<String> ours =
                engine.history("python:3.13-slim").stream()
                        .map(step -> step.size().orElseThrow() + " " + step.createdBy())
                        .toList();
        assertThat(ours).containsExactlyElementsOf(theirs);
    }

    @Test
    void everyImageHasItsLayersAttributed() throws Exception {
        for (ImageSummary summary : engine.listImages(false)) {
            Image image;
            try {
                image = engine.inspect(summary.id().toString());
            } catch (ImageNotFoundException e) {
                continue; // removed by someone else meanwhile
            }
            assertThat(image.layers()).allSatisfy(l -> assertThat(l.history()).isPresent());
            assertThat(image.history().stream().filter(step -> !step.emptyLayer()).count())
                    .as("steps with a layer of %s", image.displayName())
                    .isEqualTo(image.layers().size());
            if (!engine.info().containerdStore()) {
                assertThat(image.layers().stream().mapToLong(l -> l.size().orElseThrow()).sum())
                        .as("layers of %s", image.displayName())
                        .isEqualTo(image.size().orElseThrow());
            }
        }
    }

    /// The configuration in `docker save` is the truth about empty layers.
    @Test
    void knowsWhichStepsMadeALayerWhicheverBuilderRan(@TempDir Path folder) throws Exception {
        Files.writeString(
                folder.resolve("Dockerfile"),
                """
                FROM %s
                ENV A=1
                RUN true
                RUN mkdir /made
                WORKDIR /work
                WORKDIR /work
                COPY empty /work/empty
                RUN true
                COPY full /work/full
                RUN touch /work/touched
                USER nobody
                CMD ["true"]
                """
                        .formatted(BASE));
        Files.writeString(folder.resolve("empty"), "");
        Files.writeString(folder.resolve("full"), "four");
        for (boolean buildkit : new boolean[] {false, true}) {
            String tag = MADE + ":layers-" + buildkit;
            RealEngine.build(buildkit, folder, tag);
            Image image = engine.inspect(tag);
            List<Boolean> truth = SavedConfig.emptyLayers(tag, folder);
            assertThat(image.history().stream().map(HistoryEntry::emptyLayer))
                    .as(buildkit ? "BuildKit" : "classic builder")
                    .containsExactlyElementsOf(truth);
        }
    }

    @Test
    void classicIntermediatesAreListedWithTheirParents(@TempDir Path folder) throws Exception {
        Files.writeString(
                folder.resolve("Dockerfile"),
                "FROM " + BASE + "\nRUN echo parents > /p\nENV B=2\n");
        String id = RealEngine.build(false, folder, MADE + ":parents");
        Map<String, ImageSummary> all = new HashMap<>();
        engine.listImages(true).forEach(image -> all.put(image.id().toString(), image));
        ImageSummary built = Objects.requireNonNull(all.get(id));
        ImageSummary run = Objects.requireNonNull(all.get(built.parent().orElseThrow().toString()));
        assertThat(built.intermediate()).isFalse();
        assertThat(run.intermediate()).isTrue();
        assertThat(run.tags()).isEmpty();
        assertThat(Objects.requireNonNull(all.get(run.parent().orElseThrow().toString())).tags())
                .contains(ImageReference.parse(BASE));
        assertThat(engine.listImages(false)).noneMatch(ImageSummary::intermediate);
    }

    @Test
    void buildCacheNamesTheStepsThatSystemDfNames(@TempDir Path folder) throws Exception {
        Files.writeString(
                folder.resolve("Dockerfile"),
                "FROM "
                        + BASE
                        + " AS first\nRUN echo cache > /c\nFROM "
                        + BASE
                        + "\nCOPY --from=first /c /c\n");
        RealEngine.build(true, folder, MADE + ":cache");
        String theirs =
                RealEngine.diskUsage(
                        "{{range .BuildCache}}{{.ID}} {{.CacheType}}{{println}}{{end}}");
        List<BuildCacheRecord> steps =
                engine.buildCache().stream()
                        .filter(record -> record.description().contains("echo cache > /c"))
                        .toList();
        assertThat(steps).isNotEmpty();
        // The command line shortens ids to twelve characters.
        assertThat(steps)
                .allSatisfy(step -> assertThat(theirs).contains(step.id().substring(0, 12)))
                .allSatisfy(step -> assertThat(step.parents()).isNotEmpty());
    }

    @Test
    void exportIsByteForByteWhatDockerSaveWrites(@TempDir Path folder) throws Exception {
        Path saved = folder.resolve("saved.tar");
        RealEngine.docker("save", "-o", saved.toString(), BASE);
        MessageDigest ours = MessageDigest.getInstance("SHA-256");
        MessageDigest theirs = MessageDigest.getInstance("SHA-256");
        try (InputStream in = new DigestInputStream(engine.export(BASE, Optional.empty()), ours);
                InputStream file = new DigestInputStream(Files.newInputStream(saved), theirs)) {
            in.transferTo(OutputStream.nullOutputStream());
            file.transferTo(OutputStream.nullOutputStream());
        }
        assertThat(HexFormat.of().formatHex(ours.digest()))
                .isEqualTo(HexFormat.of().formatHex(theirs.digest()));
    }

    @Test
    void closingAnExportHangsUpWithoutReadingTheRest() throws Exception {
        RealEngine.needs(engine, "python:3.13");
        EngineStream stream = engine.export("python:3.13", Optional.empty());
        assertThat(stream.readNBytes(1000)).hasSize(1000);
        long before = System.nanoTime();
        stream.close();
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
        // To drain this image of 1 GB takes over a second.
        assertThat(took).isLessThan(200);
        assertThatThrownBy(stream::read).isInstanceOf(EngineCancelledException.class);
        engine.ping();
    }

    @Test
    void closingAnExportFromAnotherThreadEndsTheRead() throws Exception {
        RealEngine.needs(engine, "python:3.13");
        EngineStream stream = engine.export("python:3.13", Optional.empty());
        BlockingQueue<Object> ended = new LinkedBlockingQueue<>();
        BlockingQueue<Object> begun = new LinkedBlockingQueue<>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        begun.add(stream.read());
                        stream.transferTo(OutputStream.nullOutputStream());
                        ended.add("the whole image was read");
                    } catch (IOException e) {
                        ended.add(e);
                    }
                });
        begun.take();
        stream.close();
        assertThat(ended.poll(2, TimeUnit.SECONDS)).isInstanceOf(EngineCancelledException.class);
    }

    @Test
    void anUnknownImageIsSaidByItsName() {
        assertThatThrownBy(() -> engine.inspect("sc-engine/none-such:1"))
                .isInstanceOf(ImageNotFoundException.class)
                .hasMessageContaining("sc-engine/none-such:1");
        assertThatThrownBy(() -> engine.export("sc-engine/none-such:1", Optional.empty()))
                .isInstanceOf(ImageNotFoundException.class);
        assertThatThrownBy(() -> engine.inspect("../../version?x=\n"))
                .isInstanceOf(EngineException.class);
    }

    @Test
    void anImageThatIsTaggedElsewhereIsHeardOfWithinTwoSeconds() throws Exception {
        BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
        EngineListener listener =
                new EngineListener() {
                    @Override
                    public void happened(EngineEvent event) {
                        heard.add(event);
                    }

                    @Override
                    public void connected() {
                        heard.add("connected");
                    }
                };
        try (Subscription events = engine.events(listener)) {
            assertThat(events).isNotNull();
            assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("connected");
            RealEngine.docker("tag", BASE, MADE + ":event");
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
            Object event;
            do {
                event = heard.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                assertThat(event).as("the event of %s:event", MADE).isNotNull();
            } while (!(event instanceof EngineEvent tagged
                    && tagged.changesImages()
                    && tagged.action().equals("tag")
                    && (MADE + ":event").equals(tagged.attributes().get("name"))));
        }
    }

    @Test
    void layersOfAnImageBeginWithThoseOfItsBase() throws Exception {
        RealEngine.needs(engine, "python:3.13-slim");
        List<Layer> base = engine.inspect(BASE).layers();
        assertThat(engine.inspect("python:3.13-slim").diffIds().subList(0, base.size()))
                .isEqualTo(engine.inspect(BASE).diffIds());
    }
}
