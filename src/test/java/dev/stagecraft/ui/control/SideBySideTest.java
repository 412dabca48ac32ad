package dev.stagecraft.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import dev.stagecraft.ui.control.SideBySideRows.Kind;
import dev.stagecraft.ui.control.SideBySideRows.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class SideBySideTest {
    private static final String OLD =
            """
            FROM golang:1.25
            WORKDIR /src
            COPY . .
            RUN go build -o /app .
            CMD ["/app"]
            """;
    private static final String NEW =
            """
            # syntax=docker/dockerfile:1
            FROM golang:1.25 AS build
            WORKDIR /src
            COPY . .
            RUN --mount=type=cache,target=/root/.cache go build -o /app .

            FROM gcr.io/distroless/static:nonroot
            COPY --from=build /app /app
            ENTRYPOINT ["/app"]
            """;

    private SideBySideView view;

    @Start
    void start(Stage stage) {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        view = new SideBySideView();
        view.setHighlighter(new DockerfileHighlighter());
        view.setTitles("Dockerfile", "Dockerfile.distroless");
        view.setTexts(OLD, NEW);
        view.setLinks(Map.of(2, List.of(1), 8, List.of(4), 9, List.of(5)));
        view.setMarks(
                SideBySideView.Side.OLD,
                List.of(new LineMark(3, LineMark.Kind.HINT, "Copy only what the build needs")));
        Scene scene = new Scene(view, 960, 300);
        scene.getStylesheets().add(StagePalette.STYLESHEET);
        stage.setScene(scene);
        stage.show();
    }

    @Test
    void rowsLineUpWhatIsTheSame() {
        assertThat(
                        SideBySideRows.of(
                                        List.of("a", "b", "c", "d"),
                                        List.of("a", "x", "c", "e", "d"))
                                .rows())
                .containsExactly(
                        new Row(Kind.SAME, 1, 1),
                        new Row(Kind.CHANGED, 2, 2),
                        new Row(Kind.SAME, 3, 3),
                        new Row(Kind.ADDED, 0, 4),
                        new Row(Kind.SAME, 4, 5));
        assertThat(SideBySideRows.of(List.of("a", "b"), List.of()).rows())
                .containsExactly(new Row(Kind.REMOVED, 1, 0), new Row(Kind.REMOVED, 2, 0));
    }

    @Test
    void nothingIsLitBeforeAPersonGoesToALine(FxRobot robot) {
        robot.interact(() -> view.setTexts("at ‹time›\n42\n", "at ‹time›\n42\n"));
        robot.interact(() -> view.layout());
        assertThat(robot.lookup(".line-lit").queryAll()).isEmpty();
    }

    @Test
    void aLineLightsWhereItComesFrom(FxRobot robot) {
        List<String> seen = new ArrayList<>();
        view.setOnLine((side, line) -> seen.add(side + " " + line));
        robot.interact(() -> view.showLine(SideBySideView.Side.NEW, 8));
        robot.interact(() -> view.layout());
        assertThat(seen).contains("NEW 8");
        // Line 8 and the line it comes from.
        assertThat(robot.lookup(".line-lit").queryAll()).hasSize(2);
    }

    @Test
    void bothThemes(FxRobot robot) {
        for (boolean dark : new boolean[] {false, true}) {
            robot.interact(() ->
                    Application.setUserAgentStylesheet(
                            dark
                                    ? new PrimerDark().getUserAgentStylesheet()
                                    : new PrimerLight().getUserAgentStylesheet()));
            robot.interact(() -> view.showLine(SideBySideView.Side.NEW, 8));
            robot.interact(() ->
                    assertThat(Snapshot.of(view, "sidebyside-" + (dark ? "dark" : "light"), 1.5))
                            .isNotEmptyFile());
        }
    }
}
