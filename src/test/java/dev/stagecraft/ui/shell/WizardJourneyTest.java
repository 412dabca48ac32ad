package dev.stagecraft.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.ui.support.FxWait;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// What a person sees who rewrites a Dockerfile, from choosing to saving.
@ExtendWith(ApplicationExtension.class)
class WizardJourneyTest {
    static final String PACKAGE =
            """
            {
              "name": "shop",
              "scripts": {"start": "node server.js"},
              "dependencies": {"express": "4.21.2"}
            }
            """;
    static final String SERVICE =
            """
            FROM node:22
            WORKDIR /app
            COPY package*.json ./
            RUN npm install
            COPY . .
            EXPOSE 3000
            CMD ["npm", "start"]
            """;

    @RegisterExtension final TestWindow window = new TestWindow();
    @TempDir Path folder;
    private Path file = Path.of("");

    @Start
    void start(Stage stage) {
        window.engines.without("default");
        window.start(stage);
    }

    @BeforeEach
    void project() throws Exception {
        Files.writeString(folder.resolve("package.json"), PACKAGE);
        Files.writeString(folder.resolve("server.js"), "console.log(1)\n");
        file = Files.writeString(folder.resolve("Dockerfile"), SERVICE);
    }

    private static void await(Callable<Boolean> condition) throws TimeoutException {
        FxWait.until(condition);
    }

    private static void awaitNode(FxRobot robot, String id) throws TimeoutException {
        await(() -> robot.lookup(id).tryQuery().isPresent());
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).<Labeled>query().getText();
    }

    private static void fire(FxRobot robot, String id) {
        robot.interact(() -> robot.lookup(id).<ButtonBase>query().fire());
    }

    private void open(FxRobot robot, Path path) throws TimeoutException {
        robot.interact(() -> window.shell().rewrites().open(path));
        awaitNode(robot, "#edit-PORT");
    }

    @Test
    void theFirstStepFitsWithLargeLetters(FxRobot robot) throws Exception {
        robot.interact(() -> {
            window.settings.zoomProperty().set(200);
            window.shell().rewrites().show();
        });
        awaitNode(robot, "#choose-drop");
        await(() ->
                window.says(robot, "Samples to try")
                        && window.says(robot, "React and Spring Boot"));
        Region drop = robot.lookup("#choose-drop").query();
        ScrollPane page = robot.lookup(".wizard-scroll").query();
        await(() -> drop.getWidth() > 0 && drop.getWidth() < page.getViewportBounds().getWidth());
    }

    /// A page that scrolls as a whole has one bar, though parts of it could scroll by themselves.
    @Test
    void noTwoBarsStandSideBySideWithLargeLetters(FxRobot robot) throws Exception {
        open(robot, file);
        robot.interact(() -> window.settings.zoomProperty().set(200));

        await(() -> bars(robot) == 1);

        fire(robot, "#step-save");
        awaitNode(robot, "#save-button");
        await(() -> bars(robot) == 1);
    }

    /// The vertical bars of the page's scrolling parts.
    private static long bars(FxRobot robot) {
        return robot.lookup(".wizard-scroll").queryAllAs(ScrollPane.class).stream()
                .filter(p -> !p.getStyleClass().contains("wizard-hints"))
                .flatMap(p -> p.getChildrenUnmodifiable().stream())
                .filter(n ->
                        n instanceof ScrollBar bar
                                && bar.getOrientation() == Orientation.VERTICAL
                                && bar.isVisible())
                .count();
    }

    @Test
    void aNoticeLeavesTheFocusedButtonInSight(FxRobot robot) throws Exception {
        open(robot, file);
        robot.interact(() -> {
            window.settings.zoomProperty().set(200);
            robot.window(0).setHeight(700);
        });
        fire(robot, "#step-save");
        awaitNode(robot, "#save-button");
        Button button = robot.lookup("#save-button").query();
        await(button::isFocused);
        await(() -> isInSight(button));

        Files.writeString(file, SERVICE + "# theirs\n");
        fire(robot, "#wizard-back");
        fire(robot, "#step-save");
        await(() -> window.says(robot, "was changed on disk"));
        await(() -> button.isFocused() && isInSight(button));
    }

    /// Whether all scroll panes around a node show the whole of it.
    private static boolean isInSight(Node node) {
        for (Node up = node.getParent(); up != null; up = up.getParent()) {
            if (up instanceof ScrollPane pane) {
                double top = pane.localToScene(0, 0).getY();
                var bounds = node.localToScene(node.getLayoutBounds());
                if (bounds.getMinY() < top - 1
                        || bounds.getMaxY() > top + pane.getViewportBounds().getHeight() + 2) {
                    return false;
                }
            }
        }
        return true;
    }

    @Test
    void fromChoosingToSavingWithTheKeyboardAlone(FxRobot robot) throws Exception {
        robot.interact(() -> window.shell().rewrites().show());
        awaitNode(robot, "#choose-file");
        assertThat(robot.lookup("#wizard-next").<Button>query().isDisabled()).isTrue();
        window.chosen = Optional.of(file);
        await(() -> robot.lookup("#choose-file").query().isFocused());
        robot.type(KeyCode.SPACE);

        awaitNode(robot, "#understood");
        assertThat(text(robot, "#understood")).isEqualTo("Node  ·  Express");
        await(() -> robot.lookup("#wizard-next").query().isFocused());
        robot.type(KeyCode.SPACE);

        awaitNode(robot, "#rewrite-headline");
        assertThat(text(robot, "#rewrite-headline")).isEqualTo("Node  ·  Express, rewritten");
        assertThat(text(robot, "#rewrite-base"))
                .contains("gcr.io/distroless/nodejs22-debian13:nonroot");
        robot.press(KeyCode.ALT).type(KeyCode.RIGHT).release(KeyCode.ALT);
        await(() -> window.says(robot, "This will happen"));
        robot.press(KeyCode.ALT).type(KeyCode.RIGHT).release(KeyCode.ALT);

        awaitNode(robot, "#save-button");
        await(() -> robot.lookup("#save-button").query().isFocused());
        robot.type(KeyCode.SPACE);
        await(() -> window.says(robot, "docker build -f Dockerfile.distroless ."));
        assertThat(folder.resolve("Dockerfile.distroless"))
                .content()
                .contains("FROM gcr.io/distroless/nodejs22-debian13:nonroot")
                .endsWith("CMD [\"server.js\"]\n");
        assertThat(file).hasContent(SERVICE);
    }

    @Test
    void whatWasUnderstoodIsCorrected(FxRobot robot) throws Exception {
        open(robot, file);
        fire(robot, "#edit-PORT");
        await(() -> robot.lookup("#field-PORT").query().isFocused());
        robot.write("seventy");
        assertThat(robot.lookup("#apply-PORT").<Button>query().isDisabled()).isTrue();
        assertThat(window.says(robot, "A port is a number")).isTrue();
        robot.interact(() -> robot.lookup("#field-PORT").<TextField>query().selectAll());
        robot.write("8080 9090");
        robot.type(KeyCode.ENTER);
        await(() -> window.says(robot, "You said so."));

        fire(robot, "#step-save");
        awaitNode(robot, "#save-button");
        fire(robot, "#save-button");
        await(() -> window.says(robot, "Saved as"));
        assertThat(folder.resolve("Dockerfile.distroless"))
                .content()
                .contains("EXPOSE 8080 9090\n");

        fire(robot, "#step-understand");
        fire(robot, "#edit-PORT");
        fire(robot, "#back-PORT");
        await(() -> !window.says(robot, "You said so."));
    }

    @Test
    void theEnvironmentIsCorrectedAndTheChangeHasItsReason(FxRobot robot) throws Exception {
        Files.writeString(file, SERVICE.replace("EXPOSE", "ENV LEVEL=info\nEXPOSE"));
        open(robot, file);
        fire(robot, "#edit-ENVIRONMENT");
        await(() -> robot.lookup("#field-ENVIRONMENT").query().isFocused());
        assertThat(robot.lookup("#field-ENVIRONMENT").<TextField>query().getText())
                .isEqualTo("LEVEL=info");
        robot.write("LEVEL");
        assertThat(window.says(robot, "This cannot stand after ENV")).isTrue();
        robot.write("=debug NAME=x");
        robot.type(KeyCode.ENTER);
        await(() -> window.says(robot, "You said so."));
        assertThat(window.says(robot, "LEVEL=debug")).isTrue();

        fire(robot, "#step-rewrite");
        await(() -> window.says(robot, "The environment is the one that you gave."));
        fire(robot, "#step-save");
        awaitNode(robot, "#save-button");
        fire(robot, "#save-button");
        await(() -> window.says(robot, "Saved as"));
        assertThat(folder.resolve("Dockerfile.distroless"))
                .content()
                .contains("ENV LEVEL=debug\n", "ENV NAME=x\n")
                .doesNotContain("info");
    }

    @Test
    void aRefusalSaysWhyWhereAndWhatToDoInstead(FxRobot robot) throws Exception {
        Files.writeString(file, "FROM php:8.3-apache\nCOPY . /var/www/html\n");
        open(robot, file);
        fire(robot, "#wizard-next");
        awaitNode(robot, "#refusal-reason");
        assertThat(text(robot, "#refusal-reason")).contains("no distroless image with PHP");
        assertThat(text(robot, "#refusal-advice")).isNotBlank();
        assertThat(window.says(robot, "Line 1 stands in the way")).isTrue();
        assertThat(robot.lookup("#step-save").<Button>query().isDisabled()).isTrue();
        fire(robot, "#refusal-copy");
        await(() -> !window.copied.isEmpty());
        assertThat(window.copied.getLast())
                .contains("(line 1)\n")
                .contains(text(robot, "#refusal-advice"));
        fire(robot, "#refusal-another");
        awaitNode(robot, "#choose-drop");
    }

    @Test
    void theOriginalIsReplacedOnlyOnPurposeAndAsItWasRead(FxRobot robot) throws Exception {
        open(robot, file);
        fire(robot, "#step-save");
        awaitNode(robot, "#save-beside");
        // An arrow key selects as well as a click does.
        robot.clickOn("#save-beside").type(KeyCode.DOWN);
        await(() -> window.says(robot, "is kept beside it as .bak"));
        Files.writeString(file, SERVICE + "# theirs\n");
        fire(robot, "#save-button");
        await(() -> window.says(robot, "Nothing was written."));
        assertThat(file).content().endsWith("# theirs\n");
        fire(robot, "#save-anyway");
        await(() -> window.says(robot, "What was there is kept as"));
        assertThat(folder.resolve("Dockerfile.bak")).content().endsWith("# theirs\n");
        assertThat(file).content().contains("distroless");
    }

    @Test
    void copyPatchAndIgnoreFileAreMade(FxRobot robot) throws Exception {
        open(robot, file);
        fire(robot, "#step-save");
        awaitNode(robot, "#save-button");
        robot.clickOn("Copy the text");
        assertThat(window.says(robot, "Copied")).isTrue();
        robot.clickOn("Copy the patch");
        await(() -> window.copied.size() == 2);
        assertThat(window.copied.get(0)).startsWith("FROM node:22-trixie AS build\n");
        assertThat(window.copied.get(1)).startsWith("--- a/Dockerfile\n+++ b/Dockerfile\n");
        window.chosen = Optional.of(folder.resolve("a.patch"));
        robot.clickOn("Save as a patch…");
        await(() -> Files.exists(folder.resolve("a.patch")) && window.says(robot, "a.patch"));
        assertThat(window.says(robot, "docker build")).isFalse();
        fire(robot, "#save-ignore");
        await(() -> Files.exists(folder.resolve(".dockerignore")));
        assertThat(folder.resolve(".dockerignore")).content().contains("node_modules\n");
    }

    @Test
    void everyServiceOfAFolderIsOffered(FxRobot robot) throws Exception {
        for (String service : List.of("api", "web")) {
            Files.createDirectories(folder.resolve(service));
            Files.writeString(folder.resolve(service).resolve("Dockerfile"), SERVICE);
        }
        Files.writeString(
                folder.resolve("compose.yml"),
                "services:\n  api:\n    build: ./api\n  web:\n    build: ./web\n");
        robot.interact(() -> window.shell().rewrites().open(folder));
        await(() -> window.says(robot, "Several can be built here"));
        robot.clickOn("api  ·  api/Dockerfile");
        awaitNode(robot, "#edit-PORT");
        await(() -> window.says(robot, "api/Dockerfile"));
    }
}
