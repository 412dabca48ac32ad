package dev.stagecraft.ui.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir Path folder;

    private Settings settings() {
        return new Settings(Optional.of(folder.resolve("deep/settings.json")));
    }

    @Test
    void whatIsSetIsThereAtTheNextStart() {
        Settings first = settings();
        first.themeProperty().set(ThemeChoice.DARK);
        first.zoomProperty().set(150);
        first.addRecent(Path.of("/tmp/a.tar"));
        first.addRecent(Path.of("/tmp/b.tar"));
        first.addRecent(Path.of("/tmp/a.tar"));
        first.setDockerfile("sha256:1", Optional.of(Path.of("/src/Dockerfile")));
        first.setNumber("columns.list", 21.5);
        first.setText("images.order", Optional.of("NAME"));
        first.save();

        Settings next = settings();
        assertThat(next.themeProperty().get()).isEqualTo(ThemeChoice.DARK);
        assertThat(next.zoomProperty().get()).isEqualTo(150);
        assertThat(next.recent()).containsExactly(Path.of("/tmp/a.tar"), Path.of("/tmp/b.tar"));
        assertThat(next.dockerfile("sha256:1")).contains(Path.of("/src/Dockerfile"));
        assertThat(next.number("columns.list")).hasValue(21.5);
        assertThat(next.text("images.order")).contains("NAME");
    }

    @Test
    void savingLeavesNothingButTheFile() throws IOException {
        Settings settings = settings();
        settings.save();
        settings.save();
        try (Stream<Path> files = Files.list(folder.resolve("deep"))) {
            assertThat(files.map(f -> f.getFileName().toString())).containsExactly("settings.json");
        }
    }

    @Test
    void aFileThatIsNoSettingsMeansTheDefaults() throws IOException {
        Files.createDirectories(folder.resolve("deep"));
        for (String text :
                new String[] {
                    "", "{", "[1]", "{\"zoom\":\"x\",\"theme\":\"PINK\",\"recent\":[1,{}]}"
                }) {
            Files.writeString(folder.resolve("deep/settings.json"), text);
            Settings settings = settings();
            assertThat(settings.zoomProperty().get()).isEqualTo(100);
            assertThat(settings.themeProperty().get()).isEqualTo(ThemeChoice.SYSTEM);
            assertThat(settings.recent()).isEmpty();
        }
    }

    @Test
    void aZoomOutOfRangeIsBroughtIntoIt() throws IOException {
        Files.createDirectories(folder.resolve("deep"));
        Files.writeString(folder.resolve("deep/settings.json"), "{\"zoom\":900}");
        Settings settings = settings();
        assertThat(settings.zoomProperty().get()).isEqualTo(200);
        settings.zoomBy(1);
        assertThat(settings.zoomProperty().get()).isEqualTo(200);
        settings.zoomBy(-99);
        assertThat(settings.zoomProperty().get()).isEqualTo(50);
    }

    @Test
    void theLatestTwelveFilesAreKept() {
        Settings settings = new Settings(Optional.empty());
        for (int i = 0; i < 20; i++) {
            settings.addRecent(Path.of("/f" + i));
        }
        assertThat(settings.recent()).hasSize(12).startsWith(Path.of("/f19"));
    }

    @Test
    void theFolderIsTheOneThatEachSystemHasForSettings() {
        Path home = Path.of("/home/me");
        assertThat(Folders.settings("Linux", home, name -> null))
                .isEqualTo(Path.of("/home/me/.config/stagecraft"));
        assertThat(Folders.settings("Linux", home, Map.of("XDG_CONFIG_HOME", "/conf")::get))
                .isEqualTo(Path.of("/conf/stagecraft"));
        assertThat(Folders.settings("Linux", home, Map.of("XDG_CONFIG_HOME", "conf")::get))
                .isEqualTo(Path.of("/home/me/.config/stagecraft"));
        assertThat(Folders.settings("Mac OS X", home, name -> null))
                .isEqualTo(Path.of("/home/me/Library/Application Support/Stagecraft"));
        assertThat(Folders.settings("Windows 11", home, Map.of("APPDATA", "/roam")::get))
                .isEqualTo(Path.of("/roam/Stagecraft"));
    }

    @Test
    void aDataFolderThatIsNamedHoldsThemToo() {
        String before = System.setProperty("stagecraft.data", folder.toString());
        try {
            Settings mine = Settings.ofUser();
            mine.zoomProperty().set(130);
            mine.save();
            assertThat(folder.resolve("settings.json")).isNotEmptyFile();
        } finally {
            if (before == null) {
                System.clearProperty("stagecraft.data");
            } else {
                System.setProperty("stagecraft.data", before);
            }
        }
    }
}
