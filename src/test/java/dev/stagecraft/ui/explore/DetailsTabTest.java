package dev.stagecraft.ui.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.image.Image;
import dev.stagecraft.stage.Clues;
import dev.stagecraft.stage.StageInference;
import dev.stagecraft.stage.StageTree;
import dev.stagecraft.ui.support.Opened;
import dev.stagecraft.ui.support.SampleImages;
import dev.stagecraft.ui.support.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

@ExtendWith(ApplicationExtension.class)
class DetailsTabTest {
    private static final Image IMAGE = SampleImages.image(1, "app:1", 1_000, 2_000);

    private static List<String> words(Source source, OptionalLong size, FxRobot robot) {
        Image image =
                new Image(
                        IMAGE.id(),
                        IMAGE.tags(),
                        IMAGE.repoDigests(),
                        IMAGE.platform(),
                        IMAGE.created(),
                        IMAGE.author(),
                        IMAGE.config(),
                        IMAGE.layers(),
                        IMAGE.history(),
                        size,
                        IMAGE.parent());
        StageTree tree = StageInference.infer(Clues.of(image));
        List<String> words = new ArrayList<>();
        robot.interact(() -> {
            DetailsTab tab = new DetailsTab(text -> {});
            tab.show(new Opened(source, tree, Optional.empty()));
            gather(((ScrollPane) tab.view()).getContent(), words);
        });
        return words;
    }

    private static void gather(Node node, List<String> words) {
        if (node instanceof Labeled labeled && labeled.getText() != null) {
            words.add(labeled.getText());
        } else if (node instanceof TextInputControl input) {
            words.add(input.getText());
        } else if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> gather(child, words));
        }
    }

    private static final Source ENGINE = new Source.OfEngine(IMAGE.id());

    @Test
    void anEngineThatCountsOneWayHasOneSize(FxRobot robot) {
        assertThat(words(ENGINE, OptionalLong.of(3_000), robot))
                .contains("3.00 kB  (3\u00a0000\u00a0bytes)")
                .contains(
                        "The files of all layers, as docker images and docker history count them.")
                .doesNotContain("Kept by the engine");
    }

    /// Docker Engine 28.5 with the containerd image store: history gives the unpacked files,
    /// inspection the compressed blobs, the list both together.
    @Test
    void whereTwoCountsDifferEachSaysWhichItIs(FxRobot robot) {
        assertThat(words(ENGINE, OptionalLong.of(1_700), robot))
                .contains(
                        "3.00 kB  (3\u00a0000\u00a0bytes)",
                        "Kept by the engine",
                        "1.70 kB  (1\u00a0700\u00a0bytes)")
                .anyMatch(word -> word.contains("as docker history counts them"))
                .anyMatch(word -> word.startsWith("As docker image inspect says."));
    }

    @Test
    void anArchiveIsNoEngines(FxRobot robot) {
        Source archive = Source.ofFile(Path.of("app.tar").toAbsolutePath());
        assertThat(words(archive, OptionalLong.of(3_000), robot))
                .contains("3.00 kB  (3\u00a0000\u00a0bytes)")
                .noneMatch(word -> word.contains("docker images"));
    }
}
