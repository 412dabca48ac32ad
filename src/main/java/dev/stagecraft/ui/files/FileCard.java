package dev.stagecraft.ui.files;

import dev.stagecraft.ui.support.Workbench;
import java.util.function.Consumer;
import javafx.scene.layout.VBox;

/// The right column: the selected file.
final class FileCard extends VBox {
    FileCard(FileCardViewModel model, Workbench workbench, Consumer<String> clipboard) {
        setVisible(!model.isEmpty());
    }
}
