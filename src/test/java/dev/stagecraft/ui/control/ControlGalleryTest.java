package dev.stagecraft.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Application;
import javafx.geometry.Insets;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Draws the bars in both themes and on a dense screen, to be looked at.
@ExtendWith(ApplicationExtension.class)
class ControlGalleryTest {
    private Scene scene;

    @Start
    void start(Stage stage) {
        SegmentedBar<String> bar = new SegmentedBar<>();
        List<Segment<String>> pieces = new ArrayList<>();
        String[] stages = {"debian", "python", "app", "build", "node", "maven", "test", "assets"};
        for (int s = 0; s < stages.length; s++) {
            for (int l = 0; l < 3; l++) {
                pieces.add(
                        new Segment<>(
                                stages[s] + l,
                                stages[s],
                                s,
                                stages[s],
                                "RUN step " + l,
                                40 + 130 * ((s * 3 + l * 5) % 7),
                                s == 1 && l == 1 ? 60 : 0,
                                s < 4));
            }
        }
        bar.setSegments(pieces);
        bar.selectedProperty().set("app1");
        GridPane cells = new GridPane(12, 6);
        for (int s = 0; s < 8; s++) {
            SizeBar plain = new SizeBar();
            plain.setStage(s);
            plain.show(s * 100 + 3, s == 3 ? 220 : 0, 900);
            SizeBar discarded = new SizeBar();
            discarded.setStage(s);
            discarded.setDiscarded(true);
            discarded.show(s * 100 + 3, 900);
            Label name = new Label(StagePalette.letter(s) + "  " + stages[s]);
            cells.addRow(s, name, plain, discarded);
        }
        VBox root = new VBox(16, bar, cells);
        root.setPadding(new Insets(16));
        scene = new Scene(root, 760, 320);
        scene.getStylesheets().add(StagePalette.STYLESHEET);
        stage.setScene(scene);
        stage.show();
    }

    @Test
    void barsInBothThemes(FxRobot robot) {
        for (boolean dark : new boolean[] {false, true}) {
            robot.interact(() -> {
                Application.setUserAgentStylesheet(
                        dark
                                ? new PrimerDark().getUserAgentStylesheet()
                                : new PrimerLight().getUserAgentStylesheet());
                scene.getRoot().applyCss();
                scene.getRoot().layout();
                assertThat(Snapshot.of(scene.getRoot(), "bars-" + (dark ? "dark" : "light"), 2))
                        .isNotEmptyFile();
            });
        }
    }
}
