package dev.stagecraft.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.ui.support.FxWait;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// What a person sees where no engine can be used.
@ExtendWith(ApplicationExtension.class)
class NoEngineJourneyTest {
    @RegisterExtension final TestWindow window = new TestWindow();

    @Start
    void start(Stage stage) {
        window.engines.without("default");
        window.start(stage);
    }

    private static void await(Callable<Boolean> condition) throws TimeoutException {
        FxWait.until(condition);
    }

    @Test
    void thePageSaysWhereWasLookedWhyNotAndWhatToDoAndSamplesAreThere(FxRobot robot)
            throws TimeoutException {
        await(() -> window.says(robot, "No engine can be used"));
        await(() -> window.says(robot, "this user may not open /run/default.sock"));
        assertThat(window.says(robot, "Add the user to the docker group")).isTrue();
        assertThat(window.says(robot, "Open archive…")).isTrue();
        assertThat(window.says(robot, "Calculator in Go, from scratch")).isTrue();
    }

    @Test
    void asSoonAsAnEngineAnswersItsImagesAppearByThemselves(FxRobot robot) throws TimeoutException {
        await(() -> window.says(robot, "No engine can be used"));
        window.engines.start("default", window.engine);
        await(() -> window.says(robot, "alpine:3.22"));
        assertThat(window.says(robot, "Choose an image")).isTrue();
    }
}
