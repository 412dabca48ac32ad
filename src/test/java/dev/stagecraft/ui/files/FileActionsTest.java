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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// Saving what is selected.
@ExtendWith(ApplicationExtension.class)
class FileActionsTest {
    @TempDir Path folder;
    private final FileTree tree = Samples.small();

    /// The desk with the contents of the image, made on the window's thread.
    private final class Contents {
        final DeskOfTests desk = new DeskOfTests();
        final FilesModel files =
                new FilesModel(
                        (image, progress, early) ->
                                new ImageFiles(
                                        tree,
                                        List.of(),
                                        Optional.of(
                                                new ContentsOfTests(
                                                        "bytes".getBytes(StandardCharsets.UTF_8)))),
                        desk.tasks());
        final ContentsViewModel model = new ContentsViewModel(files, desk.tasks());
        final FileActions actions = new FileActions(model, desk, text -> {});

        Notice save(String path) throws Exception {
            FxWait.until(() -> model.shownProperty().get().isPresent());
            WaitForAsyncUtils.asyncFx(
                            () -> {
                                model.selectedProperty().set(tree.find(path));
                                actions.save();
                            })
                    .get();
            FxWait.until(() -> !desk.said.isEmpty());
            return desk.said.getFirst();
        }
    }

    private Contents open() throws Exception {
        return WaitForAsyncUtils.asyncFx(
                        () -> {
                            Contents contents = new Contents();
                            contents.files.show(Samples.opened("sample:1", 3));
                            return contents;
                        })
                .get();
    }

    @Test
    void aFileIsSavedUnderTheNameThatAPersonChooses() throws Exception {
        Contents on = open();
        Path chosen = Files.writeString(folder.resolve("mine"), "before");
        on.desk.chosenFile = Optional.of(chosen);
        Notice said = on.save("usr/bin/gcc");
        assertThat(on.desk.proposedName).isEqualTo("proposed");
        assertThat(said.kind()).isEqualTo(Notice.Kind.SUCCESS);
        assertThat(said.title()).isEqualTo("gcc (900 kB) was saved as " + chosen);
        assertThat(chosen).hasContent("bytes");
    }

    @Test
    void aFileThatTheViewDoesNotHaveIsSavedAsItsCardShowsIt() throws Exception {
        Contents on = open();
        on.desk.chosenFile = Optional.of(folder.resolve("pkg.deb"));
        assertThat(on.save("var/cache/pkg.deb").kind()).isEqualTo(Notice.Kind.SUCCESS);
        assertThat(folder.resolve("pkg.deb")).hasContent("bytes");
    }

    @Test
    void whatIsInTheWaySaysSo() throws Exception {
        Contents on = open();
        on.desk.chosenFile = Optional.of(folder);
        Notice said = on.save("usr/bin/gcc");
        assertThat(said.kind()).isEqualTo(Notice.Kind.FAILURE);
        assertThat(said.title()).isEqualTo("gcc could not be saved");
        assertThat(said.advice()).contains("Choose another name");
    }

    @Test
    void aFolderIsSavedIntoAFolder() throws Exception {
        Contents on = open();
        on.desk.chosenFolder = Optional.of(folder);
        assertThat(on.save("usr").title()).contains(folder.toString());
        assertThat(on.desk.proposedName).isEmpty();
    }
}
