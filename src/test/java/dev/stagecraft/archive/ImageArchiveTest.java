package dev.stagecraft.archive;

import static dev.stagecraft.archive.ArchiveBytes.gzip;
import static dev.stagecraft.archive.ArchiveBytes.sha256;
import static dev.stagecraft.archive.ArchiveBytes.utf8;
import static dev.stagecraft.archive.ArchiveBytes.zstd;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every layout that an image can come in, and what looks like one and is none.
class ImageArchiveTest {
    private static final byte[] BASE =
            tar().dir("etc/").file("etc/os", "base").file("gone", "12345").bytes();
    private static final byte[] TOP = tar().file("etc/os", "newer").file(".wh.gone", "").bytes();
    private static final List<byte[]> LAYERS = List.of(BASE, TOP);

    @TempDir Path folder;

    private static List<String> paths(ImageContents contents) {
        FileTree tree = contents.tree();
        LayerView view = LayerView.of(tree, ViewScope.FINAL);
        List<String> paths = new ArrayList<>();
        for (int node = 1; node < tree.size(); node++) {
            if (view.contains(node)) {
                paths.add(tree.path(node) + " " + view.size(node));
            }
        }
        return paths;
    }

    private static ImageContents only(ImageArchive archive) throws IOException {
        assertThat(archive.images()).hasSize(1);
        return archive.verify(archive.images().getFirst(), LayerCache.NONE, ReadProgress.NONE);
    }

    private void holdsTheImage(Path path) throws IOException {
        try (ImageArchive archive = ImageArchive.open(path)) {
            ImageContents contents = only(archive);
            assertThat(paths(contents)).containsExactly("etc 5", "etc/os 5");
            assertThat(contents.isVerified()).isTrue();
            assertThat(contents.isComplete()).isTrue();
            assertThat(contents.image().size()).hasValue(14);
        }
    }

    private static ImageArchive stream(byte[] bytes) throws IOException {
        return ImageArchive.read(
                new ByteArrayInputStream(bytes), 0, Limits.standard(), ReadProgress.NONE);
    }

    @Test
    void readsWhatDockerSavedBefore25() throws IOException {
        ArchiveBytes archive = ArchiveBytes.saved("app:1", LAYERS);
        holdsTheImage(archive.writeTo(folder.resolve("a.tar")));
        assertThat(only(stream(archive.tar())).image().tags())
                .containsExactly(ImageReference.parse("app:1"));
    }

    @Test
    void followsLayersThatAreSymlinks() throws IOException {
        String shared = "%064x/layer.tar".formatted(1);
        for (boolean linkFirst : new boolean[] {true, false}) {
            ArchiveBytes archive = ArchiveBytes.saved("app:1", List.of(BASE, BASE));
            TarBytes tar = tar();
            String link = "%064x/layer.tar".formatted(2);
            archive.files.remove(link);
            if (linkFirst) {
                tar.symlink(link, "../" + shared);
            }
            archive.files.forEach(tar::file);
            if (!linkFirst) {
                tar.symlink(link, "../" + shared);
            }
            assertThat(paths(only(stream(tar.bytes()))))
                    .containsExactly("etc 4", "etc/os 4", "gone 5");
            Path file = Files.write(folder.resolve("l" + linkFirst), tar.bytes());
            try (ImageArchive opened = ImageArchive.open(file)) {
                assertThat(only(opened).isVerified()).isTrue();
            }
        }
    }

    @Test
    void readsOciLayoutsWithPlainGzipAndZstdLayers() throws IOException {
        List<List<byte[]>> stored =
                List.of(
                        LAYERS,
                        List.of(gzip(BASE), gzip(TOP)),
                        List.of(zstd(BASE), zstd(TOP)),
                        List.of(
                                gzip(
                                        Arrays.copyOf(BASE, 700),
                                        Arrays.copyOfRange(BASE, 700, BASE.length)),
                                TOP));
        for (int i = 0; i < stored.size(); i++) {
            ArchiveBytes archive = new ArchiveBytes();
            archive.index(archive.image("linux/amd64", LAYERS, stored.get(i)));
            holdsTheImage(archive.writeTo(folder.resolve(i + ".tar")));
            holdsTheImage(archive.writeFolder(folder.resolve("layout" + i)));
            holdsTheImage(Files.write(folder.resolve(i + ".tgz"), gzip(archive.tar())));
            holdsTheImage(Files.write(folder.resolve(i + ".zst"), zstd(archive.tar())));
        }
    }

    @Test
    void manifestsNullMakesManifestJsonTheTruth() throws IOException {
        ArchiveBytes archive = ArchiveBytes.saved("app:1", LAYERS);
        archive.files.put("index.json", utf8("{\"schemaVersion\":2,\"manifests\":null}"));
        archive.files.put("oci-layout", utf8("{}"));
        holdsTheImage(archive.writeTo(folder.resolve("a.tar")));
    }

    @Test
    void offersPlatformsAndSaysWhatIsAbsent() throws IOException {
        ArchiveBytes archive = new ArchiveBytes();
        String amd = archive.image("linux/amd64", LAYERS, LAYERS);
        String index =
                archive.blob(
                        "application/vnd.oci.image.index.v1+json",
                        utf8(
                                """
                                {"manifests":[{%s,"platform":{"os":"linux","architecture":"amd64"}},
                                {%s,"platform":{"os":"linux","architecture":"arm64","variant":"v8"}}]}\
                                """
                                        .formatted(
                                                amd,
                                                ArchiveBytes.descriptor(
                                                        "application/vnd.oci.image.manifest.v1+json",
                                                        "a".repeat(64),
                                                        100))));
        archive.index(
                index
                        + ",\"annotations\":{\"io.containerd.image.name\":\"docker.io/library/app:2\"}");
        try (ImageArchive opened = ImageArchive.open(archive.writeTo(folder.resolve("a.tar")))) {
            assertThat(opened.images())
                    .extracting(ArchivedImage::toString)
                    .containsExactly("app:2 (linux/amd64)", "app:2 (linux/arm64/v8)");
            ArchivedImage absent = opened.images().get(1);
            assertThat(absent.absence())
                    .contains("The archive names this image and does not hold it.");
            assertThatThrownBy(() -> opened.read(absent, LayerCache.NONE, ReadProgress.NONE))
                    .isInstanceOf(CorruptArchiveException.class);
            assertThat(
                            opened.read(opened.images().get(0), LayerCache.NONE, ReadProgress.NONE)
                                    .isComplete())
                    .isTrue();
        }
    }

    @Test
    void attestationsAreNoPlatformAndTellTheProvenance() throws IOException {
        ArchiveBytes archive = new ArchiveBytes();
        String image = archive.image("linux/amd64", LAYERS, LAYERS);
        String digest = image.replaceFirst(".*\"digest\":\"([^\"]*)\".*", "$1");
        String dockerfile = Base64.getEncoder().encodeToString(utf8("FROM alpine\n"));
        String statement =
                archive.blob(
                        "application/vnd.in-toto+json",
                        utf8(
                                """
                                {"predicateType":"https://slsa.dev/provenance/v0.2","predicate":{
                                "materials":[{"uri":"pkg:docker/alpine@3.22?platform=linux%%2Famd64"},
                                  {"uri":"https://example.org/x"}],
                                "invocation":{"parameters":{"args":{"target":"final","build-arg:V":"1"}}},
                                "metadata":{"https://mobyproject.org/buildkit@v1#metadata":
                                  {"source":{"infos":[{"filename":"Dockerfile","data":"%s"}]}}}}}\
                                """
                                        .formatted(dockerfile)));
        String config = archive.blob("application/vnd.oci.image.config.v1+json", utf8("{}"));
        String attestation =
                archive.blob(
                        "application/vnd.oci.image.manifest.v1+json",
                        utf8(
                                """
                                {"config":{%s},"layers":[{%s,"annotations":
                                {"in-toto.io/predicate-type":"https://slsa.dev/provenance/v0.2"}}]}\
                                """
                                        .formatted(config, statement)));
        archive.index(
                attestation
                        + """
                        ,"platform":{"os":"unknown","architecture":"unknown"},"annotations":{
                        "vnd.docker.reference.type":"attestation-manifest",
                        "vnd.docker.reference.digest":"%s"}\
                        """
                                .formatted(digest),
                image);
        for (ImageArchive opened :
                List.of(
                        ImageArchive.open(archive.writeTo(folder.resolve("a.tar"))),
                        stream(archive.tar()))) {
            assertThat(opened.images()).hasSize(1);
            var provenance = opened.images().getFirst().provenance().orElseThrow();
            assertThat(provenance.dockerfile()).contains("FROM alpine\n");
            assertThat(provenance.target()).contains("final");
            assertThat(provenance.buildArgs()).containsEntry("V", "1");
            assertThat(provenance.baseImages())
                    .containsExactly(ImageReference.parse("alpine:3.22"));
        }
    }

    @Test
    void aLayerThatIsAbsentLeavesTheOthers() throws IOException {
        ArchiveBytes archive = new ArchiveBytes();
        archive.index(archive.image("linux/amd64", LAYERS, LAYERS));
        archive.files.remove("blobs/sha256/" + sha256(TOP));
        try (ImageArchive opened = ImageArchive.open(archive.writeTo(folder.resolve("a.tar")))) {
            ImageContents contents = only(opened);
            assertThat(paths(contents)).containsExactly("etc 4", "etc/os 4", "gone 5");
            assertThat(contents.isComplete()).isFalse();
            assertThat(contents.image().layers().get(0).size()).isPresent();
            assertThat(contents.image().layers().get(1).size()).isEmpty();
            assertThat(contents.image().size()).as("no sum that lacks a layer").isEmpty();
            assertThat(contents.layers().get(1).problems())
                    .extracting(LayerProblem::kind)
                    .containsExactly(LayerProblem.Kind.ABSENT);
        }
    }

    @Test
    void wrongDigestsAreNamedAndTheFilesShown() throws IOException {
        ArchiveBytes archive = new ArchiveBytes();
        archive.index(archive.image("linux/amd64", LAYERS, List.of(gzip(BASE), TOP)));
        byte[] other = tar().file("other", "x").bytes();
        archive.files.put("blobs/sha256/" + sha256(gzip(BASE)), gzip(other));
        try (ImageArchive opened = ImageArchive.open(archive.writeTo(folder.resolve("a.tar")))) {
            ImageContents contents = only(opened);
            LayerContents layer = contents.layers().getFirst();
            assertThat(layer.check()).isEqualTo(LayerContents.Check.MISMATCH);
            assertThat(layer.problems())
                    .extracting(LayerProblem::message)
                    .anySatisfy(m ->
                            assertThat(m)
                                    .contains("blob")
                                    .contains(sha256(gzip(BASE)))
                                    .contains(sha256(gzip(other))))
                    .anySatisfy(m ->
                            assertThat(m)
                                    .contains("layer")
                                    .contains(sha256(BASE))
                                    .contains(sha256(other)));
            assertThat(paths(contents)).contains("other 1");
        }
    }

    @Test
    void plainArchivesAreShownFirstAndVerifiedAfterwards() throws IOException {
        Path file = ArchiveBytes.saved("app:1", LAYERS).writeTo(folder.resolve("a.tar"));
        try (ImageArchive opened = ImageArchive.open(file)) {
            ArchivedImage image = opened.images().getFirst();
            ImageContents first = opened.read(image, LayerCache.NONE, ReadProgress.NONE);
            assertThat(first.layers())
                    .extracting(LayerContents::check)
                    .containsOnly(LayerContents.Check.NOT_READ);
            assertThat(first.layers()).extracting(LayerContents::hashed).containsOnly(false);
            ImageContents then = opened.verify(image, LayerCache.NONE, ReadProgress.NONE);
            assertThat(then.isVerified()).isTrue();
            assertThat(paths(then)).isEqualTo(paths(first));
        }
    }

    @Test
    void aCutOffArchiveKeepsTheLayersBefore() throws IOException {
        // manifest first, as some programs write it
        ArchiveBytes saved = ArchiveBytes.saved("app:1", LAYERS);
        ArchiveBytes turned = new ArchiveBytes();
        List<String> names = new ArrayList<>(saved.files.keySet());
        for (String name : names.reversed()) {
            turned.files.put(name, saved.files.get(name));
        }
        byte[] whole = turned.tar();
        byte[] cut = Arrays.copyOf(whole, whole.length - 1024 - 1500);
        Path file = Files.write(folder.resolve("cut.tar"), cut);
        for (ImageArchive opened : List.of(ImageArchive.open(file), stream(cut))) {
            ImageContents contents = only(opened);
            assertThat(contents.isComplete()).isFalse();
            assertThat(contents.layers().getFirst().problems())
                    .extracting(LayerProblem::kind)
                    .contains(LayerProblem.Kind.TRUNCATED);
            assertThat(paths(contents)).contains("etc/os 5");
        }
        byte[] large = TarBytes.tar().file("blob", new byte[2_000_000]).bytes();
        assertThatThrownBy(() -> stream(Arrays.copyOf(large, 512 + 800_000)))
                .isInstanceOf(TruncatedArchiveException.class)
                .hasMessageContaining("1\u00a0200\u00a0000\u00a0bytes early");
    }

    @Test
    void anArchiveThatEndsBeforeItsImagesSaysThatItEndsTooEarly() throws IOException {
        ArchiveBytes oci = new ArchiveBytes();
        String image = oci.image("linux/amd64", List.of(BASE), List.of(BASE));
        ArchiveBytes indexFirst = new ArchiveBytes().index(image);
        indexFirst.files.putAll(oci.files);
        byte[] whole = indexFirst.tar();
        Path cut = Files.write(folder.resolve("cut.tar"), Arrays.copyOf(whole, 2_600));
        assertThatThrownBy(() -> ImageArchive.open(cut))
                .isInstanceOf(TruncatedArchiveException.class)
                .hasMessageContaining("holds no image whole");
    }

    @Test
    void whatIsNoImageIsToldApart() throws IOException {
        ArchiveBytes artifact = new ArchiveBytes();
        String config = artifact.blob("application/vnd.cncf.helm.config.v1+json", utf8("{}"));
        artifact.index(
                artifact.blob(
                        "application/vnd.oci.image.manifest.v1+json",
                        utf8("{\"config\":{" + config + "},\"layers\":[]}")));
        isNot(artifact.tar(), NotAnImageException.Found.ARTIFACT);
        isNot(
                tar().file(".dockerenv", "")
                        .dir("bin/")
                        .dir("etc/")
                        .file("etc/passwd", "x")
                        .bytes(),
                NotAnImageException.Found.CONTAINER_EXPORT);
        isNot(tar().file("README", "x").bytes(), NotAnImageException.Found.OTHER_TAR);
        isNot(utf8("no tar at all ".repeat(100)), NotAnImageException.Found.OTHER_FILE);
        isNot(new byte[0], NotAnImageException.Found.EMPTY);
        Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> ImageArchive.open(folder.resolve("empty")))
                .isInstanceOfSatisfying(
                        NotAnImageException.class,
                        e ->
                                assertThat(e.found())
                                        .isEqualTo(NotAnImageException.Found.OTHER_FOLDER));
    }

    private void isNot(byte[] bytes, NotAnImageException.Found what) throws IOException {
        Path file = Files.write(folder.resolve("x"), bytes);
        assertThatThrownBy(() -> ImageArchive.open(file))
                .as(what.toString())
                .isInstanceOfSatisfying(
                        NotAnImageException.class, e -> assertThat(e.found()).isEqualTo(what));
    }

    @Test
    void aKnownLayerIsNotReadAgain() throws IOException {
        Path file = ArchiveBytes.saved("app:1", LAYERS).writeTo(folder.resolve("a.tar"));
        DiskLayerCache cache = new DiskLayerCache(folder.resolve("cache"), 1 << 20);
        try (ImageArchive opened = ImageArchive.open(file)) {
            ArchivedImage image = opened.images().getFirst();
            ImageContents read = opened.verify(image, cache, ReadProgress.NONE);
            ImageContents again = opened.read(image, cache, ReadProgress.NONE);
            assertThat(again.layers()).extracting(LayerContents::cached).containsOnly(true);
            assertThat(again.layers())
                    .extracting(LayerContents::check)
                    .containsOnly(LayerContents.Check.NOT_READ);
            for (int node = 0; node < read.tree().size(); node++) {
                assertThat(again.tree().versions(node)).isEqualTo(read.tree().versions(node));
            }
        }
    }

    @Test
    void cancellingEndsTheReadingAtOnce() throws IOException {
        ReadProgress cancelled =
                new ReadProgress() {
                    @Override
                    public void read(long done, long total) {}

                    @Override
                    public boolean isCancelled() {
                        return true;
                    }
                };
        byte[] tar = ArchiveBytes.saved("app:1", LAYERS).tar();
        assertThatThrownBy(() ->
                        ImageArchive.read(
                                new ByteArrayInputStream(tar), 0, Limits.standard(), cancelled))
                .isInstanceOf(ReadCancelledException.class);
        Path file = Files.write(folder.resolve("a.tar"), tar);
        try (ImageArchive opened = ImageArchive.open(file)) {
            assertThatThrownBy(() ->
                            opened.read(opened.images().getFirst(), LayerCache.NONE, cancelled))
                    .isInstanceOf(ReadCancelledException.class);
        }
    }
}
