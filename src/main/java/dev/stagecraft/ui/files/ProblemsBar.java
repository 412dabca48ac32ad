package dev.stagecraft.ui.files;

import dev.stagecraft.ui.support.Texts;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.control.Label;

/// What is wrong with layers, in full; not there while nothing is.
final class ProblemsBar extends Label {
    private final FilesModel files;
    private final Texts texts = Texts.of(ProblemsBar.class);

    ProblemsBar(FilesModel files) {
        this.files = files;
        getStyleClass().add("layer-problems");
        setWrapText(true);
        // What stands below gives way, not the words.
        setMinHeight(USE_PREF_SIZE);
        managedProperty().bind(visibleProperty());
        files.stateProperty().addListener((p, old, now) -> refresh());
        refresh();
    }

    private void refresh() {
        List<ImageFiles.LayerProblem> problems =
                files.files().map(ImageFiles::problems).orElse(List.of());
        setText(
                problems.stream()
                        .map(p -> texts.text("layer.problem", p.layer() + 1, p.text()))
                        .collect(Collectors.joining("\n")));
        setVisible(!problems.isEmpty());
    }
}
