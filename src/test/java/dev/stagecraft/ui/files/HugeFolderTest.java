package dev.stagecraft.ui.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.LayerView;
import dev.stagecraft.ui.support.ThemeChoice;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.collections.ListChangeListener;
import javafx.scene.Scene;
import javafx.scene.control.TableRow;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// How many rows are made for what a person does with a folder of very many files: as many as the
/// screen shows a few times over, not as many as there are.
@ExtendWith(ApplicationExtension.class)
class HugeFolderTest {
    private static final int FILES = 200_000;
    private static final int A_FEW_SCREENS = 2_000;

    private final FileTree tree = Samples.flat(FILES);
    private final int many = tree.find("many");
    private final int beside = tree.find("other");
    private final Counted list = new Counted();
    private ContentsViewModel model;
    private FileTable table;

    /// Counts what is asked of it.
    private static final class Counted extends RowList {
        private int made;
        private int changes;

        Counted() {
            addListener(
                    (ListChangeListener<FileRow>)
                            change -> {
                                while (change.next()) {
                                    changes++;
                                }
                            });
        }

        @Override
        FileRow make(@Nullable LayerView of, VisibleRows rows, int index) {
            made++;
            return super.make(of, rows, index);
        }

        void forget() {
            made = 0;
            changes = 0;
        }
    }

    @Start
    void start(Stage stage) {
        DeskOfTests desk = new DeskOfTests();
        desk.settings().themeProperty().set(ThemeChoice.LIGHT);
        FilesModel files =
                new FilesModel(
                        (image, progress, early) ->
                                new ImageFiles(tree, List.of(), Optional.empty()),
                        desk.tasks());
        model = new ContentsViewModel(files, desk.tasks());
        table = new FileTable(model, new FileActions(model, desk, text -> {}), desk, list);
        model.shownProperty().addListener((p, old, now) -> now.ifPresent(table::show));
        Scene scene = new Scene(table, 900, 600);
        desk.theme().dress(scene);
        stage.setScene(scene);
        stage.show();
        files.show(Samples.opened("sample:1", 1));
    }

    private static void await(BooleanSupplier condition) {
        try {
            WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, condition::getAsBoolean);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    /// Presses a key on a row and waits for that many rows.
    private void press(FxRobot robot, int node, KeyCode key, int rows) {
        robot.interact(() -> {
            table.requestFocus();
            model.selectedProperty().set(node);
            list.forget();
        });
        robot.type(key);
        await(() -> list.size() == rows);
    }

    private void expectOneChangeAndFewRows() {
        assertThat(list.changes).isEqualTo(1);
        assertThat(list.made).isLessThan(A_FEW_SCREENS);
    }

    @Test
    void openingAndClosingIsOneChangeAndMakesNoRowThatIsNotSeen(FxRobot robot) {
        await(() -> list.size() == 2);
        press(robot, many, KeyCode.RIGHT, FILES + 2);
        expectOneChangeAndFewRows();
        assertThat(table.getSelectionModel().getSelectedItem().node()).isEqualTo(many);
        press(robot, many, KeyCode.LEFT, 2);
        expectOneChangeAndFewRows();
        assertThat(table.getSelectionModel().getSelectedItem().node()).isEqualTo(many);
    }

    @Test
    void whatIsSelectedBelowStaysSelectedWithoutGoingThroughTheRows(FxRobot robot) {
        await(() -> list.size() == 2);
        robot.interact(() -> {
            model.selectedProperty().set(beside);
            list.forget();
            model.setOpen(many, true);
        });
        await(() -> list.size() == FILES + 2);
        expectOneChangeAndFewRows();
        assertThat(table.getSelectionModel().getSelectedItem().node()).isEqualTo(beside);
        robot.interact(() -> {
            list.forget();
            model.setOpen(many, false);
        });
        await(() -> list.size() == 2);
        expectOneChangeAndFewRows();
        assertThat(table.getSelectionModel().getSelectedItem().node()).isEqualTo(beside);
    }

    private boolean isOnScreen(int node) {
        return table.lookupAll(".table-row-cell").stream()
                .anyMatch(n ->
                        n instanceof TableRow<?> row
                                && row.isVisible()
                                && row.getItem() instanceof FileRow shown
                                && shown.node() == node);
    }

    @Test
    void aFolderThatIsOpenedStaysInSightThoughWhatIsSelectedBelowItDoesNot(FxRobot robot) {
        await(() -> list.size() == 2);
        robot.interact(() -> {
            model.selectedProperty().set(beside);
            model.setOpen(many, true);
        });
        await(() -> list.size() == FILES + 2);
        assertThat(isOnScreen(many)).isTrue();
        assertThat(isOnScreen(beside)).isFalse();
        // Everything in another order is another matter.
        robot.interact(() -> model.orderProperty().set(RowOrder.BY_NAME));
        await(() -> isOnScreen(beside));
        robot.interact(() -> {
            table.scrollTo(0);
            model.setOpen(many, false);
        });
        await(() -> list.size() == 2);
        assertThat(isOnScreen(many)).isTrue();
    }

    @Test
    void theLastRowAndAnotherOrderMakeFewRowsToo(FxRobot robot) {
        await(() -> list.size() == 2);
        press(robot, many, KeyCode.RIGHT, FILES + 2);
        list.forget();
        robot.type(KeyCode.END);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(model.selectedProperty().get()).isEqualTo(beside);
        assertThat(list.made).isLessThan(A_FEW_SCREENS);
        robot.interact(() -> {
            list.forget();
            model.orderProperty().set(RowOrder.BY_NAME);
        });
        // The smallest come last by size; by name "f0" is the first.
        int first = tree.find("many/f0");
        await(() -> model.shownProperty().get().orElseThrow().rows().node(1) == first);
        expectOneChangeAndFewRows();
        assertThat(table.getSelectionModel().getSelectedItem().node()).isEqualTo(beside);
    }
}
