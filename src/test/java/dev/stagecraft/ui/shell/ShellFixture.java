package dev.stagecraft.ui.shell;

import dev.stagecraft.archive.LayerCache;
import dev.stagecraft.stage.StageTree;
import dev.stagecraft.ui.explore.ImageReader.Reading;
import dev.stagecraft.ui.explore.SampleEntry;
import dev.stagecraft.ui.support.FakeEngine;
import dev.stagecraft.ui.support.FakeEngines;
import dev.stagecraft.ui.support.FileDialogs;
import dev.stagecraft.ui.support.SampleImages;
import dev.stagecraft.ui.support.Settings;
import dev.stagecraft.ui.support.Source;
import dev.stagecraft.ui.support.ThemeChoice;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// A window on engines in memory. Knows no test library, which the tour runs without.
class ShellFixture {
    final FakeEngine engine =
            new FakeEngine("default")
                    .with(
                            SampleImages.image(1, "alpine:3.22", 8_300_000),
                            SampleImages.calculator().image(),
                            SampleImages.image(
                                    2,
                                    "registry.example.org/team/service/web:1.4 registry.example.org/team/service/web:latest",
                                    78_000_000,
                                    -1,
                                    45_200_000,
                                    -1,
                                    -1,
                                    1_200_000),
                            SampleImages.image(3, "", 12_000));
    final FakeEngines engines = new FakeEngines();
    final Settings settings;
    final List<String> copied = new ArrayList<>();
    Optional<Path> chosen = Optional.empty();
    Callable<List<SampleEntry>> samples =
            () ->
                    List.of(
                            new SampleEntry(
                                    "go-distroless",
                                    "Calculator in Go, from scratch",
                                    1_430_000,
                                    999_000_000));
    private @Nullable Shell shell;

    ShellFixture() {
        this(Optional.empty());
    }

    /// @param kept where the settings are kept; nowhere when absent
    ShellFixture(Optional<Path> kept) {
        settings = new Settings(kept);
    }

    ShellFixture withEngine() {
        engines.with("default", engine).without("podman");
        return this;
    }

    void start(Stage stage) {
        start(stage, List.of());
    }

    void start(Stage stage, List<String> arguments) {
        settings.themeProperty().set(ThemeChoice.LIGHT);
        settings.setNumber("window.width", 1000);
        settings.setNumber("window.height", 700);
        Shell made =
                new Shell(
                        stage,
                        new Surroundings(
                                settings,
                                engines,
                                engine -> {
                                    SourceReader real = new SourceReader(engine);
                                    return (source, dockerfile, early, progress) ->
                                            isCalculator(source)
                                                    ? Reading.of(SampleImages.calculator())
                                                    : real.read(
                                                            source, dockerfile, early, progress);
                                },
                                LayerCache.NONE,
                                new Chooser(),
                                copied::add,
                                () -> samples.call(),
                                Clock.fixed(SampleImages.NOW, ZoneOffset.UTC)));
        shell = made;
        made.start(FirstFrame.show(stage, settings), arguments);
    }

    Shell shell() {
        return Objects.requireNonNull(shell);
    }

    private static boolean isCalculator(Source source) {
        StageTree tree = SampleImages.calculator();
        return source.equals(new Source.OfEngine(tree.image().id()));
    }

    private final class Chooser implements FileDialogs {
        @Override
        public Optional<Path> open(String title, List<Kind> kinds) {
            return chosen;
        }

        @Override
        public Optional<Path> folder(String title) {
            return chosen;
        }

        @Override
        public Optional<Path> save(String title, String name, List<Kind> kinds) {
            return chosen;
        }
    }
}
