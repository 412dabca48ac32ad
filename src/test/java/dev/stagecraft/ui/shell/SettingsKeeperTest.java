package dev.stagecraft.ui.shell;

import dev.stagecraft.ui.support.FxWait;
import dev.stagecraft.ui.support.Settings;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class SettingsKeeperTest {
    @TempDir static Path folder;
    private final Path file = folder.resolve("settings.json");
    @RegisterExtension final TestWindow window = new TestWindow(file).withEngine();

    @Start
    void start(Stage stage) {
        window.start(stage);
    }

    @Test
    void whatIsChosenIsKeptWhileTheWindowIsOpen(FxRobot robot) throws Exception {
        Optional<Path> dockerfile = Optional.of(folder.resolve("Dockerfile"));
        robot.interact(() -> window.settings.setDockerfile("sha256:1", dockerfile));
        FxWait.until(
                () -> new Settings(Optional.of(file)).dockerfile("sha256:1").equals(dockerfile));
    }
}
