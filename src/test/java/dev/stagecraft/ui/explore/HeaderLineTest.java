package dev.stagecraft.ui.explore;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;

class HeaderLineTest {
    private final Region title = sized(300, 40);
    private final Region figures = sized(350, 60);
    private final Region more = sized(50, 20);
    private final HeaderLine line = new HeaderLine(title, figures, more);

    private static Region sized(double width, double height) {
        Region region = new Region();
        region.setPrefSize(width, height);
        return region;
    }

    private void lay(double width) {
        line.resize(width, line.prefHeight(width));
        line.layout();
    }

    @Test
    void theFiguresStandBesideTheNameInItsMiddleWhereThereIsRoom() {
        lay(700);
        assertThat(line.getHeight()).isEqualTo(60);
        assertThat(title.getLayoutY()).isEqualTo(10);
        assertThat(figures.getLayoutX()).isEqualTo(300);
        assertThat(more.getLayoutX()).isEqualTo(650);
    }

    @Test
    void elseUnderItAndTheHeightIsRightBeforeAnyWidthWasGiven() {
        assertThat(line.prefHeight(699)).isEqualTo(100);
        lay(699);
        assertThat(figures.getLayoutX()).isZero();
        assertThat(figures.getLayoutY()).isEqualTo(40);
        assertThat(figures.getHeight()).isEqualTo(60);
    }

    @Test
    void inOneLineTheNameIsCutFirstDownToItsLeastWidthAndThenTheFigures() {
        title.setMinWidth(100);
        line.setOneLine(true);
        lay(600);
        assertThat(line.getHeight()).isEqualTo(60);
        assertThat(title.getWidth()).isEqualTo(200);
        assertThat(figures.getWidth()).isEqualTo(350);
        lay(450);
        assertThat(title.getWidth()).isEqualTo(100);
        assertThat(figures.getWidth()).isEqualTo(300);
        assertThat(more.getLayoutX()).isEqualTo(400);
    }

    @Test
    void whatCannotBeCutFurtherGoesUnderTheNameThen() {
        title.setMinWidth(100);
        figures.setMinWidth(200);
        line.setOneLine(true);
        lay(350);
        assertThat(figures.getLayoutY()).isZero();
        lay(349);
        assertThat(figures.getLayoutY()).isEqualTo(40);
        assertThat(figures.getWidth()).isEqualTo(299);
        assertThat(more.getLayoutX()).isEqualTo(299);
    }

    @Test
    void whatIsNotManagedTakesNoRoom() {
        more.setManaged(false);
        lay(650);
        assertThat(figures.getLayoutY()).isZero();
    }
}
