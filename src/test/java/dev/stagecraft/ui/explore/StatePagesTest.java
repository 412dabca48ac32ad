package dev.stagecraft.ui.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.ui.support.EngineConnection;
import dev.stagecraft.ui.support.FakeEngines;
import dev.stagecraft.ui.support.FxWait;
import dev.stagecraft.ui.support.Settings;
import dev.stagecraft.ui.support.Source;
import dev.stagecraft.ui.support.Tasks;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class StatePagesTest {
    private StackPane place;
    private Button list;

    @Start
    void start(Stage stage) {
        place = new StackPane();
        list = new Button("elsewhere");
        stage.setScene(new Scene(new HBox(list, place), 600, 400));
        stage.show();
    }

    private static ChoiceNeededException.Option option(String name, Optional<String> absence) {
        return new ChoiceNeededException.Option(
                name, Source.ofFile(Path.of(name).toAbsolutePath()), absence);
    }

    @Test
    void theKeyboardGoesOnWithTheFirstImageThatCanBeChosen(FxRobot robot) throws Exception {
        Tasks tasks =
                new Tasks(
                        Platform::runLater,
                        failure -> {
                            throw new AssertionError(failure);
                        });
        robot.interact(() -> {
            StatePages pages =
                    new StatePages(
                            new EngineConnection(new FakeEngines().without("docker"), tasks),
                            new OpenImageViewModel(
                                    (source, dockerfile, early, progress) -> {
                                        throw new UnsupportedOperationException();
                                    },
                                    tasks,
                                    new Settings(Optional.empty())),
                            () -> {},
                            text -> {});
            list.requestFocus();
            place.getChildren()
                    .setAll(
                            pages.page(
                                    new OpenImageViewModel.State.Choice(
                                            Source.ofFile(Path.of("two.tar")),
                                            "two.tar",
                                            List.of(
                                                    option("a", Optional.of("not in the archive")),
                                                    option("b", Optional.empty()),
                                                    option("c", Optional.empty())),
                                            false)));
        });
        FxWait.until(() ->
                place.getScene().getFocusOwner() instanceof Button button
                        && button.getText().equals("b"));
        assertThat(robot.lookup("b").tryQuery()).isPresent();
        tasks.close();
    }
}
