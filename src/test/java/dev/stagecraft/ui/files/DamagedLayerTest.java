package dev.stagecraft.ui.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.image.FileTree;
import dev.stagecraft.ui.support.FxWait;
import dev.stagecraft.ui.support.ImageTab;
import java.util.List;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// What is said of an image of which a layer could not be read in full.
@ExtendWith(ApplicationExtension.class)
class DamagedLayerTest {
    private static final String PROBLEM = "the layer should be sha256:" + "a1b2c3d4".repeat(8);
    private static final String IN_BRIEF = "the layer should be sha256:a1b2c3d4a1b2…";

    private final FileTree tree =
            FileTree.of(List.of(Samples.layer().file("a", 1).file("b", 2).build()));
    private List<ImageFiles.LayerProblem> problems =
            List.of(new ImageFiles.LayerProblem(0, PROBLEM));
    private BorderPane root;
    private ContentsTab contents;
    private WasteTab waste;

    @Start
    void start(Stage stage) {
        DeskOfTests desk = new DeskOfTests();
        FilesModel files =
                new FilesModel(
                        (image, progress, early) ->
                                new ImageFiles(tree, problems, Optional.empty()),
                        desk.tasks());
        contents = new ContentsTab(files, desk, text -> {});
        waste = new WasteTab(files, contents, desk);
        root = new BorderPane();
        Scene scene = new Scene(root, 500, 300);
        desk.theme().dress(scene);
        stage.setScene(scene);
        stage.show();
    }

    private Label problemOf(ImageTab tab, FxRobot robot) throws Exception {
        robot.interact(() -> {
            root.setCenter(tab.view());
            tab.show(Samples.opened("sample:1", 1));
        });
        FxWait.until(() -> root.lookup(".layer-problems") instanceof Label l && l.isVisible());
        WaitForAsyncUtils.waitForFxEvents(4);
        return (Label) root.lookup(".layer-problems");
    }

    @Test
    void theContentsSayItHoweverLowTheWindowAndInFullInTheHint(FxRobot robot) throws Exception {
        Label problem = problemOf(contents, robot);
        assertThat(problem.getText()).isEqualTo("Layer 1: " + IN_BRIEF);
        assertThat(problem.getAccessibleHelp()).isEqualTo("Layer 1: " + PROBLEM);
        assertThat(problem.getHeight())
                .isGreaterThanOrEqualTo(problem.prefHeight(problem.getWidth()));
    }

    @Test
    void manyProblemsTakeNoMoreRoomThanTwo(FxRobot robot) throws Exception {
        problems =
                List.of(
                        new ImageFiles.LayerProblem(0, "ends too early"),
                        new ImageFiles.LayerProblem(0, "is too large"),
                        new ImageFiles.LayerProblem(0, "is not there"));
        Label problem = problemOf(contents, robot);
        assertThat(problem.getText()).isEqualTo("Layer 1: ends too early\nand 2 more layers");
        assertThat(problem.getAccessibleHelp()).contains("is too large", "is not there");
    }

    @Test
    void theLayerIsMarkedWhereItIsChosen(FxRobot robot) throws Exception {
        problemOf(contents, robot);
        ComboBox<?> layers = robot.lookup("#layer-choice").queryAs(ComboBox.class);
        FxWait.until(() -> layers.getButtonCell().lookup(".damaged") != null);
        assertThat(layers.getButtonCell().getAccessibleText()).startsWith("1  damaged");
    }

    @Test
    void theWasteSaysItTooAndDoesNotSayThatAllIsWell(FxRobot robot) throws Exception {
        assertThat(problemOf(waste, robot).getText()).isEqualTo("Layer 1: " + IN_BRIEF);
        assertThat(robot.lookup("Nothing is carried in vain").tryQuery()).isEmpty();
        assertThat(robot.lookup("#dead-files").tryQuery()).isPresent();
    }
}
