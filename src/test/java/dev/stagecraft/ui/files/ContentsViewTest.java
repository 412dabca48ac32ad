package dev.stagecraft.ui.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.image.FileTree;
import dev.stagecraft.ui.control.Snapshot;
import dev.stagecraft.ui.support.Address;
import dev.stagecraft.ui.support.Opened;
import dev.stagecraft.ui.support.ThemeChoice;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class ContentsViewTest {
    private final FileTree tree = Samples.small();
    private DeskOfTests desk;
    private ContentsTab tab;
    private Opened opened;
    private BorderPane root;

    @Start
    void start(Stage stage) {
        desk = new DeskOfTests();
        desk.settings().themeProperty().set(ThemeChoice.LIGHT);
        FilesModel files =
                new FilesModel(
                        (image, progress, early) ->
                                new ImageFiles(
                                        tree,
                                        List.of(
                                                new ImageFiles.LayerProblem(
                                                        1, "ends in the middle of a file")),
                                        Optional.empty()),
                        desk.tasks());
        tab = new ContentsTab(files, desk, text -> {});
        opened = Samples.opened("sample:1", 3);
        root = new BorderPane(tab.view());
        root.setRight(tab.side().orElseThrow());
        Scene scene = new Scene(root, 980, 640);
        desk.theme().dress(scene);
        stage.setScene(scene);
        stage.show();
        tab.show(opened);
    }

    private static void await(BooleanSupplier condition) {
        try {
            WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, condition::getAsBoolean);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError(e);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    @SuppressWarnings("unchecked")
    private TableView<FileRow> table(FxRobot robot) {
        await(() -> !robot.lookup("#file-table").tryQuery().isEmpty());
        TableView<FileRow> table = robot.lookup("#file-table").queryAs(TableView.class);
        await(() -> !table.getItems().isEmpty());
        return table;
    }

    private String names(FxRobot robot) {
        return table(robot).getItems().stream().map(FileRow::name).collect(Collectors.joining(" "));
    }

    @Test
    void theFilesOfTheImageAreThereWithTheirCounts(FxRobot robot) {
        assertThat(names(robot)).isEqualTo("usr srv etc bin var");
        assertThat(((Labeled) root.lookup(".counts")).getText()).isEqualTo("5 files · 951 kB");
    }

    @Test
    void aLayerWithAProblemIsNamedAndTheRestStays(FxRobot robot) {
        table(robot);
        assertThat(((Label) root.lookup(".layer-problems")).getText())
                .isEqualTo("Layer 2: ends in the middle of a file");
    }

    @Test
    void theKeyboardOpensFoldersAndWalksIn(FxRobot robot) {
        TableView<FileRow> table = table(robot);
        robot.interact(() -> {
            table.requestFocus();
            table.getSelectionModel().select(0);
        });
        robot.type(KeyCode.RIGHT, KeyCode.RIGHT, KeyCode.RIGHT, KeyCode.RIGHT);
        assertThat(names(robot)).startsWith("usr bin gcc cc srv");
        assertThat(tab.model().selectedProperty().get()).isEqualTo(tree.find("usr/bin/gcc"));
        robot.type(KeyCode.LEFT, KeyCode.LEFT);
        assertThat(names(robot)).isEqualTo("usr bin srv etc bin var");
    }

    @Test
    void theStarOpensAllBelowTheRowAndNothingBeside(FxRobot robot) {
        TableView<FileRow> table = table(robot);
        robot.interact(() -> {
            table.requestFocus();
            table.getSelectionModel().select(0);
        });
        robot.write('*');
        await(() -> names(robot).equals("usr bin gcc cc srv etc bin var"));
        assertThat(table.getSelectionModel().getSelectedItem().name()).isEqualTo("usr");
    }

    @Test
    void thatThereIsNothingIsSaidOnceItIsKnown(FxRobot robot) {
        TableView<FileRow> table = table(robot);
        robot.interact(() -> {
            ContentsViewModel unread = new ContentsViewModel(tab.model().files(), desk.tasks());
            FileActions none = new FileActions(unread, desk, text -> {});
            FileTable early = new FileTable(unread, none, desk, new RowList());
            assertThat(((Label) early.getPlaceholder()).getText()).isEmpty();
        });
        robot.interact(() -> tab.model().filter().textProperty().set("no such file"));
        await(() -> table.getItems().isEmpty());
        assertThat(((Label) table.getPlaceholder()).getText()).startsWith("Nothing here");
    }

    @Test
    void typingFilters(FxRobot robot) {
        table(robot);
        robot.clickOn("#file-filter").write("passwd");
        await(() -> names(robot).equals("etc passwd"));
        assertThat(((Labeled) root.lookup(".counts")).getText())
                .isEqualTo("1 of 5 files · 1.10 kB of 951 kB");
        robot.type(KeyCode.ESCAPE);
        await(() -> names(robot).equals("usr srv etc bin var"));
    }

    @Test
    void aPatternThatIsNoneSaysSo(FxRobot robot) {
        table(robot);
        robot.interact(() -> tab.model().filter().modeProperty().set(FilterMode.GLOB));
        robot.clickOn("#file-filter").write("[");
        Label problem = robot.lookup("#filter-problem").queryAs(Label.class);
        assertThat(problem.isVisible()).isTrue();
        assertThat(problem.getText()).contains("a bracket is not closed");
    }

    @Test
    void aBrokenPatternMovesNoButton(FxRobot robot) {
        table(robot);
        robot.interact(() -> tab.model().filter().modeProperty().set(FilterMode.REGEX));
        List<Double> before = buttons();
        robot.clickOn("#file-filter").write("(");
        await(() -> robot.lookup("#filter-problem").query().isVisible());
        assertThat(buttons()).isEqualTo(before);
        assertThat(root.lookup(".counts").isVisible()).isFalse();
    }

    private List<Double> buttons() {
        root.applyCss();
        root.layout();
        return root.lookupAll(".looks, .expansion, .state-buttons").stream()
                .flatMap(n -> {
                    var at = n.localToScene(n.getLayoutBounds());
                    return java.util.stream.Stream.of(at.getMinX(), at.getMinY());
                })
                .toList();
    }

    @Test
    void aNewFilterIsSeenFromItsFirstMatch(FxRobot robot) {
        TableView<FileRow> table = table(robot);
        robot.interact(() -> {
            root.setMaxHeight(260);
            tab.model().setAllOpen(true);
        });
        await(() -> names(robot).contains("gcc"));
        robot.interact(() -> {
            table.scrollTo(table.getItems().size() - 1);
            root.layout();
        });
        robot.interact(() -> tab.model().filter().minSizeProperty().set(1));
        await(() -> tab.model().isFiltered());
        await(() -> firstRow(table) == 0);
    }

    private static int firstRow(TableView<?> table) {
        return table.lookupAll(".table-row-cell").stream()
                .filter(n -> n.isVisible() && n.getBoundsInParent().getMinY() >= 0)
                .mapToInt(n -> ((javafx.scene.control.TableRow<?>) n).getIndex())
                .min()
                .orElse(-1);
    }

    @Test
    void inANarrowColumnTheScopesKeepTheirWordsAndTheLayerHasItsOwnLine(FxRobot robot) {
        table(robot);
        robot.interact(() -> root.setMaxWidth(17 * desk.theme().em() + 280));
        robot.interact(() -> {
            root.applyCss();
            root.layout();
        });
        List<javafx.scene.Node> words =
                List.copyOf(robot.lookup(".scope-bar .toggle-button").queryAll());
        assertThat(words)
                .hasSize(4)
                .allSatisfy(n ->
                        assertThat(((ToggleButton) n).getWidth())
                                .isGreaterThanOrEqualTo(
                                        Math.floor(((ToggleButton) n).prefWidth(-1))));
    }

    @Test
    void aLongInstructionMakesNoListWiderThanItsChoiceMayBe(FxRobot robot) {
        table(robot);
        robot.interact(() -> {
            @SuppressWarnings("unchecked")
            ComboBox<LayerFact> layers = (ComboBox<LayerFact>) root.lookup("#layer-choice");
            LayerFact fact = layers.getItems().getFirst();
            layers.getItems()
                    .set(
                            0,
                            new LayerFact(
                                    0, 0, "", fact.stageId(), 0, "RUN " + "x ".repeat(140), "x"));
            layers.setValue(layers.getItems().getFirst());
            root.applyCss();
            assertThat(layers.getButtonCell().prefWidth(-1)).isEqualTo(34 * desk.theme().em());
        });
    }

    @Test
    void scopesSwitchByButtonAndAStepOfTheTreeChoosesItsLayer(FxRobot robot) {
        table(robot);
        robot.clickOn("#scope-dead");
        await(() -> tab.model().shownProperty().get().orElseThrow().view().size(0) == 351_000);
        robot.clickOn("#scope-final");
        LayerFact second = tab.model().files().layersProperty().get().get(1);
        robot.interact(() ->
                desk.go(
                        new Address.OfStep(
                                opened.source(), second.stageId().orElseThrow(), second.step())));
        await(() ->
                tab.model()
                        .shownProperty()
                        .get()
                        .orElseThrow()
                        .view()
                        .scope()
                        .equals(ScopeKind.THIS_LAYER.at(1)));
        assertThat(robot.lookup("#scope-this-layer").queryAs(ToggleButton.class).isSelected())
                .isTrue();
    }

    @Test
    void theScopesAreWrittenOutWhereThereIsRoomAndShortWhereThereIsNot(FxRobot robot) {
        table(robot);
        ToggleButton last = robot.lookup("#scope-final").queryAs(ToggleButton.class);
        robot.interact(() -> desk.settings().zoomProperty().set(70));
        await(() -> last.getText().equals("Final image"));
        robot.interact(() -> desk.settings().zoomProperty().set(150));
        await(() -> last.getText().equals("Final"));
        System.gc();
        robot.interact(() -> desk.settings().zoomProperty().set(70));
        await(() -> last.getText().equals("Final image"));
        assertThat(last.getAccessibleText()).isEqualTo("Final image");
    }

    @Test
    void theTreemapIsTheTablesTwin(FxRobot robot) {
        table(robot);
        robot.clickOn("#look-treemap");
        int gcc = tree.find("usr/bin/gcc");
        robot.interact(() -> tab.model().selectedProperty().set(gcc));
        robot.clickOn("#look-tree");
        robot.interact(() -> tab.model().reveal(gcc));
        await(() -> table(robot).getSelectionModel().getSelectedItem() != null);
        assertThat(table(robot).getSelectionModel().getSelectedItem().name()).isEqualTo("gcc");
    }

    @Test
    void aTreemapOfNothingSaysSo(FxRobot robot) {
        table(robot);
        robot.clickOn("#look-treemap");
        assertThat(robot.lookup(".treemap").tryQuery()).isPresent();
        robot.interact(() -> tab.model().filter().textProperty().set("no such file"));
        await(() -> robot.lookup(".treemap").tryQuery().isEmpty());
        assertThat(((Label) root.lookup(".contents-files > .label")).getText())
                .startsWith("Nothing to draw");
    }

    @Test
    void picturesInBothThemesAndZoomed(FxRobot robot) {
        table(robot);
        robot.interact(() -> {
            tab.model().layerProperty().set(1);
            tab.model().scopeProperty().set(ScopeKind.UP_TO);
        });
        await(() ->
                tab.model()
                        .shownProperty()
                        .get()
                        .orElseThrow()
                        .view()
                        .scope()
                        .equals(ScopeKind.UP_TO.at(1)));
        robot.interact(() -> tab.model().setAllOpen(true));
        await(() -> names(robot).contains("gcc"));
        robot.interact(() -> tab.model().reveal(tree.find("usr/bin/gcc")));
        picture(robot, "contents-light", ThemeChoice.LIGHT, 100);
        picture(robot, "contents-dark", ThemeChoice.DARK, 100);
        picture(robot, "contents-200", ThemeChoice.LIGHT, 200);
        robot.clickOn("#look-treemap");
        picture(robot, "contents-treemap", ThemeChoice.DARK, 100);
    }

    @Test
    void whoLooksForSomethingHereMeansAFileAndGoesOnByKeyboard(FxRobot robot) {
        TableView<FileRow> table = table(robot);
        robot.interact(table::requestFocus);
        robot.press(KeyCode.SHORTCUT, KeyCode.F).release(KeyCode.F, KeyCode.SHORTCUT);
        robot.write("passwd");
        await(() -> names(robot).equals("etc passwd"));
        robot.type(KeyCode.DOWN);
        assertThat(table.isFocused()).isTrue();
        robot.type(KeyCode.DOWN);
        assertThat(tab.model().selectedProperty().get()).isEqualTo(tree.find("etc/passwd"));
    }

    @Test
    void aLinkSaysWhereItLeadsAlsoWithoutAColumnForIt(FxRobot robot) {
        TableView<FileRow> table = table(robot);
        assertThat(table.getVisibleLeafColumns())
                .extracting(c -> c.getId())
                .startsWith("column-name", "column-size")
                .doesNotContain("column-target");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(
                        table.lookupAll(".file-name .label").stream()
                                .map(n -> ((Label) n).getText())
                                .toList())
                .contains("bin → usr/bin");
    }

    private void picture(FxRobot robot, String name, ThemeChoice theme, int zoom) {
        robot.interact(() -> {
            desk.settings().themeProperty().set(theme);
            desk.settings().zoomProperty().set(zoom);
        });
        WaitForAsyncUtils.waitForFxEvents();
        robot.interact(() -> {
            root.applyCss();
            root.layout();
        });
        WaitForAsyncUtils.waitForFxEvents();
        robot.interact(() -> assertThat(Snapshot.of(root, name, 1)).isNotEmptyFile());
    }
}
