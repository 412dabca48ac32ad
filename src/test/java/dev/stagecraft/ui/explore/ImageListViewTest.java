package dev.stagecraft.ui.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.ui.support.EngineConnection;
import dev.stagecraft.ui.support.FakeEngine;
import dev.stagecraft.ui.support.FakeEngines;
import dev.stagecraft.ui.support.FxWait;
import dev.stagecraft.ui.support.SampleImages;
import dev.stagecraft.ui.support.Settings;
import dev.stagecraft.ui.support.Source;
import dev.stagecraft.ui.support.Tasks;
import dev.stagecraft.ui.support.Theme;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class ImageListViewTest {
    private final FakeEngine engine =
            new FakeEngine("default")
                    .with(
                            SampleImages.image(2, "middle:1", 2_000_000L),
                            SampleImages.image(3, "small:1", 1_000_000L));
    private final List<String> opened = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private ImageListViewModel model;

    @Start
    void start(Stage stage) {
        Settings settings = new Settings(Optional.empty());
        Tasks tasks =
                new Tasks(
                        Platform::runLater,
                        failure -> {
                            throw new AssertionError(failure);
                        });
        EngineConnection connection =
                new EngineConnection(new FakeEngines().with("default", engine), tasks);
        model = new ImageListViewModel(connection, tasks, settings, List::of, Source::ofFile);
        model.orderProperty().set(ImageOrder.LARGEST);
        ImageListView view =
                new ImageListView(
                        model,
                        (source, name) -> opened.add(name),
                        text -> {},
                        new Theme(settings, List.of()),
                        Clock.systemUTC());
        stage.setScene(new Scene(view, 330, 600));
        stage.show();
        connection.start();
    }

    @Test
    void imagesThatComeAndGoOpenNoOther(FxRobot robot) throws Exception {
        FxWait.until(() -> model.images().size() == 2);
        ListView<?> list = robot.lookup("#image-list").queryAs(ListView.class);
        robot.clickOn(robot.lookup("middle:1").<Node>query());
        assertThat(opened).containsExactly("middle:1");
        engine.with(SampleImages.image(1, "large:1", 3_000_000L));
        engine.happen("tag", "large:1");
        FxWait.until(() -> model.images().size() == 3);
        robot.interact(() -> {});
        assertThat(opened).containsExactly("middle:1");
        assertThat(list.getSelectionModel().getSelectedIndex()).isEqualTo(2);
        engine.images.removeIf(i -> i.size() == 3_000_000L);
        engine.happen("delete", "large:1");
        FxWait.until(() -> model.images().size() == 2);
        robot.interact(() -> {});
        assertThat(opened).containsExactly("middle:1");
        assertThat(list.getSelectionModel().getSelectedIndex()).isEqualTo(1);
    }
}
