package dev.stagecraft.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.ui.support.FxWait;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The wizard's step that proves, with an engine to prove on.
@ExtendWith(ApplicationExtension.class)
class WizardProofJourneyTest {
    @RegisterExtension final TestWindow window = new TestWindow().withEngine();
    @TempDir Path folder;

    @Start
    void start(Stage stage) {
        window.start(stage);
    }

    private static void await(FxRobot robot, String id) throws TimeoutException {
        FxWait.until(() -> robot.lookup(id).tryQuery().isPresent());
    }

    private static void fire(FxRobot robot, String id) {
        robot.interact(() -> robot.lookup(id).queryAs(Button.class).fire());
    }

    /// The names of the buttons that are drawn in the colour that stands out.
    private static List<String> standOut(FxRobot robot) {
        return robot
                .lookup((Node n) ->
                        n instanceof Button b
                                && b.isVisible()
                                && !b.isDisabled()
                                && (b.isDefaultButton() || b.getStyleClass().contains("accent")))
                .queryAllAs(Button.class)
                .stream()
                .map(Button::getId)
                .toList();
    }

    @Test
    void oneButtonStandsOutAndItIsTheNext(FxRobot robot) throws Exception {
        Files.writeString(folder.resolve("package.json"), WizardJourneyTest.PACKAGE);
        Files.writeString(folder.resolve("server.js"), "console.log(1)\n");
        Path file = Files.writeString(folder.resolve("Dockerfile"), WizardJourneyTest.SERVICE);
        robot.interact(() -> window.shell().rewrites().open(file));
        await(robot, "#edit-PORT");
        FxWait.until(() -> window.shell().engineProperty().get().isPresent());
        fire(robot, "#wizard-back");
        assertThat(standOut(robot)).containsExactly("wizard-next");
        fire(robot, "#wizard-next");
        assertThat(standOut(robot)).containsExactly("wizard-next");
        fire(robot, "#wizard-next");
        assertThat(standOut(robot)).containsExactly("wizard-next");
        fire(robot, "#wizard-next");
        await(robot, "#prove-start");
        assertThat(standOut(robot)).containsExactly("prove-start");
    }
}
