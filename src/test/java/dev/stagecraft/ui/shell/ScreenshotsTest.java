package dev.stagecraft.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.ui.support.Address;
import dev.stagecraft.ui.support.FxWait;
import dev.stagecraft.ui.support.Nameless;
import dev.stagecraft.ui.support.SampleImages;
import dev.stagecraft.ui.support.Source;
import dev.stagecraft.ui.support.ThemeChoice;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Makes a picture of every view, light and dark and zoomed, under `target/screenshots` for people
/// to look at, and checks on each that every control has a name.
@ExtendWith(ApplicationExtension.class)
class ScreenshotsTest {
    private static final Path FOLDER = Path.of("target/screenshots");

    @RegisterExtension final TestWindow window = new TestWindow().withEngine();

    @Start
    void start(Stage stage) {
        window.start(stage);
    }

    @Test
    void everyViewLightDarkAndZoomed(FxRobot robot) throws Exception {
        Source calculator = new Source.OfEngine(SampleImages.calculator().image().id());
        robot.interact(() -> window.engine.connect());
        FxWait.until(() -> robot.lookup("calculator:latest, 1.0").tryQuery().isPresent());
        for (ThemeChoice theme : List.of(ThemeChoice.LIGHT, ThemeChoice.DARK)) {
            robot.interact(() -> window.settings.themeProperty().set(theme));
            robot.interact(() -> window.shell().closeImage());
            shoot(robot, "choose-" + theme);
            robot.interact(() -> window.shell().go(new Address.OfImage(calculator)));
            FxWait.until(() -> window.shell().openedProperty().get().isPresent());
            robot.interact(() -> window.shell().showTab("stages"));
            robot.interact(() ->
                    window.shell()
                            .selectionProperty()
                            .set(Optional.of(new Address.OfStep(calculator, "final", 1))));
            shoot(robot, "stages-" + theme);
            robot.interact(() -> window.shell().showTab("details"));
            shoot(robot, "details-" + theme);
            robot.interact(() -> window.shell().showTab("stages"));
            robot.interact(() -> window.shell().showPalette());
            shoot(robot, "palette-" + theme);
            robot.interact(() -> window.shell().showShortcuts());
            shoot(robot, "shortcuts-" + theme);
            robot.interact(() -> window.shell().showSettings());
            shoot(robot, "settings-" + theme);
            robot.interact(() -> window.shell().showAbout());
            shoot(robot, "about-" + theme);
            robot.interact(() -> robot.lookup("Close").queryAs(Button.class).fire());
        }
        for (int zoom : new int[] {50, 150, 200}) {
            robot.interact(() -> window.settings.zoomProperty().set(zoom));
            shoot(robot, "stages-zoom-" + zoom);
        }
    }

    /// The pages of the wizard, on a project of the tests, and its refusal.
    @Test
    void everyPageOfTheWizard(FxRobot robot, @TempDir Path folder) throws Exception {
        Path service = folder.resolve("service");
        Files.createDirectories(service);
        Files.writeString(service.resolve("package.json"), WizardJourneyTest.PACKAGE);
        Files.writeString(service.resolve("server.js"), "console.log(1)\n");
        Path file = Files.writeString(service.resolve("Dockerfile"), WizardJourneyTest.SERVICE);
        Path refused = Files.writeString(folder.resolve("Dockerfile.php"), "FROM php:8.3-apache\n");
        for (ThemeChoice theme : List.of(ThemeChoice.LIGHT, ThemeChoice.DARK)) {
            robot.interact(() -> window.settings.themeProperty().set(theme));
            wizard(robot, file, theme + "");
            robot.interact(() -> window.shell().rewrites().open(refused));
            await(robot, "#step-rewrite");
            robot.interact(() -> robot.lookup("#step-rewrite").queryAs(Button.class).fire());
            await(robot, "#refusal-reason");
            shoot(robot, "wizard-refusal-" + theme);
        }
        robot.interact(() -> window.settings.zoomProperty().set(200));
        wizard(robot, file, "zoom-200");
    }

    private void wizard(FxRobot robot, Path file, String name) throws Exception {
        robot.interact(() -> window.shell().rewrites().open(file));
        await(robot, "#edit-PORT");
        shoot(robot, "wizard-understand-" + name);
        robot.interact(() -> robot.lookup("#step-choose").queryAs(Button.class).fire());
        shoot(robot, "wizard-choose-" + name);
        for (String step : List.of("rewrite", "prove", "save")) {
            robot.interact(() -> robot.lookup("#step-" + step).queryAs(Button.class).fire());
            shoot(robot, "wizard-" + step + "-" + name);
        }
    }

    private static void await(FxRobot robot, String id) throws TimeoutException {
        FxWait.until(() -> robot.lookup(id).tryQuery().isPresent());
    }

    private void shoot(FxRobot robot, String name) throws IOException, TimeoutException {
        WaitForAsyncUtils.waitForFxEvents(3);
        Scene scene = window.shell().stage().getScene();
        WritableImage[] picture = new WritableImage[1];
        robot.interact(() -> picture[0] = scene.snapshot(null));
        int width = (int) picture[0].getWidth();
        int height = (int) picture[0].getHeight();
        int[] pixels = new int[width * height];
        picture[0]
                .getPixelReader()
                .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        BufferedImage out = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        out.setRGB(0, 0, width, height, pixels, 0, width);
        Files.createDirectories(FOLDER);
        ImageIO.write(out, "png", FOLDER.resolve(name.toLowerCase(Locale.ROOT) + ".png").toFile());
        List<String> nameless = new ArrayList<>();
        robot.interact(() -> nameless.addAll(Nameless.below(scene.getRoot())));
        assertThat(nameless).as("controls without a name in " + name).isEmpty();
    }
}
