package dev.stagecraft.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.ui.support.FxWait;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.PickResult;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// A view of a text in a page that is higher than the window.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class CodeViewTest {
    private CodeView view;
    private ScrollPane page;

    @Start
    void start(Stage stage) {
        view = new CodeView();
        view.setMinHeight(120);
        view.setMaxHeight(120);
        Region below = new Region();
        below.setMinHeight(900);
        page = new ScrollPane(new VBox(view, below));
        page.setFitToWidth(true);
        stage.setScene(new Scene(page, 500, 300));
        stage.show();
    }

    private CodeArea show(FxRobot robot, int lines) throws Exception {
        robot.interact(() -> view.setText("a line\n".repeat(lines)));
        CodeArea area = robot.lookup(".code-view .styled-text-area").queryAs(CodeArea.class);
        FxWait.until(() -> area.getTotalHeightEstimate() > 0);
        return area;
    }

    private static void turn(FxRobot robot, double by) {
        Node at = robot.lookup(".code-view .paragraph-box").query();
        robot.interact(() ->
                at.fireEvent(
                        new ScrollEvent(
                                ScrollEvent.SCROLL,
                                5,
                                5,
                                5,
                                5,
                                false,
                                false,
                                false,
                                false,
                                false,
                                false,
                                0,
                                by,
                                0,
                                by,
                                ScrollEvent.HorizontalTextScrollUnits.NONE,
                                0,
                                ScrollEvent.VerticalTextScrollUnits.NONE,
                                0,
                                0,
                                new PickResult(at, 5, 5))));
    }

    @Test
    void theWheelTurnsThePageWhereTheTextHasNothingMore(FxRobot robot) throws Exception {
        show(robot, 3);
        turn(robot, -40);
        assertThat(page.getVvalue()).isGreaterThan(0);
        turn(robot, 80);
        assertThat(page.getVvalue()).isZero();
    }

    @Test
    void theWheelTurnsTheTextWhileThereIsMoreOfIt(FxRobot robot) throws Exception {
        CodeArea area = show(robot, 500);
        turn(robot, -40);
        assertThat(area.getEstimatedScrollY()).isGreaterThan(0);
        assertThat(page.getVvalue()).isZero();
    }
}
