package dev.stagecraft.ui.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.image.FileTree;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileStoryTest {
    private static List<String> story(FileTree tree, String path) {
        return FileStory.of(tree, tree.find(path)).chapters().stream()
                .map(c -> c.layer() + " " + c.event())
                .toList();
    }

    @Test
    void aFileIsBornChangedRemovedAndBornAgain() {
        FileTree tree =
                FileTree.of(
                        List.of(
                                Samples.layer().file("a", 10).build(),
                                Samples.layer().file("a", 20).build(),
                                Samples.layer().file("a", 20, 0600, 0).build(),
                                Samples.layer().file("a", 20, 0600, 1000).build(),
                                Samples.layer().without("a").build(),
                                Samples.layer().file("a", 20, 0600, 1000).build()));
        assertThat(story(tree, "a"))
                .containsExactly(
                        "0 ADDED",
                        "1 CONTENT_CHANGED",
                        "2 MODE_CHANGED",
                        "3 OWNER_CHANGED",
                        "4 REMOVED",
                        "5 ADDED_AGAIN");
    }

    @Test
    void aFolderTakesWhatIsInItAlong() {
        FileTree tree =
                FileTree.of(
                        List.of(
                                Samples.layer().dir("d").file("d/a", 10).build(),
                                Samples.layer().without("d").build(),
                                Samples.layer().dir("d").file("d/a", 30).build(),
                                Samples.layer().file("d", 1).build()));
        assertThat(story(tree, "d/a"))
                .containsExactly(
                        "0 ADDED", "1 REMOVED_WITH_FOLDER", "2 ADDED_AGAIN", "3 FOLDER_REPLACED");
    }

    @Test
    void aLinkThatPointsElsewhereAndAFileInItsPlace() {
        FileTree tree =
                FileTree.of(
                        List.of(
                                Samples.layer().link("l", "x").build(),
                                Samples.layer().link("l", "y").build(),
                                Samples.layer().file("l", 5).build()));
        assertThat(story(tree, "l")).containsExactly("0 ADDED", "1 LINK_CHANGED", "2 KIND_CHANGED");
    }

    @Test
    void aRemovalOfNothingHidesNothing() {
        FileTree tree =
                FileTree.of(
                        List.of(
                                Samples.layer().file("a", 1).build(),
                                Samples.layer().without("ghost").build()));
        assertThat(story(tree, "ghost")).containsExactly("1 HIDES_NOTHING");
    }
}
