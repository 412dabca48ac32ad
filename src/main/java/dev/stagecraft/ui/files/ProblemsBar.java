package dev.stagecraft.ui.files;

import dev.stagecraft.ui.control.Hint;
import dev.stagecraft.ui.support.Texts;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javafx.scene.control.Label;

/// What is wrong with layers, in few words, and in full while the pointer rests on them; not there
/// while nothing is.
final class ProblemsBar extends Label {
    private static final int MOST_LINES = 2;
    private static final int MOST_IN_FULL = 20;

    /// Digests, of which the beginning says enough.
    private static final Pattern DIGEST = Pattern.compile("\\b(sha\\d{3}:[0-9a-f]{12})[0-9a-f]+");

    private final Hint hint = Hint.on(this);
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
        int shown = problems.size() > MOST_LINES ? MOST_LINES - 1 : problems.size();
        String few = DIGEST.matcher(lines(problems, shown)).replaceAll("$1…");
        setText(
                shown == problems.size()
                        ? few
                        : few + "\n" + texts.text("layer.problems.more", problems.size() - shown));
        hint.setText(lines(problems, MOST_IN_FULL));
        setVisible(!problems.isEmpty());
    }

    private String lines(List<ImageFiles.LayerProblem> problems, int most) {
        return problems.stream()
                .limit(most)
                .map(p -> texts.text("layer.problem", p.layer() + 1, p.text()))
                .collect(Collectors.joining("\n"));
    }
}
