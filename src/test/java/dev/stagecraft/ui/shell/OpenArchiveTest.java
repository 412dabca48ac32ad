package dev.stagecraft.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stagecraft.archive.ArchiveBytes;
import dev.stagecraft.ui.explore.ChoiceNeededException;
import dev.stagecraft.ui.support.Source;
import dev.stagecraft.ui.support.Unwatched;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenArchiveTest {
    private static final List<byte[]> LAYERS = List.of(new byte[1024]);

    private static final List<byte[]> OTHERS = List.of(new byte[2048]);

    @TempDir Path folder;

    private boolean choiceIsOfPlatforms(String first, String second) throws IOException {
        ArchiveBytes archive = new ArchiveBytes();
        archive.index(archive.image(first, LAYERS, LAYERS), archive.image(second, OTHERS, OTHERS));
        Source.OfArchive source =
                new Source.OfArchive(
                        archive.writeTo(folder.resolve("a.tar")),
                        Optional.empty(),
                        Optional.empty());
        return catchThrowableOfType(
                        ChoiceNeededException.class,
                        () -> OpenArchive.of(source, new Unwatched()).close())
                .ofPlatforms();
    }

    @Test
    void oneImageForTwoPlatformsIsAChoiceOfPlatforms() throws IOException {
        assertThat(choiceIsOfPlatforms("linux/amd64", "linux/arm64")).isTrue();
    }

    @Test
    void imagesForOnePlatformAreAChoiceOfImages() throws IOException {
        assertThat(choiceIsOfPlatforms("linux/amd64", "linux/amd64")).isFalse();
    }
}
