package dev.stagecraft.ui.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.compare.Comparison;
import dev.stagecraft.compare.Side;
import dev.stagecraft.ui.control.StagePalette;
import dev.stagecraft.ui.support.SampleImages;
import dev.stagecraft.ui.support.Settings;
import dev.stagecraft.ui.support.Theme;
import java.util.List;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class HeadlineTest {
    private final StackPane place = new StackPane();

    @Start
    void start(Stage stage) {
        Theme theme =
                new Theme(
                        new Settings(Optional.empty()),
                        List.of(StagePalette.STYLESHEET, ComparePage.STYLESHEET));
        Scene scene = new Scene(place, 700, 300);
        theme.dress(scene);
        stage.setScene(scene);
        stage.show();
    }

    @Test
    void theFactorHasItsSizeInTheFirstPicture(FxRobot robot) {
        Headline headline =
                new Headline(
                        Comparison.of(
                                Side.of(SampleImages.image(1, "a:1", 999_000_000)),
                                Side.of(SampleImages.image(2, "b:1", 1_430_000))));
        double[] first = new double[1];
        robot.interact(() -> {
            headline.setCompact(false);
            place.getChildren().setAll(headline);
            // What one picture takes.
            place.applyCss();
            place.layout();
            first[0] = factor(headline).getFont().getSize();
        });
        WaitForAsyncUtils.waitForFxEvents();
        double em = ((Label) headline.lookup("#compare-difference")).getFont().getSize() / 2.2;

        assertThat(first[0]).isEqualTo(factor(headline).getFont().getSize());
        // "699 × smaller" is 13 letters wide: 4.2 em have room in 700 pixels.
        assertThat(first[0]).isBetween(4.1 * em, 4.3 * em);
    }

    private static Label factor(Headline headline) {
        return (Label) headline.lookup("#compare-factor");
    }
}
