package dev.stagecraft.ui.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.image.Image;
import dev.stagecraft.prove.ProofListener.Which;
import dev.stagecraft.prove.ProofRequest;
import dev.stagecraft.ui.control.StagePalette;
import dev.stagecraft.ui.support.FxWait;
import dev.stagecraft.ui.support.Settings;
import dev.stagecraft.ui.support.Tasks;
import dev.stagecraft.ui.support.Theme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.GridPane;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// From the agreement over a repair to the verdict, as a person goes.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class ProveJourneyTest {
    private final FakeProofs proofs = new FakeProofs();
    private final List<Throwable> unexpected = new ArrayList<>();
    private final List<Image> opened = new ArrayList<>();
    private final SimpleBooleanProperty hasEngine = new SimpleBooleanProperty(true);
    private final Settings settings = new Settings(Optional.empty());
    private ProveViewModel model;
    private ProveView view;

    @Start
    void start(Stage stage) {
        Tasks tasks = new Tasks(Platform::runLater, unexpected::add);
        Theme theme = new Theme(settings, List.of(StagePalette.STYLESHEET, ProveView.STYLESHEET));
        model = new ProveViewModel(proofs, tasks, System::nanoTime);
        ProveHost host =
                new ProveHost() {
                    @Override
                    public void open(Image image) {
                        opened.add(image);
                    }

                    @Override
                    public void compare(Image before, Image after) {
                        opened.add(before);
                        opened.add(after);
                    }

                    @Override
                    public void copy(String text) {}
                };
        view = new ProveView(model, host, hasEngine, false, theme::em);
        Scene scene = new Scene(view, 980, 640);
        theme.dress(scene);
        stage.setScene(scene);
        stage.show();
        model.propose(FakeProofs.SUBJECT);
    }

    /// The tests share one window.
    @AfterEach
    void giveTheWindowItsSizeBack(FxRobot robot) {
        robot.interact(() -> view.getScene().getWindow().sizeToScene());
    }

    private static boolean shows(FxRobot robot, String query) {
        return robot.lookup(query).tryQuery().isPresent();
    }

    private static void await(FxRobot robot, String query) throws TimeoutException {
        FxWait.until(() -> shows(robot, query));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static void press(FxRobot robot, String id) {
        robot.interact(() -> robot.lookup(id).queryAs(Button.class).fire());
    }

    private static List<String> texts(FxRobot robot) {
        return robot.lookup(node -> node instanceof Labeled).queryAllAs(Labeled.class).stream()
                .map(Labeled::getText)
                .toList();
    }

    @Test
    void fromTheAgreementOverARepairToTheVerdict(FxRobot robot) throws Exception {
        proofs.needsRepair = true;
        assertThat(texts(robot))
                .anyMatch(t -> t.contains("1.00 GB memory, 512 processes and 1 min"));
        assertThat(texts(robot)).contains("The containers reach no network.");
        press(robot, "#prove-start");
        await(robot, "#repair-apply");
        assertThat(texts(robot))
                .contains(
                        "The shared library libz.so.1 is not in the image.",
                        "error while loading libz.so.1",
                        "Repair: Take the base with zlib.");
        Node apply = robot.lookup("#repair-apply").query();
        Node builds = robot.lookup("#prove-builds").query();
        assertThat(apply.localToScene(apply.getLayoutBounds()).getMaxY())
                .isLessThan(builds.localToScene(builds.getLayoutBounds()).getMaxY());
        press(robot, "#repair-apply");
        await(robot, "#prove-headline");
        assertThat(robot.lookup("#prove-headline").queryAs(Label.class).getText())
                .contains("699\u00a0×\u00a0smaller");
        assertThat(texts(robot)).contains("Proven: both build, run and do the same");
        GridPane answers = robot.lookup(".answers-grid").queryAs(GridPane.class);
        assertThat(answers.getChildren().stream().limit(2).map(n -> ((Label) n).getText()))
                .containsExactly("Before", "After");
        robot.interact(() -> robot.lookup("Compare them").queryAs(Button.class).fire());
        assertThat(opened).hasSize(2);
        assertThat(unexpected).isEmpty();
    }

    private static void awaitFocus(FxRobot robot, String query) throws TimeoutException {
        FxWait.until(() -> robot.lookup(query).tryQuery().filter(Node::isFocused).isPresent());
    }

    @Test
    void theKeyboardAloneGoesFromTheAgreementToTheVerdict(FxRobot robot) throws Exception {
        proofs.needsRepair = true;
        robot.interact(() -> robot.lookup("#prove-start").query().requestFocus());
        robot.type(KeyCode.ENTER);
        awaitFocus(robot, "#repair-apply");
        robot.type(KeyCode.ENTER);
        awaitFocus(robot, "#prove-result");
        assertThat(texts(robot)).contains("Proven: both build, run and do the same");
    }

    @Test
    void theKeyboardIsNotLeftOnTheButtonThatStops(FxRobot robot) throws Exception {
        proofs.waitsInBuild = true;
        robot.interact(() -> robot.lookup("#prove-start").query().requestFocus());
        robot.type(KeyCode.ENTER);
        awaitFocus(robot, "#prove-builds");
        robot.type(KeyCode.ESCAPE);
        awaitFocus(robot, "#prove-again");
        // What has the focus is what stands out.
        assertThat(robot.lookup("#prove-again").queryAs(Button.class).isDefaultButton()).isTrue();
        assertThat(view.holdsTheNextStep().get()).isTrue();
        proofs.waits.countDown();
        robot.type(KeyCode.ENTER);
        awaitFocus(robot, "#prove-start");
    }

    @Test
    void aContainersOutputIsChosenLikeAStep(FxRobot robot) throws Exception {
        proofs.waitsInRun = true;
        press(robot, "#prove-start");
        await(robot, ".side-behaviour:selected");
        assertThat(texts(robot)).contains("Before · Output of the container", "listening");
        robot.interact(
                () -> model.select(model.side(Which.AFTER).stages().getFirst().steps().getFirst()));
        assertThat(shows(robot, ".side-behaviour:selected")).isFalse();
        robot.interact(() -> robot.lookup(".side-behaviour").queryAs(ToggleButton.class).fire());
        assertThat(texts(robot)).contains("Before · Output of the container");
        proofs.waits.countDown();
    }

    @Test
    void withLargeLettersTheStepsHaveTheRoomAndTheLogIsAButtonAway(FxRobot robot) throws Exception {
        proofs.waitsInBuild = true;
        robot.interact(() -> {
            settings.zoomProperty().set(200);
            view.getScene().getWindow().setHeight(360);
        });
        press(robot, "#prove-start");
        // The step that runs comes into view by itself.
        FxWait.until(() -> inside(robot, ".step-line:running", "#prove-builds"));
        assertThat(shows(robot, ".log-pane")).isFalse();
        robot.interact(() -> robot.lookup("#prove-log").queryAs(ToggleButton.class).fire());
        await(robot, ".log-pane");
        assertThat(shows(robot, "#prove-builds")).isFalse();
        robot.interact(() -> settings.zoomProperty().set(100));
        await(robot, "#prove-builds");
        assertThat(shows(robot, ".log-pane")).isTrue();
        proofs.waits.countDown();
    }

    private static boolean inside(FxRobot robot, String inner, String outer) {
        Optional<Node> one = robot.lookup(inner).tryQuery();
        Optional<Node> other = robot.lookup(outer).tryQuery();
        return one.isPresent()
                && other.isPresent()
                && other.get()
                        .localToScene(other.get().getLayoutBounds())
                        .contains(one.get().localToScene(one.get().getLayoutBounds()));
    }

    private static double height(FxRobot robot, String query) {
        return robot.lookup(query).query().getLayoutBounds().getHeight();
    }

    @Test
    void withLargeLettersTheAnswerAndTheRepairHaveTheRoom(FxRobot robot) throws Exception {
        proofs.needsRepair = true;
        robot.interact(() -> settings.zoomProperty().set(200));
        press(robot, "#prove-start");
        await(robot, "#repair-apply");
        FxWait.until(() -> height(robot, "#prove-builds") > 0.7 * height(robot, ".prove"));
        assertThat(shows(robot, ".log-pane")).isFalse();
        press(robot, "#repair-apply");
        await(robot, "#prove-headline");
        FxWait.until(() -> height(robot, "#prove-result") > 0.9 * height(robot, ".prove"));
        assertThat(shows(robot, "#prove-again")).isTrue();
    }

    @Test
    void theCauseIsShownWhileARepairIsLookedFor(FxRobot robot) throws Exception {
        proofs.needsRepair = true;
        proofs.searches = true;
        press(robot, "#prove-start");
        await(robot, ".repair-card");
        assertThat(texts(robot))
                .contains(
                        "The shared library libz.so.1 is not in the image.",
                        "Looking in the original for what may mend it…");
        proofs.waits.countDown();
        await(robot, "#repair-apply");
        assertThat(robot.lookup(".repair-card").queryAll()).hasSize(1);
        press(robot, "#repair-apply");
        await(robot, "#prove-headline");
    }

    @Test
    void stepsLogAndCancel(FxRobot robot) throws Exception {
        proofs.waitsInBuild = true;
        press(robot, "#prove-start");
        await(robot, ".step-line");
        FxWait.until(() -> robot.lookup(".step-line").queryAll().size() == 5);
        assertThat(texts(robot))
                .contains("cached · 1.43 MB", "1.3 s", "1.43 MB", "Dockerfile line 2");
        Node line = robot.lookup(".log-lines .list-cell:filled").query();
        // A log is read as a text, not as a list of things to choose from.
        assertThat(line.getLayoutBounds().getHeight()).isLessThan(24);
        press(robot, "#prove-cancel");
        assertThat(texts(robot)).contains("Stopped");
        proofs.waits.countDown();
        press(robot, "#prove-again");
        assertThat(shows(robot, "#prove-start")).isTrue();
    }

    @Test
    void aStepWithoutALineMarksNone(FxRobot robot) throws Exception {
        proofs.waitsInBuild = true;
        press(robot, "#prove-start");
        await(robot, ".mark-note");
        StepRow builders = model.side(Which.AFTER).stages().getLast().steps().getFirst();
        robot.interact(() -> model.select(builders));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(robot.lookup(".mark-note").queryAll()).isEmpty();
        proofs.waits.countDown();
    }

    /// What a person wrote is repaired like what the rewriter made.
    @Test
    void repairsAreAnnouncedForGivenFiles(FxRobot robot) {
        assertThat(FakeProofs.SUBJECT.rewritten()).isFalse();
        assertThat(texts(robot))
                .contains(
                        "Up to 5 failures are repaired where the cause is known. You are asked"
                                + " before each.");
    }

    @Test
    void whatWasNotBuiltIsNotSaidToBe(FxRobot robot) throws Exception {
        proofs.doesNotBuild = true;
        press(robot, "#prove-start");
        await(robot, ".failure-card");
        assertThat(texts(robot)).contains("not built", "failed after 2.0 s");
    }

    @Test
    void theLineOfAFailedStepIsShown(FxRobot robot) throws Exception {
        proofs.doesNotBuild = true;
        robot.interact(() -> view.getScene().getWindow().setHeight(440));
        press(robot, "#prove-start");
        await(robot, ".failure-card .hyperlink");
        assertThat(inside(robot, ".failure-code", "#prove-result")).isFalse();
        robot.interact(
                () -> robot.lookup(".failure-card .hyperlink").queryAs(Hyperlink.class).fire());
        FxWait.until(() -> inside(robot, ".failure-code", "#prove-result"));
    }

    @Test
    void aFailureOfTheWholeFileIsSaidOnce(FxRobot robot) throws Exception {
        proofs.doesNotParse = true;
        press(robot, "#prove-start");
        await(robot, ".failure-card");
        assertThat(texts(robot))
                .contains("After does not build")
                .containsOnlyOnce("unknown instruction: RUNN");
    }

    @Test
    void anImagesNameBreaksBetweenItsParts(FxRobot robot) {
        String base = "gcr.io/distroless/python3-debian13:nonroot";
        String text = "FROM " + base + "\n";
        robot.interact(() ->
                model.propose(
                        ProofSubject.of(
                                Path.of("project"),
                                "Dockerfile",
                                text,
                                text,
                                new ProofRequest.After.Text(text))));
        for (int width = 980; width > 500; width -= 20) {
            int wanted = width;
            robot.interact(() -> view.getScene().getWindow().setWidth(wanted));
            WaitForAsyncUtils.waitForFxEvents();
            List<Label> pieces =
                    robot.lookup(".agreement-file .label").queryAllAs(Label.class).stream()
                            .filter(l -> List.of("gcr.io/", "nonroot").contains(l.getText()))
                            .toList();
            assertThat(pieces).hasSize(4);
            Node room = robot.lookup(".agreement-sentences").query();
            double end = room.localToScene(room.getLayoutBounds()).getMaxX();
            assertThat(pieces)
                    .as("width " + width)
                    .allSatisfy(piece -> {
                        assertThat(piece.localToScene(piece.getLayoutBounds()).getMaxX())
                                .isLessThan(end);
                        assertThat(piece.lookup(".text"))
                                .isInstanceOfSatisfying(
                                        Text.class,
                                        t -> assertThat(t.getText()).isEqualTo(piece.getText()));
                    });
        }
    }

    @Test
    void theNextStepIsHereUntilThereIsAVerdict(FxRobot robot) throws Exception {
        proofs.waitsInBuild = true;
        assertThat(view.holdsTheNextStep().get()).isTrue();
        press(robot, "#prove-start");
        await(robot, ".step-line");
        assertThat(view.holdsTheNextStep().get()).isTrue();
        proofs.waits.countDown();
        await(robot, "#prove-headline");
        assertThat(view.holdsTheNextStep().get()).isFalse();
    }

    @Test
    void withoutAnEngineItSaysWhyNothingCanBeDone(FxRobot robot) {
        robot.interact(() -> hasEngine.set(false));
        assertThat(robot.lookup("#prove-start").queryAs(Button.class).isDisabled()).isTrue();
        assertThat(texts(robot)).contains("No engine is connected.");
        assertThat(view.holdsTheNextStep().get()).isFalse();
    }
}
