package dev.stagecraft.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.ui.support.Address;
import dev.stagecraft.ui.support.FxWait;
import dev.stagecraft.ui.support.SampleImages;
import dev.stagecraft.ui.support.Source;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TreeTableRow;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// At every zoom a small window shows what it is for: the stages.
@ExtendWith(ApplicationExtension.class)
class ZoomJourneyTest {
    @RegisterExtension final TestWindow window = new TestWindow().withEngine();

    @Start
    void start(Stage stage) {
        window.start(stage);
    }

    private void open(FxRobot robot, int zoom) throws Exception {
        Source calculator = new Source.OfEngine(SampleImages.calculator().image().id());
        robot.interact(() -> window.settings.zoomProperty().set(zoom));
        robot.interact(() -> window.shell().go(new Address.OfImage(calculator)));
        FxWait.until(() -> window.shell().openedProperty().get().isPresent());
        WaitForAsyncUtils.waitForFxEvents(6);
    }

    private static Bounds place(Node node) {
        return node.localToScene(node.getLayoutBounds());
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 100, 150, 200})
    void atLeastThreeRowsOfTheTreeAreInSight(int zoom, FxRobot robot) throws Exception {
        open(robot, zoom);
        Bounds tree = place(robot.lookup("#stage-tree").query());
        assertThat(tree.getMaxY()).isLessThanOrEqualTo(700);
        long whole =
                robot
                        .lookup((Node n) -> n instanceof TreeTableRow<?> row && !row.isEmpty())
                        .queryAll()
                        .stream()
                        .filter(Node::isVisible)
                        .filter(row -> place(row).getMaxY() <= tree.getMaxY() + 1)
                        .count();
        assertThat(whole).isGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 100, 150, 200})
    void atLeastThreeRowsOfTheFilesAndOfTheWasteAreInSight(int zoom, FxRobot robot)
            throws Exception {
        robot.interact(() -> {
            window.shell().stage().setHeight(800);
            window.settings.zoomProperty().set(zoom);
        });
        Source sample = new Source.OfSample("calculator-python-ubuntu");
        robot.interact(() -> window.shell().go(new Address.OfImage(sample)));
        FxWait.until(() -> window.shell().openedProperty().get().isPresent());
        robot.interact(() -> window.shell().showTab("contents"));
        assertThat(rowsInSight("#file-table", robot)).isGreaterThanOrEqualTo(3);
        robot.interact(() -> window.shell().showTab("waste"));
        assertThat(rowsInSight("#dead-files", robot)).isGreaterThanOrEqualTo(3);
    }

    private static long rowsInSight(String table, FxRobot robot) throws Exception {
        FxWait.until(() ->
                robot.lookup(table)
                        .<TableView<?>>tryQuery()
                        .filter(shown -> shown.getItems().size() > 3)
                        .isPresent());
        WaitForAsyncUtils.waitForFxEvents(6);
        double end = place(robot.lookup(".middle").query()).getMaxY();
        return robot
                .from(robot.lookup(table).<Node>query())
                .lookup((Node n) -> n instanceof TableRow<?> row && !row.isEmpty())
                .queryAll()
                .stream()
                .filter(Node::isVisible)
                .filter(row -> place(row).getMaxY() <= end)
                .count();
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 100, 150, 200})
    void nothingThatCountsIsCut(int zoom, FxRobot robot) throws Exception {
        open(robot, zoom);
        for (Node pill : robot.lookup(".pill").queryAll()) {
            if (pill.getScene() != null && pill.isVisible()) {
                assertThat(pill.getLayoutBounds().getWidth())
                        .isGreaterThanOrEqualTo(((Region) pill).prefWidth(-1) - 1);
                assertThat(place(pill).getMaxX())
                        .isLessThanOrEqualTo(place(pill.getParent().getParent()).getMaxX() + 1);
            }
        }
        for (String id : new String[] {"#shipped", "#left-behind"}) {
            Label number = robot.lookup(id).queryAs(Label.class);
            assertThat(number.getWidth()).isGreaterThanOrEqualTo(number.prefWidth(-1) - 1);
            assertThat(place(number).getMaxX()).isLessThanOrEqualTo(1000);
        }
        Region bar = robot.lookup("#whole-bar").queryAs(Region.class);
        assertThat(bar.getHeight()).isGreaterThanOrEqualTo(bar.prefHeight(-1));
        assertThat(place(bar).getMaxY())
                .isLessThanOrEqualTo(
                        place(robot.lookup("#tabs .tab-header-area").query()).getMinY());
    }

    @Test
    void theListGivesWayToTheRightColumnThatAPersonAsksForInASmallWindow(FxRobot robot)
            throws Exception {
        open(robot, 200);
        Region list = robot.lookup(".image-list").queryAs(Region.class);
        Region middle = robot.lookup(".middle").queryAs(Region.class);
        double before = list.getWidth();
        robot.interact(() -> window.shell().toggleSide());
        WaitForAsyncUtils.waitForFxEvents(6);
        assertThat(list.getWidth()).isLessThan(before);
        assertThat(middle.getWidth()).isGreaterThan(list.getWidth());
        robot.interact(() -> window.shell().toggleSide());
        WaitForAsyncUtils.waitForFxEvents(6);
        assertThat(list.getWidth()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 100, 150, 200})
    void theButtonsLieOnNoTab(int zoom, FxRobot robot) throws Exception {
        open(robot, zoom);
        double from = place(robot.lookup("#rewrite-image").query()).getMinX();
        for (Node tab : robot.lookup("#tabs .tab-header-area .tab").queryAll()) {
            assertThat(place(tab).getMaxX()).isLessThanOrEqualTo(from);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 100, 150, 200})
    void everyKeyCanBeReadInTheSheetOfKeys(int zoom, FxRobot robot) throws Exception {
        robot.interact(() -> window.settings.zoomProperty().set(zoom));
        robot.interact(() -> window.shell().showShortcuts());
        FxWait.until(() -> !robot.lookup(".shortcut-sheet .key-cap").queryAll().isEmpty());
        WaitForAsyncUtils.waitForFxEvents(6);
        Region sheet = robot.lookup(".shortcut-sheet").queryAs(Region.class);
        Region pane = robot.lookup(".shortcut-sheet .scroll-pane").queryAs(Region.class);
        double end = place(robot.lookup(".overlay-card .button").query()).getMaxY();
        assertThat(end).isLessThanOrEqualTo(place(sheet).getMaxY());
        assertThat(place(pane).getMaxY()).isLessThan(end);
        for (Node node : robot.lookup(".shortcut-sheet .key-cap").queryAll()) {
            Label key = (Label) node;
            assertThat(key.getWidth()).isGreaterThanOrEqualTo(key.prefWidth(-1) - 1);
            assertThat(place(key).getMaxX()).isLessThanOrEqualTo(place(pane).getMaxX());
        }
        for (Node node : robot.lookup(".shortcut-sheet .keys .label").queryAll()) {
            Label label = (Label) node;
            assertThat(label.getHeight())
                    .as(label.getText())
                    .isGreaterThanOrEqualTo(label.prefHeight(label.getWidth()) - 1);
        }
        robot.push(KeyCode.ESCAPE);
    }
}
