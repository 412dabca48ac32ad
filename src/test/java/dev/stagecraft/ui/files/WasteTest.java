package dev.stagecraft.ui.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.image.DeathCause;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.Waste;
import dev.stagecraft.ui.control.Snapshot;
import dev.stagecraft.ui.support.ThemeChoice;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class WasteTest {
    private final FileTree tree = Samples.small();
    private DeskOfTests desk;
    private ContentsTab contents;
    private WasteTab tab;
    private BorderPane root;

    @Start
    void start(Stage stage) {
        desk = new DeskOfTests();
        desk.settings().themeProperty().set(ThemeChoice.LIGHT);
        FilesModel files =
                new FilesModel(
                        (image, progress, early) ->
                                new ImageFiles(tree, List.of(), Optional.empty()),
                        desk.tasks());
        contents = new ContentsTab(files, desk, text -> {});
        tab = new WasteTab(files, contents, desk);
        root = new BorderPane(tab.view());
        Scene scene = new Scene(root, 900, 600);
        desk.theme().dress(scene);
        stage.setScene(scene);
        stage.show();
        tab.show(Samples.opened("sample:1", 3));
    }

    private static void await(BooleanSupplier condition) {
        try {
            WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, condition::getAsBoolean);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    @SuppressWarnings("unchecked")
    private TableView<Waste.DeadFile> deadFiles(FxRobot robot) {
        await(() -> tab.model().foundProperty().get().isPresent());
        return robot.lookup("#dead-files").queryAs(TableView.class);
    }

    /// Dead: pkg.deb 300 000 removed with its folder, data.bin 50 000 copied by chown, passwd 1 000
    /// overwritten. Live: gcc 900 000, the new data.bin 50 000, the new passwd 1 100.
    @Test
    void theFiguresAddUp(FxRobot robot) {
        deadFiles(robot);
        WasteView view = (WasteView) tab.view();
        // 951 100 of 1 302 100 bytes live.
        assertThat(view.figures()).startsWith("73.0 %", "951 kB", "351 kB");
    }

    @Test
    void eachDeadFileSaysWhyAndWhoseFault(FxRobot robot) {
        List<Waste.DeadFile> dead = List.copyOf(deadFiles(robot).getItems());
        assertThat(dead)
                .extracting(d -> tree.path(d.node()))
                .containsExactly("var/cache/pkg.deb", "srv/data.bin", "etc/passwd");
        assertThat(dead)
                .extracting(Waste.DeadFile::cause)
                .containsExactly(
                        DeathCause.DIRECTORY_REMOVED,
                        DeathCause.COPIED_UNCHANGED,
                        DeathCause.OVERWRITTEN);
        assertThat(dead).extracting(Waste.DeadFile::diedIn).containsExactly(2, 2, 1);
    }

    @Test
    void theHintFitsTheCause(FxRobot robot) {
        TableView<Waste.DeadFile> table = deadFiles(robot);
        robot.interact(() -> table.getSelectionModel().select(1));
        assertThat(robot.lookup("#dead-hint").queryAs(Label.class).getText())
                .contains("COPY --chown");
        assertThat(WasteViewModel.hint(table.getItems().get(0), "var/cache/apt/x.deb"))
                .isEqualTo("hint.apt");
        assertThat(WasteViewModel.hint(table.getItems().get(0), "opt/x")).isEqualTo("hint.removed");
    }

    @Test
    void anInstructionLeadsToWhatItMadeDead(FxRobot robot) {
        deadFiles(robot);
        WasteViewModel.Found found = tab.model().foundProperty().get().orElseThrow();
        assertThat(found.byLayer())
                .extracting(b -> b.layer() + " " + b.bytes() + " " + b.files())
                .containsExactly("2 350000 2", "1 1000 1");
        robot.interact(() -> tab.model().layerProperty().set(OptionalInt.of(1)));
        assertThat(deadFiles(robot).getItems()).hasSize(1);
    }

    @Test
    void aJumpShowsTheFileInItsLayer(FxRobot robot) {
        TableView<Waste.DeadFile> table = deadFiles(robot);
        robot.interact(() -> table.getSelectionModel().select(0));
        robot.clickOn("Show where it came in: layer 2");
        assertThat(desk.tabs).containsExactly("contents");
        assertThat(contents.model().layerProperty().get()).isEqualTo(1);
        assertThat(contents.model().selectedProperty().get())
                .isEqualTo(tree.find("var/cache/pkg.deb"));
    }

    @Test
    void anInstructionSaysWhatWouldAvoidItAndLeadsToItsLayerAndItsFiles(FxRobot robot) {
        deadFiles(robot);
        robot.clickOn("#waste-by-instruction");
        TableView<?> blames = robot.lookup("#blames").queryAs(TableView.class);
        robot.interact(() -> blames.getSelectionModel().select(0));
        assertThat(robot.lookup("#blame-hint").queryAs(Label.class).getText())
                .startsWith("Remove it in the same RUN");
        robot.clickOn("#waste-show-layer");
        assertThat(desk.tabs).containsExactly("contents");
        assertThat(contents.model().layerProperty().get()).isEqualTo(2);
        robot.clickOn("#waste-show-files");
        assertThat(tab.model().layerProperty().get()).hasValue(2);
        assertThat(deadFiles(robot).getItems()).hasSize(2);
        assertThat(root.lookup(".only").isVisible()).isTrue();
        robot.clickOn("#waste-twice");
        assertThat(root.lookup(".only").isVisible()).as("is of the files only").isFalse();
    }

    @Test
    void pictures(FxRobot robot) {
        TableView<Waste.DeadFile> table = deadFiles(robot);
        robot.interact(() -> table.getSelectionModel().select(0));
        for (ThemeChoice theme : List.of(ThemeChoice.LIGHT, ThemeChoice.DARK)) {
            robot.interact(() -> desk.settings().themeProperty().set(theme));
            WaitForAsyncUtils.waitForFxEvents();
            robot.interact(() -> {
                root.applyCss();
                root.layout();
            });
            robot.interact(
                    () -> assertThat(Snapshot.of(root, "waste-" + theme, 1)).isNotEmptyFile());
        }
    }

    @Test
    void whatIsStoredTwiceIsChosenFirstWhereNothingIsDead(FxRobot robot) {
        deadFiles(robot);
        FileTree copies =
                FileTree.of(
                        List.of(
                                Samples.layer().file("a", 5_000).file("b", 5_000).build(),
                                Samples.layer().file("c", 7).build()));
        FilesModel others =
                new FilesModel(
                        (image, progress, early) ->
                                new ImageFiles(copies, List.of(), Optional.empty()),
                        desk.tasks());
        robot.interact(() -> {
            WasteTab second = new WasteTab(others, contents, desk);
            root.setCenter(second.view());
            second.show(Samples.opened("sample:2", 2));
        });
        await(() ->
                root.lookup("#waste-twice") instanceof ToggleButton twice && twice.isSelected());
        TableView<?> duplicates = (TableView<?>) root.lookup("#duplicates");
        assertThat(duplicates.isVisible()).isTrue();
        robot.interact(() -> duplicates.getSelectionModel().select(0));
        assertThat(robot.lookup("#duplicate-hint").queryAs(Label.class).getText()).isNotBlank();
        robot.clickOn("/b");
        assertThat(desk.tabs).containsExactly("contents");
    }
}
