package dev.stagecraft.ui.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.image.FileTree;
import dev.stagecraft.ui.support.Tasks;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FileCardViewModelTest {
    private final Pump pump = new Pump();
    private final Tasks tasks = new Tasks(pump, e -> {});

    /// A file with two more names, of which the next layer makes one a file of its own.
    private final FileTree tree =
            FileTree.of(
                    List.of(
                            Samples.layer()
                                    .file("a", 10)
                                    .hardLink("b", "a")
                                    .hardLink("c", "a")
                                    .build(),
                            Samples.layer().file("b", 20).build()));

    @Test
    void theOtherNamesOfAFileAreThoseThatItHasInWhatIsShown() {
        FilesModel files =
                new FilesModel(
                        (image, progress, early) ->
                                new ImageFiles(tree, List.of(), Optional.empty()),
                        tasks);
        ContentsViewModel contents = new ContentsViewModel(files, tasks);
        FileCardViewModel card = new FileCardViewModel(contents, tasks);
        files.show(Samples.opened("links:1", 2));
        pump.until(() -> contents.shownProperty().get().isPresent());
        contents.selectedProperty().set(tree.find("a"));
        assertThat(card.cardProperty().get().orElseThrow().otherNames()).containsExactly("/c");
        contents.layerProperty().set(0);
        contents.scopeProperty().set(ScopeKind.UP_TO);
        pump.until(() -> card.cardProperty().get().orElseThrow().otherNames().size() > 1);
        assertThat(card.cardProperty().get().orElseThrow().otherNames())
                .containsExactly("/b", "/c");
    }
}
