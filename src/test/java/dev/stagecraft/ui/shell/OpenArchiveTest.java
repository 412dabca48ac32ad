package dev.stagecraft.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stagecraft.archive.ArchiveBytes;
import dev.stagecraft.ui.explore.ChoiceNeededException;
import dev.stagecraft.ui.support.Source;
import dev.stagecraft.ui.support.Unwatched;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenArchiveTest {
    private static final List<byte[]> LAYERS = List.of(new byte[1024]);

    private static final List<byte[]> OTHERS = List.of(new byte[2048]);

    @TempDir Path folder;

    private ChoiceNeededException choice(String first, String second) throws IOException {
        ArchiveBytes archive = new ArchiveBytes();
        archive.index(archive.image(first, LAYERS, LAYERS), archive.image(second, OTHERS, OTHERS));
        Source.OfArchive source =
                new Source.OfArchive(
                        archive.writeTo(folder.resolve("a.tar")),
                        Optional.empty(),
                        Optional.empty());
        return catchThrowableOfType(
                ChoiceNeededException.class, () -> OpenArchive.of(source, new Unwatched()).close());
    }

    @Test
    void oneImageForTwoPlatformsIsAChoiceOfPlatforms() throws IOException {
        assertThat(choice("linux/amd64", "linux/arm64").ofPlatforms()).isTrue();
    }

    @Test
    void imagesForOnePlatformAreAChoiceOfImages() throws IOException {
        assertThat(choice("linux/amd64", "linux/amd64").ofPlatforms()).isFalse();
    }

    @Test
    void imagesOfOneNameAndPlatformAreToldApartByTheirId() throws IOException {
        ArchiveBytes archive = ArchiveBytes.saved("app:1", LAYERS);
        ArchiveBytes other = ArchiveBytes.saved("app:1", OTHERS);
        String both =
                new String(archive.files.get("manifest.json"), StandardCharsets.UTF_8)
                                .replaceFirst("]$", ",")
                        + new String(other.files.get("manifest.json"), StandardCharsets.UTF_8)
                                .substring(1);
        archive.files.putAll(other.files);
        archive.files.put("manifest.json", both.getBytes(StandardCharsets.UTF_8));
        Source.OfArchive source =
                new Source.OfArchive(
                        archive.writeTo(folder.resolve("b.tar")),
                        Optional.empty(),
                        Optional.empty());
        ChoiceNeededException choice =
                catchThrowableOfType(
                        ChoiceNeededException.class,
                        () -> OpenArchive.of(source, new Unwatched()).close());
        assertThat(choice.options())
                .extracting(ChoiceNeededException.Option::label)
                .hasSize(2)
                .doesNotHaveDuplicates()
                .allSatisfy(label -> assertThat(label).startsWith("app:1 (linux/amd64) "));
    }
}
