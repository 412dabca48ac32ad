package dev.stagecraft.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.List;
import java.util.stream.Collectors;
import javafx.application.Application;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class TreemapTest {
    private static final List<Category> STATES =
            List.of(
                    new Category("state-unchanged", "", "unchanged", false),
                    new Category("state-added", "+", "added", false),
                    new Category("state-changed", "~", "changed", false),
                    new Category("state-removed", "−", "removed", false),
                    new Category("state-dead", "×", "dead", true));

    private Treemap map;
    private SampleTree tree;
    private int usr;
    private int bin;
    private int lib;

    @Start
    void start(Stage stage) {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        tree = new SampleTree();
        usr = tree.add(0, "usr", 0);
        bin = tree.add(usr, "bin", 600);
        lib = tree.add(0, "lib", 400);
        map = new Treemap(Runnable::run);
        map.setCategories(STATES);
        map.setSource(tree);
        Scene scene = new Scene(map, 600, 400);
        scene.getStylesheets().add(StagePalette.STYLESHEET);
        stage.setScene(scene);
        stage.show();
    }

    private Region tiles() {
        return (Region) map.lookup(".tiles");
    }

    private void point(FxRobot robot, double x, double y) {
        Bounds on = tiles().localToScreen(tiles().getBoundsInLocal());
        robot.moveTo(on.getMinX() + on.getWidth() * x, on.getMinY() + on.getHeight() * y);
    }

    private String way() {
        return ((javafx.scene.layout.FlowPane) map.lookup(".way"))
                .getChildren().stream()
                        .map(n -> ((Labeled) n).getText())
                        .collect(Collectors.joining(" "));
    }

    @Test
    void thePointerSelectsAndTheTipDescribes(FxRobot robot) {
        point(robot, 0.3, 0.5);
        Label tip = (Label) map.lookup(".tip");
        assertThat(tip.isVisible()).isTrue();
        assertThat(tip.getText()).isEqualTo("bin, 600 bytes");
        robot.clickOn();
        assertThat(map.selectedProperty().get()).isEqualTo(bin);
        assertThat(tiles().getAccessibleText()).isEqualTo("bin, 600 bytes");
        assertThat(map.lookup(".mark.selected").isVisible()).isTrue();
    }

    @Test
    void aDoubleClickGoesInAndTheWayLeadsBack(FxRobot robot) {
        assertThat(way()).isEqualTo("/");
        point(robot, 0.3, 0.5);
        robot.doubleClickOn();
        assertThat(map.zoomProperty().get()).isEqualTo(usr);
        assertThat(way()).isEqualTo("/ › usr");
        robot.clickOn(robot.lookup(n -> n instanceof Hyperlink).<Node>query());
        assertThat(map.zoomProperty().get()).isZero();
    }

    @Test
    void theKeyboardWalksGoesInAndOut(FxRobot robot) {
        robot.interact(map::requestFocus);
        robot.type(KeyCode.RIGHT);
        assertThat(map.selectedProperty().get()).isEqualTo(bin);
        robot.type(KeyCode.RIGHT);
        assertThat(map.selectedProperty().get()).isEqualTo(lib);
        robot.type(KeyCode.LEFT).type(KeyCode.ENTER);
        assertThat(map.zoomProperty().get()).isEqualTo(usr);
        robot.type(KeyCode.BACK_SPACE);
        assertThat(map.zoomProperty().get()).isZero();
        assertThat(map.selectedProperty().get()).isEqualTo(usr);
    }

    @Test
    void enterOnAFileOpensIt(FxRobot robot) {
        int[] opened = {-1};
        map.setOnOpen(node -> opened[0] = node);
        robot.interact(() -> {
            map.requestFocus();
            map.selectedProperty().set(lib);
        });
        robot.type(KeyCode.ENTER);
        assertThat(opened[0]).isEqualTo(lib);
    }

    @Test
    void theLegendNamesEveryCategoryWithItsMark(FxRobot robot) {
        assertThat(map.lookupAll(".legend > .label").stream().map(n -> ((Label) n).getText()))
                .contains("unchanged", "+  added", "×  dead");
    }

    @Test
    void aLargeTreeInBothThemes(FxRobot robot) {
        SampleTree large = SampleTree.random(20_000, 3);
        robot.interact(() -> {
            map.setSource(large);
            map.selectedProperty().set(-1);
        });
        for (boolean dark : new boolean[] {false, true}) {
            robot.interact(() ->
                    Application.setUserAgentStylesheet(
                            dark
                                    ? new PrimerDark().getUserAgentStylesheet()
                                    : new PrimerLight().getUserAgentStylesheet()));
            robot.interact(() -> map.getScene().getRoot().applyCss());
            robot.interact(() -> map.getScene().getRoot().layout());
            robot.interact(() ->
                    assertThat(Snapshot.of(map, "treemap-" + (dark ? "dark" : "light"), 1))
                            .isNotEmptyFile());
        }
    }
}
