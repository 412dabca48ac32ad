package dev.stagecraft.ui.shell;

import dev.stagecraft.ui.support.Address;
import dev.stagecraft.ui.support.SampleImages;
import dev.stagecraft.ui.support.Source;
import dev.stagecraft.ui.support.ThemeChoice;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.util.Duration;

/// Shows every view of the window once, then closes it.
public final class Tour extends Application {
    private final ShellFixture window = new ShellFixture().withEngine();
    private final Queue<Runnable> stops = new ArrayDeque<>();

    public static void main(String[] args) {
        launch(args);
    }

    @Override
    public void start(Stage stage) {
        window.start(stage);
        Source calculator = new Source.OfEngine(SampleImages.calculator().image().id());
        for (ThemeChoice theme : List.of(ThemeChoice.LIGHT, ThemeChoice.DARK)) {
            stops.add(() -> window.settings.themeProperty().set(theme));
            stops.add(() -> window.shell().go(new Address.OfImage(calculator)));
            stops.add(() ->
                    window.shell()
                            .selectionProperty()
                            .set(Optional.of(new Address.OfStep(calculator, "final", 1))));
            stops.add(() -> window.shell().showTab("contents"));
            stops.add(() -> window.shell().showTab("waste"));
            stops.add(() -> window.shell().showTab("details"));
            stops.add(() -> window.shell().showTab("stages"));
            stops.add(() -> window.shell().showPalette());
            stops.add(() -> window.shell().showShortcuts());
            stops.add(() -> window.shell().showSettings());
            stops.add(() -> window.shell().showAbout());
            stops.add(() -> window.shell().showEngines());
            stops.add(() -> window.settings.zoomProperty().set(150));
            stops.add(() -> window.engine.stop());
            stops.add(() -> window.engine.restart());
            stops.add(() -> window.shell().closeImage());
        }
        stops.add(Platform::exit);
        Timeline walk = new Timeline(new KeyFrame(Duration.millis(250), e -> stops.remove().run()));
        walk.setCycleCount(stops.size());
        walk.play();
    }

    @Override
    public void stop() {
        window.shell().close();
    }
}
