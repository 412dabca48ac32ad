package dev.stagecraft.ui.files;

import dev.stagecraft.image.FileState;
import dev.stagecraft.ui.control.Category;
import dev.stagecraft.ui.control.StagePalette;
import dev.stagecraft.ui.support.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How the states of files are shown: each has a sign besides its colour.
final class StateWords {
    /// The states in the order of their categories.
    static final List<FileState> ORDER =
            List.of(
                    FileState.UNCHANGED,
                    FileState.ADDED,
                    FileState.CHANGED,
                    FileState.REMOVED,
                    FileState.DEAD);

    private StateWords() {}

    /// The sign; empty for what did not change.
    static String sign(FileState state) {
        return switch (state) {
            case ADDED -> "+";
            case CHANGED -> "~";
            case REMOVED -> "−";
            case DEAD -> "×";
            case ABSENT, UNCHANGED -> "";
        };
    }

    static String styleClass(FileState state) {
        return "state-" + lower(state);
    }

    static String name(FileState state, Texts texts) {
        return texts.text("state." + lower(state));
    }

    /// The treemap's colours.
    static List<Category> categories(Texts texts) {
        List<Category> all = new ArrayList<>();
        for (FileState state : ORDER) {
            all.add(
                    new Category(
                            styleClass(state),
                            sign(state),
                            name(state, texts),
                            state == FileState.DEAD || state == FileState.REMOVED));
        }
        return all;
    }

    /// The treemap's colours by stage: as many as there are, each with its letter and name.
    static List<Category> stages(List<LayerFact> layers) {
        int last = layers.stream().mapToInt(LayerFact::colour).max().orElse(0);
        List<Category> all = new ArrayList<>();
        for (int colour = 0; colour <= last; colour++) {
            int wanted = colour;
            String name =
                    layers.stream()
                            .filter(l -> l.colour() == wanted)
                            .map(LayerFact::stage)
                            .findFirst()
                            .orElse("");
            all.add(
                    new Category(
                            StagePalette.styleClass(colour),
                            StagePalette.letter(colour),
                            name,
                            false));
        }
        return all;
    }

    private static String lower(FileState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
