package dev.stagecraft.ui.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.ui.files.FittingColumns.Fit;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Scene;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class FittingColumnsTest {
    private TableView<String> table;
    private DeskOfTests desk;

    @Start
    void start(Stage stage) {
        desk = new DeskOfTests();
        table = new TableView<>();
        FittingColumns.of(
                table,
                desk,
                List.of(
                        fit("name", 10, 1, 0),
                        fit("size", 5, 0, 0),
                        fit("owner", 5, 0, 2),
                        fit("state", 5, 0, 1)));
        stage.setScene(new Scene(new Pane(table), 900, 300));
        stage.show();
    }

    private static Fit<String> fit(String name, double ems, double grows, int rank) {
        return new Fit<>(new TableColumn<>(name), ems, grows, rank);
    }

    private String shown(FxRobot robot, double width) {
        robot.interact(() -> {
            table.resize(width, 200);
            table.setPrefWidth(width);
        });
        return table.getVisibleLeafColumns().stream()
                .map(TableColumn::getText)
                .collect(Collectors.joining(" "));
    }

    /// One em is 14 pixels: all columns are 350 wide, the scroll bar is 16.8 and the border 4.
    @Test
    void whatMattersLeastGoesFirstWhereThereIsNoRoom(FxRobot robot) {
        assertThat(shown(robot, 372)).isEqualTo("name size owner state");
        assertThat(shown(robot, 368)).isEqualTo("name size state");
        assertThat(shown(robot, 302)).isEqualTo("name size state");
        assertThat(shown(robot, 290)).isEqualTo("name size");
        assertThat(shown(robot, 100)).isEqualTo("name size");
        assertThat(shown(robot, 372)).isEqualTo("name size owner state");
    }

    @Test
    void whatIsLeftOverGoesToTheColumnThatGrows(FxRobot robot) {
        shown(robot, 471);
        assertThat(table.getColumns().get(0).getPrefWidth()).isBetween(239.0, 241.0);
        assertThat(table.getColumns().get(1).getPrefWidth()).isEqualTo(70);
    }

    @Test
    void largerLettersLeaveFewerColumns(FxRobot robot) {
        shown(robot, 372);
        robot.interact(() -> desk.settings().zoomProperty().set(150));
        assertThat(shown(robot, 372)).isEqualTo("name size");
    }
}
