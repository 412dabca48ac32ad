package dev.stagecraft.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerLight;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Background;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class BarsTest {
    private SegmentedBar<String> bar;
    private SizeBar cell;

    @Start
    void start(Stage stage) {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        bar = new SegmentedBar<>();
        bar.setSegments(
                List.of(
                        new Segment<>("base", "debian", 0, "debian", "ADD rootfs", 600, 60, true),
                        new Segment<>("left", "build", 1, "build", "RUN make", 300, 0, false),
                        new Segment<>("empty", "final", 2, "final", "COPY nothing", 0, 0, true),
                        new Segment<>("copy", "final", 2, "final", "COPY app /", 100, 0, true)));
        cell = new SizeBar();
        VBox root = new VBox(bar, cell);
        root.setFillWidth(true);
        // A stage keeps the size that an earlier test gave it; the content must not follow.
        root.setPrefSize(416, 200);
        Scene scene = new Scene(new Pane(root), 416, 200);
        scene.getStylesheets().add(StagePalette.STYLESHEET);
        stage.setScene(scene);
        stage.show();
    }

    private Region piece(String title) {
        return (Region)
                bar.getChildrenUnmodifiable().stream()
                        .filter(n -> n.getStyleClass().contains("piece"))
                        .filter(n -> n.getAccessibleText().startsWith(title))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void shippedPiecesComeFirstAndLeftBehindOnesAfterTheGap(FxRobot robot) {
        // 416 − 2 × 3 padding − 10 gap = 400 pixels for 1000 bytes.
        assertThat(piece("ADD rootfs").getLayoutX()).isEqualTo(3);
        assertThat(piece("ADD rootfs").getWidth()).isEqualTo(239);
        assertThat(piece("COPY app").getLayoutX()).isEqualTo(243);
        assertThat(piece("RUN make").getLayoutX()).isEqualTo(293);
        assertThat(piece("COPY nothing").isVisible()).isFalse();
        assertThat(bar.getAccessibleText()).contains("700 B shipped", "300 B left behind");
    }

    @Test
    void piecesTakeTheColourOfTheirStageInTheTheme(FxRobot robot) {
        Background background = piece("ADD rootfs").getBackground();
        assertThat(background.getFills().getFirst().getFill()).isEqualTo(Color.web("#235b90"));
    }

    @Test
    void darkThemeHasItsOwnColours(FxRobot robot) {
        robot.interact(() -> bar.getScene().getRoot().setStyle("-color-bg-default: #0d1117;"));
        robot.interact(() -> bar.getScene().getRoot().applyCss());
        assertThat(piece("ADD rootfs").getBackground().getFills().getFirst().getFill())
                .isEqualTo(Color.web("#78b1f4"));
    }

    @Test
    void arrowKeysWalkThePiecesWithBytes(FxRobot robot) {
        List<String> seen = new ArrayList<>();
        bar.selectedProperty().addListener((p, old, now) -> seen.add(now));
        robot.interact(bar::requestFocus);
        robot.type(KeyCode.RIGHT, 4).type(KeyCode.LEFT);
        assertThat(seen).containsExactly("base", "copy", "left", "copy");
        assertThat(bar.getAccessibleText()).contains("Selected: COPY app /");
    }

    @Test
    void hoveringOverAStageInTheTreeLightsItsPieces(FxRobot robot) {
        robot.interact(() -> bar.hoveredProperty().set("final"));
        assertThat(states(piece("COPY app"))).contains("lit");
        assertThat(states(piece("RUN make"))).contains("dim").doesNotContain("lit");
        robot.interact(() -> bar.hoveredProperty().set("elsewhere"));
        assertThat(states(piece("RUN make"))).doesNotContain("dim");
    }

    @Test
    void thePointerSaysWhatItIsOver(FxRobot robot) {
        robot.moveTo(piece("RUN make"));
        assertThat(bar.hoveredProperty().get()).isEqualTo("left");
        robot.clickOn(piece("COPY app"));
        assertThat(bar.selectedProperty().get()).isEqualTo("copy");
    }

    @Test
    void aStageNameThatDoesNotFitIsItsLetterOrNothing(FxRobot robot) {
        String longName = "a very long name of a stage";
        robot.interact(() ->
                bar.setSegments(
                        List.of(
                                new Segment<>("a", "x", 0, longName, "A", 100, 0, true),
                                new Segment<>("b", "y", 1, longName, "B", 10, 0, true),
                                new Segment<>("c", "z", 2, "short", "C", 890, 0, true))));
        robot.interact(() -> bar.getScene().getRoot().layout());
        assertThat(
                        bar.getChildrenUnmodifiable().stream()
                                .filter(n -> n instanceof Label && n.isVisible())
                                .map(n -> ((Label) n).getText()))
                .containsExactly("A", "short");
    }

    @Test
    void aSliverInACellIsOnePixelAndSaysItsSize(FxRobot robot) {
        robot.interact(() -> cell.show(1, 1_000_000_000));
        robot.interact(() -> cell.getScene().getRoot().layout());
        Node live = cell.lookup(".live");
        assertThat(live.getBoundsInLocal().getWidth()).isEqualTo(1);
        assertThat(cell.getAccessibleText()).isEqualTo("1 B");
    }

    @Test
    void deadBytesAreTheEndOfACellsBar(FxRobot robot) {
        robot.interact(() -> cell.show(100, 300, 800));
        robot.interact(() -> cell.getScene().getRoot().layout());
        assertThat(cell.lookup(".live").getBoundsInParent().getWidth()).isEqualTo(52);
        assertThat(cell.lookup(".dead").getBoundsInParent().getMinX()).isEqualTo(52);
        assertThat(cell.lookup(".dead").getBoundsInParent().getMaxX()).isEqualTo(208);
        assertThat(cell.getAccessibleText()).isEqualTo("400 B, of which 300 B dead");
    }

    @Test
    void lengthsKeepOneScale() {
        assertThat(SizeBar.length(0, 100, 200, 1)).isZero();
        assertThat(SizeBar.length(50, 100, 200, 1)).isEqualTo(100);
        assertThat(SizeBar.length(500, 100, 200, 1)).isEqualTo(200);
        assertThat(SizeBar.length(1, 3, 100, 2)).isEqualTo(33.5);
    }

    private static List<String> states(Node node) {
        return node.getPseudoClassStates().stream().map(s -> s.getPseudoClassName()).toList();
    }
}
