package dev.stagecraft.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.ui.support.FxWait;
import dev.stagecraft.ui.support.Source;
import dev.stagecraft.ui.support.Texts;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The words after the program's name mean in the window what they mean to the commands.
@ExtendWith(ApplicationExtension.class)
class StartArgumentsTest {
    @RegisterExtension final TestWindow window = new TestWindow();

    @Start
    void start(Stage stage) {
        window.engines.without("default");
        window.start(stage, List.of("sample:calculator-go-scratch"));
    }

    @Test
    void aSampleIsOpenedByItsNameAlsoWithoutAnEngine() throws Exception {
        FxWait.until(() -> window.shell().openedProperty().get().isPresent());
        assertThat(window.shell().openedProperty().get().map(o -> o.source()))
                .isEqualTo(Optional.of(new Source.OfSample("calculator-go-scratch")));
    }

    /// No image has such a name: no engine need be waited for to say so.
    @Test
    void aPathWithNothingThereIsSaidAtOnce(FxRobot robot) throws Exception {
        Platform.runLater(() ->
                new StartArguments(
                                window.shell(),
                                window.shell().connection(),
                                Texts.of(StartArguments.class))
                        .open(List.of("/nowhere/at/all.tar")));
        FxWait.until(() -> window.says(robot, "There is no file and no image /nowhere/at/all.tar"));
        assertThat(window.says(robot, "Check the path")).isTrue();
        assertThat(window.says(robot, "docker pull")).isFalse();
    }
}
