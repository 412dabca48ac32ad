package dev.stagecraft.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.ui.control.StagePalette;
import dev.stagecraft.ui.support.FxWait;
import dev.stagecraft.ui.support.Settings;
import dev.stagecraft.ui.support.Theme;
import dev.stagecraft.ui.support.ThemeChoice;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Paint;
import javafx.stage.Stage;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class FirstFrameTest {
    private Stage stage;

    @Start
    void start(Stage given) {
        stage = given;
    }

    /// Else the window would flash when it is filled.
    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void hasTheGroundThatItWillHave(ThemeChoice choice) throws TimeoutException {
        Settings settings = new Settings(Optional.empty());
        settings.themeProperty().set(choice);
        Scene[] scene = new Scene[1];
        Paint[] first = new Paint[1];
        AtomicReference<Optional<Paint>> last = new AtomicReference<>(Optional.empty());
        AtomicInteger filled = new AtomicInteger();
        Platform.runLater(() -> {
            scene[0] = FirstFrame.show(stage, settings);
            first[0] = scene[0].getFill();
            FirstFrame.then(
                    scene[0],
                    () -> {
                        StackPane root = new StackPane();
                        root.getStyleClass().add("window");
                        scene[0].setRoot(root);
                        new Theme(settings, List.of(StagePalette.STYLESHEET)).dress(scene[0]);
                        filled.incrementAndGet();
                    });
        });
        FxWait.until(() -> {
            last.set(filled.get() > 0 ? ground(scene[0]) : Optional.empty());
            return last.get().isPresent();
        });
        assertThat(stage.isShowing()).isTrue();
        assertThat(first[0]).isEqualTo(last.get().orElseThrow());
        assertThat(filled).hasValue(1);
    }

    private static Optional<Paint> ground(Scene scene) {
        StackPane root = (StackPane) scene.getRoot();
        root.applyCss();
        return Optional.ofNullable(root.getBackground())
                .map(background -> background.getFills().getLast().getFill());
    }
}
