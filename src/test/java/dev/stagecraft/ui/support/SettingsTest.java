package dev.stagecraft.ui.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    void everyChangeIsToldAndNothingElse() {
        Settings settings = settings();
        List<Runnable> changes =
                List.of(
                        () -> settings.themeProperty().set(ThemeChoice.DARK),
                        () -> settings.zoomProperty().set(150),
                        () -> settings.addRecent(Path.of("/tmp/a.tar")),
                        () -> settings.removeRecent(Path.of("/tmp/a.tar")),
                        () -> settings.setDockerfile("sha256:1", Optional.of(Path.of("/D"))),
                        () -> settings.setNumber("columns.list", 21.5),
                        () -> settings.removeNumber("columns.list"),
                        () -> settings.setText("images.order", Optional.of("NAME")));
        for (int i = 0; i < changes.size(); i++) {
            changes.get(i).run();
            assertThat(settings.changesProperty().get()).isEqualTo(i + 1);
        }
        settings.setNumber("columns.list", 3);
        int now = settings.changesProperty().get();
        settings.setNumber("columns.list", 3);
        settings.save();
        assertThat(settings.changesProperty().get()).isEqualTo(now);
    }

    @Test
    void anOlderStateIsNotWrittenOverANewerOne() {
        Settings settings = settings();
        settings.setNumber("columns.list", 1);
        Runnable older = settings.saving();
        settings.setNumber("columns.list", 2);
        settings.save();
        older.run();
        assertThat(settings().number("columns.list")).hasValue(2);
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
