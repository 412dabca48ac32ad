package dev.stagecraft.ui.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.image.FileTree;
import dev.stagecraft.ui.support.FxWait;
import dev.stagecraft.ui.support.Notice;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

/// Saving what is selected.
@ExtendWith(ApplicationExtension.class)
class FileActionsTest {
    @TempDir Path folder;
    private final FileTree tree = Samples.small();
    private final DeskOfTests desk = new DeskOfTests();
    private final FilesModel files =
            new FilesModel(
                    (image, progress, early) ->
                            new ImageFiles(
                                    tree,
                                    List.of(),
                                    Optional.of(
                                            new ContentsOfTests(
                                                    "bytes".getBytes(StandardCharsets.UTF_8)))),
                    desk.tasks());
    private final ContentsViewModel model = new ContentsViewModel(files, desk.tasks());
    private final FileActions actions = new FileActions(model, desk, text -> {});

    @BeforeEach
    void open(FxRobot robot) throws Exception {
        robot.interact(() -> files.show(Samples.opened("sample:1", 3)));
        FxWait.until(() -> model.shownProperty().get().isPresent());
    }

    private Notice save(FxRobot robot, String path) throws Exception {
        robot.interact(() -> {
            desk.said.clear();
            model.selectedProperty().set(tree.find(path));
            actions.save();
        });
        FxWait.until(() -> !desk.said.isEmpty());
        return desk.said.getFirst();
    }

    @Test
    void aFileIsSavedUnderTheNameThatAPersonChooses(FxRobot robot) throws Exception {
        Path chosen = Files.writeString(folder.resolve("mine"), "before");
        desk.chosenFile = Optional.of(chosen);
        Notice said = save(robot, "usr/bin/gcc");
        assertThat(desk.proposedName).isEqualTo("proposed");
        assertThat(said.kind()).isEqualTo(Notice.Kind.SUCCESS);
        assertThat(said.title()).isEqualTo("gcc (900 kB) was saved as " + chosen);
        assertThat(chosen).hasContent("bytes");
    }

    @Test
    void aFileThatTheViewDoesNotHaveIsSavedAsItsCardShowsIt(FxRobot robot) throws Exception {
        desk.chosenFile = Optional.of(folder.resolve("pkg.deb"));
        assertThat(save(robot, "var/cache/pkg.deb").kind()).isEqualTo(Notice.Kind.SUCCESS);
        assertThat(folder.resolve("pkg.deb")).hasContent("bytes");
    }

    @Test
    void whatIsInTheWaySaysSo(FxRobot robot) throws Exception {
        desk.chosenFile = Optional.of(folder);
        Notice said = save(robot, "usr/bin/gcc");
        assertThat(said.kind()).isEqualTo(Notice.Kind.FAILURE);
        assertThat(said.title()).isEqualTo("gcc could not be saved");
        assertThat(said.advice()).contains("Choose another name");
    }

    @Test
    void aFolderIsSavedIntoAFolder(FxRobot robot) throws Exception {
        desk.chosenFolder = Optional.of(folder);
        assertThat(save(robot, "usr").title()).contains(folder.toString());
        assertThat(desk.proposedName).isEmpty();
    }
}
