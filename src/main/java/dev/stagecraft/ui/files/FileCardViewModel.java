package dev.stagecraft.ui.files;

import dev.stagecraft.image.FileTree;
import dev.stagecraft.ui.support.Tasks;

/// The file that is selected, with all its versions.
final class FileCardViewModel {
    private final ContentsViewModel contents;

    FileCardViewModel(ContentsViewModel contents, Tasks tasks) {
        this.contents = contents;
    }

    /// Whether a file is selected.
    boolean isEmpty() {
        return contents.selectedProperty().get() <= FileTree.ROOT;
    }
}
