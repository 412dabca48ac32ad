package dev.stagecraft.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.ui.support.FxWait;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class HintTest {
    private Label one;
    private Label other;
    private Pane away;
    private Hint hint;

    @Start
    void start(Stage stage) {
        one = new Label("one");
        other = new Label("other");
        away = new Pane();
        hint = Hint.on(one, "mine").soon();
        Hint.name(other, "what it is called");
        away.setMinHeight(200);
        stage.setScene(new Scene(new VBox(away, one, other), 300, 300));
        stage.show();
    }

    private static void point(FxRobot robot, Node node) {
        Bounds on = node.localToScreen(node.getBoundsInLocal());
        robot.moveTo(on.getCenterX() - 3, on.getCenterY());
        robot.moveBy(3, 0);
    }

    private static List<Tooltip> shown() {
        return Window.getWindows().stream()
                .filter(Tooltip.class::isInstance)
                .map(Tooltip.class::cast)
                .toList();
    }

    private static void until(String text) throws TimeoutException {
        FxWait.until(() -> shown().stream().map(Tooltip::getText).toList().equals(List.of(text)));
    }

    @Test
    void comesWhenThePointerRestsAndFollowsItsText(FxRobot robot) throws TimeoutException {
        Platform.runLater(() -> hint.setText("first"));
        point(robot, one);
        until("first");
        assertThat(shown().getFirst().getStyleClass()).contains("mine");
        assertThat(one.getAccessibleHelp()).isEqualTo("first");
        Platform.runLater(() -> hint.setText("second"));
        until("second");
    }

    @Test
    void breaksLongTextsIntoLines(FxRobot robot) throws TimeoutException {
        String text = "a word and ".repeat(60).strip();
        Platform.runLater(() -> hint.setText(text));
        point(robot, one);
        until(text);
        FxWait.until(() -> {
            Tooltip tooltip = shown().getFirst();
            double em = tooltip.getFont().getSize();
            return tooltip.getWidth() < 45 * em && tooltip.getHeight() > 5 * em;
        });
    }

    @Test
    void takesTheNameOfWhatIsNamed(FxRobot robot) throws TimeoutException {
        point(robot, other);
        until("what it is called");
        assertThat(other.getAccessibleText()).isEqualTo("what it is called");
        assertThat(other.getAccessibleHelp()).isNull();
    }

    /// The hint of the other label comes later than this one would have.
    @Test
    void showsNoEmptyBox(FxRobot robot) throws TimeoutException {
        Platform.runLater(() -> hint.setText("gone soon"));
        point(robot, one);
        until("gone soon");
        Platform.runLater(() -> hint.setText(""));
        FxWait.until(() -> shown().isEmpty());
        point(robot, away);
        point(robot, one);
        point(robot, other);
        until("what it is called");
    }

    /// A tooltip that nobody sees is not made.
    @Test
    void makesNothingBeforeThePointerComes(FxRobot robot) throws TimeoutException {
        Platform.runLater(() -> hint.setText("later"));
        FxWait.until(() -> "later".equals(one.getAccessibleHelp()));
        assertThat(one.getProperties()).isEmpty();
        point(robot, one);
        FxWait.until(
                () -> one.getProperties().values().stream().anyMatch(Tooltip.class::isInstance));
    }
}
