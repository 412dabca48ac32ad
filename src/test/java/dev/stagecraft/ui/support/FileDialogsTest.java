package dev.stagecraft.ui.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDialogsTest {
    private static final FileDialogs.Kind PICTURE =
            new FileDialogs.Kind("Picture", List.of("*.png"));

    @TempDir Path folder;

    @Test
    void aNameWithoutAnEndingGetsThatOfItsKind() {
        assertThat(PICTURE.ended(folder.resolve("slide"))).isEqualTo(folder.resolve("slide.png"));
    }

    @Test
    void aNameWithTheEndingOfItsKindStays() {
        Path big = folder.resolve("slide.PNG");
        assertThat(PICTURE.ended(big)).isEqualTo(big);
        Path packed = folder.resolve("image.tar.gz");
        assertThat(new FileDialogs.Kind("Image", List.of("*.tar", "*.tar.gz")).ended(packed))
                .isEqualTo(packed);
    }

    @Test
    void aDotInANameIsNoEnding() {
        assertThat(PICTURE.ended(folder.resolve("python 3.13 before")))
                .isEqualTo(folder.resolve("python 3.13 before.png"));
    }

    @Test
    void aKindOfAllFilesAddsNothing() {
        Path any = folder.resolve("Dockerfile");
        assertThat(new FileDialogs.Kind("All", List.of("*")).ended(any)).isEqualTo(any);
    }

    @Test
    void noFileIsReplacedThatThePersonDidNotName() throws Exception {
        Files.writeString(folder.resolve("slide.png"), "a person's");
        Path named = folder.resolve("slide");
        assertThat(PICTURE.ended(named)).isEqualTo(named);
    }
}
