package dev.stagecraft.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.recording.Sample;
import dev.stagecraft.ui.explore.SampleEntry;
import dev.stagecraft.ui.support.FxWait;
import dev.stagecraft.ui.support.ThemeChoice;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// What a person sees who compares two samples, with no engine.
@ExtendWith(ApplicationExtension.class)
class CompareJourneyTest {
    @RegisterExtension final TestWindow window = new TestWindow();

    @Start
    void start(Stage stage) throws Exception {
        List<SampleEntry> samples =
                Sample.all().stream()
                        .map(s -> new SampleEntry(s.name(), s.title(), s.size(), s.leftBehind()))
                        .toList();
        window.samples = () -> samples;
        window.engines.without("default");
        window.start(stage);
    }

    private static void await(Callable<Boolean> condition) throws TimeoutException {
        FxWait.until(condition);
    }

    private void openPair(FxRobot robot) throws TimeoutException {
        await(() -> !window.shell().list().samples().isEmpty());
        robot.interact(() -> window.shell().compare());
        await(() -> robot.lookup(".compare-pair").tryQuery().isPresent());
        robot.interact(
                () -> robot.lookup(".compare-pair").<javafx.scene.control.Button>query().fire());
        await(() -> robot.lookup("#compare-factor").tryQuery().isPresent());
    }

    private static void awaitFocus(FxRobot robot, String id) throws TimeoutException {
        await(() -> robot.lookup(id).tryQuery().filter(Node::isFocused).isPresent());
    }

    @Test
    void twoImagesAreChosenWithTheKeyboardAlone(FxRobot robot) throws Exception {
        await(() -> !window.shell().list().samples().isEmpty());
        robot.interact(() -> window.shell().compare());
        awaitFocus(robot, "#choose-before");
        robot.type(KeyCode.ENTER);
        awaitFocus(robot, "#picker-search");
        robot.type(KeyCode.ENTER);
        awaitFocus(robot, "#choose-after");
        robot.type(KeyCode.ENTER);
        awaitFocus(robot, "#picker-search");
        robot.type(KeyCode.DOWN, KeyCode.ENTER);
        awaitFocus(robot, "#choose-after");
        await(() -> robot.lookup("#compare-factor").tryQuery().isPresent());
    }

    @Test
    void thePairsThatAreOfferedAreReadable(FxRobot robot) throws Exception {
        await(() -> !window.shell().list().samples().isEmpty());
        robot.interact(() -> window.shell().compare());
        await(() -> robot.lookup(".compare-pair").tryQuery().isPresent());
        robot.interact(() -> robot.lookup(".compare-pair").query().getScene().getRoot().layout());
        for (Labeled pair : robot.lookup(".compare-pair").queryAllAs(Labeled.class)) {
            Text drawn = (Text) pair.lookup(".text");
            assertThat(drawn.getText()).doesNotEndWith("...").doesNotEndWith("…");
        }
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).<Labeled>query().getText();
    }

    @Test
    void aPairOfSamplesIsComparedWithOneClick(FxRobot robot) throws Exception {
        openPair(robot);

        assertThat(text(robot, "#compare-factor")).endsWith("× smaller");
        assertThat(text(robot, "#compare-difference")).endsWith("MB less");
        // The recordings that come with the program have their files.
        await(() -> window.says(robot, "Shells") && window.says(robot, "Package managers"));
        String smaller = text(robot, "#compare-factor");

        robot.clickOn("#compare-swap");
        await(() -> text(robot, "#compare-factor").endsWith("× larger"));
        assertThat(text(robot, "#compare-factor")).isEqualTo(smaller.replace("smaller", "larger"));
    }

    @Test
    void anotherImageIsFoundByTyping(FxRobot robot) throws Exception {
        openPair(robot);
        String before = text(robot, "#choose-after");

        robot.clickOn("#choose-after");
        robot.clickOn("#picker-search");
        robot.write("everything");
        robot.type(KeyCode.ENTER);

        await(() -> !text(robot, "#choose-after").equals(before));
        assertThat(robot.lookup("#compare-picker").tryQuery()).isEmpty();
        await(() -> robot.lookup("#compare-factor").tryQuery().isPresent());
    }

    /// A recording that comes with the program, as a file of its own.
    private static File recording(Path folder, String name) throws IOException {
        Path file = folder.resolve(name + ".stagecraft");
        try (InputStream sample =
                Sample.class.getResourceAsStream("samples/" + name + ".stagecraft")) {
            Files.copy(Objects.requireNonNull(sample), file);
        }
        return file.toFile();
    }

    @Test
    void twoFilesThatAreDroppedAreCompared(FxRobot robot, @TempDir Path folder) throws Exception {
        List<File> two =
                List.of(
                        recording(folder, "calculator-go-ubuntu"),
                        recording(folder, "calculator-go-scratch"));
        Scene scene = robot.lookup(".drop-hint").query().getScene();
        robot.interact(() -> {
            FileDrag drag = FileDrag.of(two);
            assertThat(drag.send(scene, DragEvent.DRAG_OVER).isAccepted()).isTrue();
            assertThat(scene.lookup(".drop-hint").isVisible()).isTrue();
            assertThat(drag.send(scene, DragEvent.DRAG_DROPPED).isDropCompleted()).isTrue();
            drag.send(scene, DragEvent.DRAG_EXITED);
            assertThat(scene.lookup(".drop-hint").isVisible()).isFalse();
        });

        await(() -> robot.lookup("#compare-factor").tryQuery().isPresent());
        assertThat(text(robot, "#choose-before")).contains("calculator-go-ubuntu");
        assertThat(text(robot, "#choose-after")).contains("calculator-go-scratch");
        assertThat(text(robot, "#compare-factor")).endsWith("× smaller");
    }

    @Test
    void theAnswerIsCopiedAndSaved(FxRobot robot, @TempDir Path folder) throws Exception {
        openPair(robot);
        String factor = text(robot, "#compare-factor");

        robot.clickOn("#compare-copy");
        assertThat(window.copied).hasSize(1);
        assertThat(window.copied.getFirst()).contains("**" + factor + ", ");

        Path html = folder.resolve("a.html");
        window.chosen = Optional.of(html);
        robot.interact(() -> page().saveHtml());
        await(() -> Files.exists(html) && Files.readString(html).endsWith("</html>\n"));
        assertThat(Files.readString(html)).contains(factor);

        Path png = folder.resolve("a.png");
        window.chosen = Optional.of(png);
        robot.interact(() -> page().savePicture());
        await(() -> window.says(robot, "a.png"));
        BufferedImage picture = ImageIO.read(png.toFile());
        assertThat(picture.getWidth()).isEqualTo(1920);
        assertThat(picture.getHeight()).isEqualTo(1080);
        Path shots = Path.of("target", "shots");
        Files.createDirectories(shots);
        Files.copy(
                png, shots.resolve("slide.png"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    /// The picker may be narrower than its rows, and what it covers than the names in its head.
    @Test
    void thePickerStaysInsideANarrowWindow(FxRobot robot) throws Exception {
        openPair(robot);
        robot.interact(() -> window.settings.zoomProperty().set(200));
        robot.interact(() -> robot.lookup("#choose-after").queryAs(Button.class).fire());
        awaitFocus(robot, "#picker-search");
        Region picker = robot.lookup("#compare-picker").query();
        await(() -> {
            Bounds place = picker.localToScene(picker.getLayoutBounds());
            return picker.getWidth() > 0
                    && place.getMinX() >= 0
                    && place.getMaxX() <= picker.getScene().getWidth();
        });
        robot.type(KeyCode.ESCAPE);
    }

    @Test
    void noFactIsCutOff(FxRobot robot) throws Exception {
        openPair(robot);
        await(() -> window.says(robot, " gone, "));
        for (Labeled line : robot.lookup(".fact-lines .label").queryAllAs(Labeled.class)) {
            Text drawn = (Text) line.lookup(".text");
            assertThat(drawn.getText().replace("\n", "")).isEqualTo(line.getText());
        }
    }

    @Test
    void numbersStandUnderTheirHeads(FxRobot robot) throws Exception {
        openPair(robot);
        await(() -> window.says(robot, " gone, "));
        robot.clickOn("Layers");
        await(() -> robot.lookup("#layers .cell-size").tryQuery().isPresent());
        Labeled head = robot.lookup("#layers .column-header.numeric .label").query();
        assertThat(head.getAlignment()).isEqualTo(Pos.CENTER_RIGHT);
    }

    private dev.stagecraft.ui.compare.ComparePage page() {
        return (dev.stagecraft.ui.compare.ComparePage)
                window.shell().pageProperty().get().orElseThrow();
    }

    @Test
    void theAnswerStaysReadableInTheDarkAndEnlarged(FxRobot robot) throws Exception {
        openPair(robot);
        await(() -> window.says(robot, " gone, "));
        Label factor = robot.lookup("#compare-factor").query();
        double before = factor.getFont().getSize();
        Label less = robot.lookup("#compare-difference").query();
        double lessBefore = less.getFont().getSize();
        robot.interact(() -> {
            window.settings.themeProperty().set(ThemeChoice.DARK);
            window.settings.zoomProperty().set(200);
        });
        await(() -> less.getFont().getSize() > lessBefore * 1.9);
        // Not twice as large: the width of the window allows no more.
        assertThat(factor.getFont().getSize()).isGreaterThan(before);
        assertThat(factor.localToScene(factor.getBoundsInLocal()).getMaxX())
                .isLessThanOrEqualTo(factor.getScene().getWidth());
    }
}
