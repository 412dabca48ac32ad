package dev.stagecraft.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.ui.support.Address;
import dev.stagecraft.ui.support.Command;
import dev.stagecraft.ui.support.FxWait;
import dev.stagecraft.ui.support.SampleImages;
import dev.stagecraft.ui.support.Source;
import dev.stagecraft.ui.support.Texts;
import dev.stagecraft.ui.support.ThemeChoice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// What a person does with images: find one, look at its stages, take a value along.
@ExtendWith(ApplicationExtension.class)
class ExploreJourneyTest {
    @RegisterExtension final TestWindow window = new TestWindow().withEngine();
    @TempDir Path folder;

    @Start
    void start(Stage stage) {
        window.start(stage);
    }

    private static void await(Callable<Boolean> condition) {
        try {
            FxWait.until(condition);
        } catch (TimeoutException e) {
            throw new AssertionError("it did not happen", e);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void openCalculator(FxRobot robot) {
        await(() -> window.says(robot, "calculator:latest, 1.0"));
        Node row = robot.lookup("calculator:latest, 1.0").query();
        robot.clickOn(row);
        await(() -> window.says(robot, "1.43 MB") && window.says(robot, "999 MB"));
    }

    @Test
    void choosingAnImageShowsWhatIsShippedAndWhatWasLeftBehind(FxRobot robot) {
        openCalculator(robot);
        assertThat(robot.lookup("#image-name").queryAs(Label.class).getText())
                .isEqualTo("calculator:latest");
        assertThat(robot.lookup("#shipped").queryAs(Label.class).getText()).isEqualTo("1.43 MB");
        assertThat(robot.lookup("#left-behind").queryAs(Label.class).getText()).isEqualTo("999 MB");
        assertThat(window.says(robot, "not shipped")).isTrue();
        assertThat(window.shell().stage().getTitle()).isEqualTo("calculator:latest – Stagecraft");
    }

    @Test
    void theNextImageTakesTheRoomWithoutAPageInBetween(FxRobot robot) {
        openCalculator(robot);
        Node tabs = robot.lookup("#tabs").query();
        AtomicInteger moves = new AtomicInteger();
        robot.interact(() -> tabs.sceneProperty().addListener(any -> moves.incrementAndGet()));
        robot.clickOn(robot.lookup("alpine:3.22").<Node>query());
        await(() -> window.says(robot, "alpine:3.22") && nameOfImage(robot).equals("alpine:3.22"));
        assertThat(moves).hasValue(0);
    }

    @Test
    void anEngineThatTakesItsTimeIsSaidToBeRead(FxRobot robot) {
        openCalculator(robot);
        CountDownLatch gate = new CountDownLatch(1);
        window.engine.answering = gate;
        robot.clickOn(robot.lookup("alpine:3.22").<Node>query());
        await(() -> robot.lookup(".waiting").tryQuery().isPresent());
        assertThat(robot.lookup("#tabs").tryQuery()).isEmpty();
        gate.countDown();
        await(() -> robot.lookup("#image-name").tryQuery().isPresent());
        assertThat(nameOfImage(robot)).isEqualTo("alpine:3.22");
    }

    private static String nameOfImage(FxRobot robot) {
        return robot.lookup("#image-name").queryAs(Label.class).getText();
    }

    @Test
    void theWholeWayByKeyboard(FxRobot robot) {
        await(() -> window.says(robot, "calculator:latest, 1.0"));
        robot.push(new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN));
        robot.write("calc");
        await(() -> !window.says(robot, "alpine:3.22"));
        robot.push(KeyCode.ENTER);
        await(() -> window.shell().openedProperty().get().isPresent());
        assertThat(robot.lookup("#image-list").queryAs(ListView.class).isFocused()).isTrue();
        robot.interact(
                () -> robot.lookup("#stage-tree").queryAs(TreeTableView.class).requestFocus());
        robot.push(KeyCode.HOME).push(KeyCode.DOWN).push(KeyCode.DOWN);
        await(() ->
                window.shell()
                        .selectionProperty()
                        .get()
                        .filter(a -> a instanceof Address.OfStep)
                        .isPresent());
        assertThat(window.says(robot, "apt-get install -y golang")).isTrue();
    }

    @Test
    void theMenuOfAnImageOpensByKey(FxRobot robot) {
        openCalculator(robot);
        robot.interact(() -> robot.lookup("#image-list").query().requestFocus());
        robot.push(new KeyCodeCombination(KeyCode.F10, KeyCombination.SHIFT_DOWN));
        await(() ->
                robot.listWindows().stream()
                        .filter(ContextMenu.class::isInstance)
                        .flatMap(w -> ((ContextMenu) w).getItems().stream())
                        .anyMatch(item -> String.valueOf(item.getText()).contains("1.0")));
        robot.push(KeyCode.ESCAPE);
    }

    @Test
    void aStepThatIsChosenInTheBarIsChosenInTheTreeAndExplained(FxRobot robot) {
        openCalculator(robot);
        Source source = new Source.OfEngine(SampleImages.calculator().image().id());
        robot.interact(() ->
                window.shell()
                        .selectionProperty()
                        .set(Optional.of(new Address.OfStep(source, "final", 1))));
        WaitForAsyncUtils.waitForFxEvents();
        TreeTableView<?> tree = robot.lookup("#stage-tree").queryAs(TreeTableView.class);
        assertThat(String.valueOf(tree.getSelectionModel().getSelectedItem().getValue()))
                .contains("--from=build /src/calculator /");
        assertThat(window.says(robot, "1\u00a0430\u00a0000\u00a0bytes")).isTrue();
        assertThat(window.says(robot, SampleImages.digest(4711).toString())).isTrue();
        assertThat(window.says(robot, "The image’s own layers and history say so.")).isTrue();
        assertThat(window.says(robot, "Copied from stage")).isTrue();
    }

    @Test
    void everyValueOfTheDetailsCanBeCopied(FxRobot robot) {
        openCalculator(robot);
        robot.clickOn("Details");
        await(() -> window.says(robot, "LANG=C.UTF-8"));
        assertThat(window.says(robot, "[\"/app/server\"]")).isTrue();
        Button copy =
                robot.lookup((Button b) -> "Copy Id".equals(b.getAccessibleText())).queryButton();
        robot.interact(copy::fire);
        assertThat(window.copied)
                .containsExactly(SampleImages.calculator().image().id().toString());
    }

    @Test
    void referenceAndIdAreCopiedByKey(FxRobot robot) {
        openCalculator(robot);
        robot.push(
                new KeyCodeCombination(
                        KeyCode.C, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN));
        robot.push(
                new KeyCodeCombination(
                        KeyCode.I, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN));
        assertThat(window.copied)
                .containsExactly(
                        "calculator:latest", SampleImages.calculator().image().id().toString());
    }

    @Test
    void anEngineThatStopsIsSaidAndWhatIsShownStaysUntilItIsBack(FxRobot robot) {
        openCalculator(robot);
        window.engine.stop();
        await(() -> window.says(robot, "Engine stopped answering"));
        assertThat(window.says(robot, "999 MB")).isTrue();
        assertThat(window.says(robot, "alpine:3.22")).isTrue();
        window.engine.with(SampleImages.image(9, "fresh:1", 10));
        window.engine.restart();
        await(() -> window.says(robot, "Connected") && window.says(robot, "fresh:1"));
    }

    @Test
    void aDroppedDockerfileIsGivenToTheImageThatIsOpen(FxRobot robot) throws Exception {
        openCalculator(robot);
        Path dockerfile = Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\n");
        robot.interact(() -> assertThat(window.shell().drops().take(List.of(dockerfile))).isTrue());
        await(() ->
                window.shell()
                        .openedProperty()
                        .get()
                        .flatMap(o -> o.dockerfile())
                        .filter(dockerfile::equals)
                        .isPresent());
    }

    @Test
    void aCommandIsFoundInThePaletteAndRun(FxRobot robot) {
        await(() -> window.says(robot, "alpine:3.22"));
        runFromPalette(
                robot,
                new KeyCodeCombination(
                        KeyCode.P, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
                "zoom in");
        await(() -> window.settings.zoomProperty().get() == 110);
        assertThat(robot.lookup("#palette-field").tryQuery()).isEmpty();
        robot.push(new KeyCodeCombination(KeyCode.DIGIT0, KeyCombination.SHORTCUT_DOWN));
        await(() -> window.settings.zoomProperty().get() == 100);
    }

    @Test
    void theKeysAreListedUnderTheNamesOfTheirMenus(FxRobot robot) {
        await(() -> window.says(robot, "alpine:3.22"));
        robot.push(KeyCode.F1);
        await(() -> robot.lookup(".overlay-card .heading").tryQuery().isPresent());
        assertThat(robot.lookup(".overlay-card .heading").queryAllAs(Label.class))
                .extracting(Label::getText)
                .contains("File", "View")
                .noneMatch(text -> text.contains("_"));
    }

    @Test
    void aThemeIsChosenByItsName(FxRobot robot) {
        await(() -> window.says(robot, "alpine:3.22"));
        KeyCodeCombination key = new KeyCodeCombination(KeyCode.K, KeyCombination.SHORTCUT_DOWN);
        runFromPalette(robot, key, "dark");
        await(() -> window.settings.themeProperty().get() == ThemeChoice.DARK);
        runFromPalette(robot, key, "light");
        await(() -> window.settings.themeProperty().get() == ThemeChoice.LIGHT);
    }

    private static void runFromPalette(FxRobot robot, KeyCodeCombination key, String words) {
        robot.push(key);
        await(() -> robot.lookup("#palette-field").tryQuery().filter(Node::isFocused).isPresent());
        // What only a listener knows must not be collected under the window.
        System.gc();
        robot.write(words);
        await(() ->
                robot.lookup("#palette-field").queryAs(TextField.class).getText().equals(words));
        robot.push(KeyCode.ENTER);
    }

    @Test
    void thePaletteFindsHoweverLongItIsOpen(FxRobot robot) {
        robot.push(
                new KeyCodeCombination(
                        KeyCode.P, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN));
        System.gc();
        robot.write("zoom in");
        assertThat(robot.lookup(".palette .list-view").<ListView<?>>query().getItems()).hasSize(1);
        robot.push(KeyCode.ESCAPE);
    }

    @Test
    void theTabsAreCommandsWithKeysAndTheKeyboardGoesOnFromThere(FxRobot robot) {
        openCalculator(robot);
        TabPane tabs = robot.lookup("#tabs").queryAs(TabPane.class);
        robot.push(new KeyCodeCombination(KeyCode.DIGIT4, KeyCombination.SHORTCUT_DOWN));
        await(() -> tabs.getSelectionModel().getSelectedItem().getId().equals("details"));
        assertThat(tabs.isFocused()).isTrue();
        runFromPalette(
                robot,
                new KeyCodeCombination(KeyCode.K, KeyCombination.SHORTCUT_DOWN),
                "show waste");
        await(() -> tabs.getSelectionModel().getSelectedItem().getId().equals("waste"));
        assertThat(window.shell().commands().all())
                .filteredOn(command -> command.id().startsWith("tab."))
                .extracting(Command::label)
                .containsExactly("Show Stages", "Show Contents", "Show Waste", "Show Details");
    }

    @Test
    void whoLooksForSomethingFromTheNameOfATabMeansWhatIsInIt(FxRobot robot) {
        Source sample = new Source.OfSample("calculator-go-scratch");
        robot.interact(() -> window.shell().go(new Address.OfImage(sample)));
        await(() -> window.shell().openedProperty().get().isPresent());
        robot.push(new KeyCodeCombination(KeyCode.DIGIT2, KeyCombination.SHORTCUT_DOWN));
        await(() -> robot.lookup("#file-filter").tryQuery().isPresent());
        KeyCodeCombination find = new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN);
        robot.push(find);
        assertThat(robot.lookup("#file-filter").query().isFocused()).isTrue();
        robot.push(new KeyCodeCombination(KeyCode.DIGIT1, KeyCombination.SHORTCUT_DOWN));
        robot.push(find);
        await(() -> robot.lookup("#search").query().isFocused());
    }

    @Test
    void scrollingThePaletteRunsNothing(FxRobot robot) {
        await(() -> window.says(robot, "alpine:3.22"));
        robot.push(new KeyCodeCombination(KeyCode.K, KeyCombination.SHORTCUT_DOWN));
        await(() -> robot.lookup("#palette-field").tryQuery().isPresent());
        Node bar =
                robot.from(robot.lookup(".palette").<Node>query())
                        .lookup((Node n) ->
                                n instanceof ScrollBar s
                                        && s.getOrientation() == Orientation.VERTICAL
                                        && s.isVisible())
                        .query();
        robot.clickOn(bar);
        assertThat(robot.lookup("#palette-field").tryQuery()).isPresent();
    }

    @Test
    void theThemeGoesRoundByItsButton(FxRobot robot) {
        await(() -> window.says(robot, "alpine:3.22"));
        robot.clickOn("#button-theme-next");
        await(() -> window.settings.themeProperty().get() == ThemeChoice.DARK);
        assertThat(window.shell().theme().darkProperty().get()).isTrue();
    }

    @Test
    void anImageThatIsGoneIsExplained(FxRobot robot) {
        await(() -> window.says(robot, "alpine:3.22"));
        window.engine.details.clear();
        robot.clickOn("alpine:3.22");
        await(() -> window.says(robot, "alpine:3.22 could not be read"));
        assertThat(window.says(robot, "the engine has no image")).isTrue();
        assertThat(window.says(robot, "Try again")).isTrue();
    }

    @Test
    void anEngineThatFailsIsNotAnImageThatIsAbsent(FxRobot robot) {
        await(() -> window.says(robot, "alpine:3.22"));
        window.engine.inspectRefusal = "layer store is damaged";
        robot.interact(() ->
                new StartArguments(
                                window.shell(),
                                window.shell().connection(),
                                Texts.of(StartArguments.class))
                        .open(List.of("alpine:3.22")));
        await(() -> window.says(robot, "alpine:3.22 could not be looked for"));
        assertThat(window.says(robot, "layer store is damaged")).isTrue();
    }
}
