package dev.stagecraft.cli;

import static dev.stagecraft.archive.TarBytes.tar;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagecraft.archive.ArchiveBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands on archives of several images or platforms, and on such as are damaged.
class ArchiveChoiceTest extends CommandsInProcess {
    private static final byte[] BASE =
            tar().dir("etc/").file("etc/os", "name=base\n").file("gone", "12345").bytes();
    private static final byte[] TOP =
            tar().file("etc/os", "name=newer\n").file(".wh.gone", "").bytes();
    private static final byte[] OTHER = tar().file("other", "o".repeat(300)).bytes();

    @TempDir Path folder;

    private Path write(String name, ArchiveBytes archive) throws IOException {
        return archive.writeTo(folder.resolve(name));
    }

    @Test
    void ofSeveralImagesOneIsChosen() throws IOException {
        ArchiveBytes both = ArchiveBytes.saved("app:1", List.of(BASE, TOP));
        ArchiveBytes other = ArchiveBytes.saved("other:2", List.of(BASE, OTHER));
        String manifests =
                new String(both.files.get("manifest.json"), StandardCharsets.UTF_8)
                                .replace("]}]", "]},")
                        + new String(other.files.get("manifest.json"), StandardCharsets.UTF_8)
                                .substring(1)
                                .replace("%064x/layer.tar".formatted(2), "o/layer.tar");
        both.files.putAll(
                other.files.entrySet().stream()
                        .filter(f ->
                                f.getKey().endsWith(".json") && !f.getKey().equals("manifest.json"))
                        .collect(
                                java.util.stream.Collectors.toMap(
                                        f -> f.getKey(), f -> f.getValue())));
        both.files.put("o/layer.tar", OTHER);
        both.files.put("manifest.json", manifests.getBytes(StandardCharsets.UTF_8));
        Path image = write("both.tar", both);
        assertThat(run("files", image)).isEqualTo(Cli.FAILED);
        assertThat(err.toString())
                .contains("app:1 (linux/amd64)", "other:2 (linux/amd64)", "--image")
                .hasLineCount(1);
        assertThat(listed(image, "--image", "other:2")).contains("/other", "/gone");
        assertThat(listed(image, "--image", "app:1")).doesNotContain("/other", "/gone");
        String id =
                ArchiveBytes.sha256(
                        other.files.keySet().stream()
                                .filter(n -> n.matches("[0-9a-f]{64}\\.json"))
                                .map(other.files::get)
                                .findFirst()
                                .orElseThrow());
        assertThat(listed(image, "--image", id.substring(0, 12))).contains("/other");
        assertThat(listed(image, "--image", "sha256:" + id)).contains("/other");
        for (String none : List.of("nope", "other:3", "ffffffff")) {
            assertThat(run("files", image, "--image", none)).isEqualTo(Cli.FAILED);
            assertThat(err.toString()).contains("no such image", "app:1", "other:2");
        }
    }

    private ArchiveBytes platforms() {
        ArchiveBytes archive = new ArchiveBytes();
        String amd = archive.image("linux/amd64", List.of(BASE), List.of(ArchiveBytes.gzip(BASE)));
        String arm =
                archive.image("linux/arm64", List.of(OTHER), List.of(ArchiveBytes.zstd(OTHER)));
        String absent =
                ArchiveBytes.descriptor(
                        "application/vnd.oci.image.manifest.v1+json", "a".repeat(64), 10);
        return archive.index(
                platform(amd, "amd64"), platform(arm, "arm64"), platform(absent, "s390x"));
    }

    private static String platform(String descriptor, String architecture) {
        return descriptor
                + ",\"platform\":{\"os\":\"linux\",\"architecture\":\"%s\"}"
                        .formatted(architecture);
    }

    @Test
    void ofSeveralPlatformsOneIsChosenAndWhatIsAbsentIsSaid() throws IOException {
        Path layout = platforms().writeFolder(Files.createDirectory(folder.resolve("layout")));
        for (Object source : List.of(write("p.tar", platforms()), layout, "oci-dir:" + layout)) {
            assertThat(run("files", source)).isEqualTo(Cli.FAILED);
            assertThat(err.toString())
                    .hasLineCount(1)
                    .startsWith(
                            "stagecraft: the image is there for several platforms."
                                    + " Choose one with --platform: ")
                    .contains("(linux/amd64)", "(linux/arm64)", "(linux/s390x)")
                    .contains("cannot be read: The archive names this image and does not hold it");
            assertThat(run("files", source, "--platform", "linux/arm64")).isEqualTo(Cli.DONE);
            assertThat(out.toString()).contains("/other").doesNotContain("/etc");
            assertThat(run("tree", source, "--platform", "linux/arm64/v8")).isEqualTo(Cli.DONE);
            assertThat(run("waste", source, "--platform", "linux/amd64")).isEqualTo(Cli.DONE);
            assertThat(run("files", source, "--platform", "linux/s390x")).isEqualTo(Cli.FAILED);
            assertThat(err.toString()).contains("does not hold it").doesNotContain("..");
            assertThat(run("files", source, "--platform", "arm64")).isEqualTo(Cli.FAILED);
            assertThat(err.toString()).contains("arm64 is no platform", "linux/amd64");
            assertThat(run("files", source, "--platform", "linux/riscv64")).isEqualTo(Cli.FAILED);
            assertThat(err.toString()).contains("no such image", "linux/arm64");
        }
    }

    @Test
    void prefixesSayWhatASourceIs() throws IOException {
        Path image = write("app.tar", ArchiveBytes.saved("app:1", List.of(BASE, TOP)));
        Path layout = platforms().writeFolder(Files.createDirectory(folder.resolve("layout")));
        assertThat(run("files", "docker-archive:" + image)).isEqualTo(Cli.DONE);
        assertThat(run("files", "oci-dir:" + image)).isEqualTo(Cli.FAILED);
        assertThat(err.toString()).contains("is a file");
        assertThat(run("files", "oci-archive:" + layout)).isEqualTo(Cli.FAILED);
        assertThat(err.toString()).contains("oci-dir:");
    }

    /// A broken layer is named by each command; the others are shown.
    @Test
    void whatIsWrongWithALayerIsSaidByEveryCommand() throws IOException {
        byte[] below = tar().file("below", folder.toString()).file("b", "x".repeat(900)).bytes();
        byte[] above = tar().file("above", folder + "!").bytes();
        byte[] packed = ArchiveBytes.gzip(below);
        byte[] damaged = packed.clone();
        damaged[packed.length / 2] ^= 0x55;
        for (byte[] layer :
                List.of(
                        damaged,
                        Arrays.copyOf(packed, packed.length / 2),
                        "no tar at all ".repeat(50).getBytes(StandardCharsets.UTF_8),
                        new byte[0])) {
            ArchiveBytes archive = new ArchiveBytes();
            String good =
                    archive.image("linux/amd64", List.of(below, above), List.of(packed, above));
            archive.index(good);
            String path = "blobs/sha256/" + ArchiveBytes.sha256(packed);
            if (layer.length == 0) {
                archive.files.remove(path);
            } else {
                archive.files.put(path, layer);
            }
            Path file = write("broken.tar", archive);
            for (String command : List.of("files", "tree", "waste")) {
                assertThat(run(command, file)).isEqualTo(Cli.DONE);
                assertThat(err.toString())
                        .as(command)
                        .contains("layer 1")
                        .doesNotContain("layer 2");
                assertThat(run(command, file, "--json")).isEqualTo(Cli.DONE);
                assertThat(new ObjectMapper().readTree(out.toString()).get("problems"))
                        .as(command)
                        .isNotEmpty();
            }
            assertThat(run("cat", file, "/above")).isEqualTo(Cli.DONE);
            assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(folder + "!");
            assertThat(err.toString()).contains("layer 1");
            assertThat(run("cat", file, "/below", "--layer", "1")).isEqualTo(Cli.FAILED);
        }
    }

    @Test
    void aConfigurationThatIsNotWhatItsNameSaysIsNamed() throws IOException {
        ArchiveBytes archive = ArchiveBytes.saved("app:1", List.of(OTHER));
        String name =
                archive.files.keySet().stream()
                        .filter(n -> n.matches("[0-9a-f]{64}\\.json"))
                        .findFirst()
                        .orElseThrow();
        byte[] config = archive.files.get(name);
        archive.files.put(
                name,
                new String(config, StandardCharsets.UTF_8)
                        .replace("first", "forged")
                        .getBytes(StandardCharsets.UTF_8));
        for (String command : List.of("files", "tree", "waste")) {
            assertThat(run(command, write("forged.tar", archive))).isEqualTo(Cli.DONE);
            assertThat(err.toString()).as(command).contains("configuration should be sha256:");
        }
    }
}
