package dev.stagecraft.ui.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.image.FileTree;
import dev.stagecraft.ui.support.FxWait;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The hint comes below the table and takes its room from it.
@ExtendWith(ApplicationExtension.class)
class WasteHintTest {
    private WasteTab waste;

    @Start
    void start(Stage stage) {
        DeskOfTests desk = new DeskOfTests();
        Samples.LayerOf born = Samples.layer();
        Samples.LayerOf gone = Samples.layer();
        for (int i = 0; i < 60; i++) {
            born.file("f" + i, 1_000 - i);
            gone.without("f" + i);
        }
        FileTree tree = FileTree.of(List.of(born.build(), gone.build()));
        FilesModel files =
                new FilesModel(
                        (image, progress, early) ->
                                new ImageFiles(tree, List.of(), Optional.empty()),
                        desk.tasks());
        waste = new WasteTab(files, new ContentsTab(files, desk, text -> {}), desk);
        Scene scene = new Scene((javafx.scene.Parent) waste.view(), 700, 500);
        desk.theme().dress(scene);
        stage.setScene(scene);
        stage.show();
        waste.show(Samples.opened("sample:1", 2));
    }

    private static Optional<Node> lowestRow(TableView<?> table) {
        double end = table.localToScene(table.getLayoutBounds()).getMaxY();
        return table.lookupAll(".table-row-cell").stream()
                .filter(n -> n instanceof TableRow<?> row && !row.isEmpty() && row.isVisible())
                .filter(n -> n.localToScene(n.getLayoutBounds()).getMaxY() <= end)
                .max((a, b) -> ((TableRow<?>) a).getIndex() - ((TableRow<?>) b).getIndex());
    }

    @Test
    void theRowThatIsClickedStaysInSight(FxRobot robot) throws Exception {
        FxWait.until(() -> waste.model().foundProperty().get().isPresent());
        WaitForAsyncUtils.waitForFxEvents(4);
        TableView<?> table = robot.lookup("#dead-files").queryAs(TableView.class);
        TableRow<?> row = (TableRow<?>) lowestRow(table).orElseThrow();
        int index = row.getIndex();
        assertThat(index).isGreaterThan(5);
        robot.clickOn(row);
        FxWait.until(() -> robot.lookup("#dead-hint").tryQuery().isPresent());
        WaitForAsyncUtils.waitForFxEvents(6);
        assertThat(table.getSelectionModel().getSelectedIndex()).isEqualTo(index);
        assertThat(((TableRow<?>) lowestRow(table).orElseThrow()).getIndex())
                .isGreaterThanOrEqualTo(index);
    }
}
