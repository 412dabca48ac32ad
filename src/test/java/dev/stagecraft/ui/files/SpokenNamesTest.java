package dev.stagecraft.ui.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.FileVersion;
import dev.stagecraft.image.LayerView;
import dev.stagecraft.ui.support.FxWait;
import dev.stagecraft.ui.support.Nameless;
import dev.stagecraft.ui.support.Progress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Everything in the views of files that can be reached has a name for who does not see it.
@ExtendWith(ApplicationExtension.class)
class SpokenNamesTest {
    private static final byte[] PNG =
            Base64.getDecoder()
                    .decode(
                            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6"
                                    + "kgAAAABJRU5ErkJggg==");
    private static final byte[] SECRET =
            "DB_PASSWORD=hunter2hunter2\n".getBytes(StandardCharsets.UTF_8);

    private final FileTree tree =
            FileTree.of(
                    List.of(
                            Samples.layer()
                                    .dir("d")
                                    .file("d/picture.png", PNG.length)
                                    .file("d/same", 300_000)
                                    .file("d/.env", SECRET.length)
                                    .build(),
                            Samples.layer()
                                    .file("d/same", 300_000, 0600, 0)
                                    .file("d/twin", 300_000)
                                    .link("d/link", "same")
                                    .build()));
    private boolean quick = true;
    private DeskOfTests desk;
    private BorderPane root;
    private ContentsTab contents;
    private WasteTab waste;

    private final class Bytes implements FileContents {
        @Override
        public boolean isQuick() {
            return quick;
        }

        @Override
        public byte[] read(FileVersion version, long offset, int length, Progress progress) {
            return version.size() == PNG.length
                    ? PNG
                    : version.size() == SECRET.length
                            ? SECRET
                            : Arrays.copyOf(new byte[] {1, 2}, length);
        }

        @Override
        public Saved save(LayerView view, List<Integer> nodes, Path folder, Progress progress) {
            return new Saved(0, 0, List.of());
        }

        @Override
        public void saveAs(FileVersion version, Path file, Progress progress) {}

        @Override
        public String diskName(int node) {
            return "file";
        }
    }

    @Start
    void start(Stage stage) {
        desk = new DeskOfTests();
        FilesModel files =
                new FilesModel(
                        (image, progress, early) ->
                                new ImageFiles(tree, List.of(), Optional.of(new Bytes())),
                        desk.tasks());
        contents = new ContentsTab(files, desk, text -> {});
        waste = new WasteTab(files, contents, desk);
        root = new BorderPane(contents.view());
        root.setRight(contents.side().orElseThrow());
        Scene scene = new Scene(root, 980, 900);
        desk.theme().dress(scene);
        stage.setScene(scene);
        stage.show();
        contents.show(Samples.opened("sample:1", 2));
    }

    private void expectNames(String what, FxRobot robot) {
        WaitForAsyncUtils.waitForFxEvents(4);
        robot.interact(() -> assertThat(Nameless.below(root)).as(what).isEmpty());
    }

    private void select(String path, FxRobot robot) throws Exception {
        FxWait.until(() -> contents.model().shownProperty().get().isPresent());
        robot.interact(() -> contents.model().reveal(tree.find(path)));
        WaitForAsyncUtils.waitForFxEvents(4);
    }

    @Test
    void inTheContentsTheTreemapAndTheCard(FxRobot robot) throws Exception {
        select("d", robot);
        expectNames("contents with a folder", robot);
        robot.interact(() -> contents.model().filter().modeProperty().set(FilterMode.GLOB));
        robot.interact(() -> contents.model().filter().textProperty().set("["));
        expectNames("a filter that is none", robot);
        robot.interact(() -> contents.model().filter().clear());
        robot.interact(() -> robot.lookup("#look-treemap").queryAs(ToggleButton.class).fire());
        expectNames("treemap", robot);
    }

    @Test
    void inEveryPreview(FxRobot robot) throws Exception {
        select("d/picture.png", robot);
        FxWait.until(() -> robot.lookup("#preview .image-view").tryQuery().isPresent());
        expectNames("picture", robot);
        select("d/.env", robot);
        FxWait.until(() -> robot.lookup("#preview .toggle-button").tryQuery().isPresent());
        expectNames("secret", robot);
        select("d/same", robot);
        FxWait.until(() -> robot.lookup("#preview .code-area").tryQuery().isPresent());
        expectNames("pages of bytes", robot);
        quick = false;
        select("d/twin", robot);
        expectNames("to be read", robot);
    }

    @Test
    void inTheWaste(FxRobot robot) throws Exception {
        robot.interact(() -> {
            root.setCenter(waste.view());
            waste.show(Samples.opened("sample:1", 2));
        });
        FxWait.until(() -> waste.model().foundProperty().get().isPresent());
        for (String look : List.of("#waste-by-file", "#waste-by-instruction", "#waste-twice")) {
            robot.interact(() -> robot.lookup(look).queryAs(ToggleButton.class).fire());
            expectNames(look, robot);
        }
    }
}
