package dev.stagecraft.ui.control;

import java.util.Objects;
import javafx.scene.Node;

/// The colours of stages, as style classes over the looked-up colours `-stage-1` … `-stage-8` of
/// `control.css`.
///
/// A node with one of the style classes sees its stage's colour as `-stage` and the colour of text
/// upon it as `-on-stage`, and so do the nodes in it. The colours follow the theme's background,
/// light or dark. Neighbours differ for people with protanopia, deuteranopia and tritanopia; still,
/// no colour ever stands alone: a stage has its [#letter(int)] too.
public final class StagePalette {
    /// How many colours there are before they begin again.
    public static final int SIZE = 8;

    /// The stylesheet that a scene needs for every control of this package.
    public static final String STYLESHEET =
            Objects.requireNonNull(StagePalette.class.getResource("control.css")).toExternalForm();

    private static final String PREFIX = "stage-";

    private StagePalette() {}

    /// The style class of a stage: `stage-1` for the first, whose index is 0.
    public static String styleClass(int stage) {
        return PREFIX + (Math.floorMod(stage, SIZE) + 1);
    }

    /// Gives a node the colour of a stage in place of any it had.
    public static void apply(Node node, int stage) {
        String wanted = styleClass(stage);
        if (!node.getStyleClass().contains(wanted)) {
            clear(node);
            node.getStyleClass().add(wanted);
        }
    }

    /// Takes a stage's colour from a node.
    public static void clear(Node node) {
        node.getStyleClass()
                .removeIf(c -> c.length() == PREFIX.length() + 1 && c.startsWith(PREFIX));
    }

    /// What a stage is called where its name has no room: A … Z, then AA, AB and so on.
    public static String letter(int stage) {
        int n = Math.max(0, stage);
        StringBuilder out = new StringBuilder();
        do {
            out.insert(0, (char) ('A' + n % 26));
            n = n / 26 - 1;
        } while (n >= 0);
        return out.toString();
    }
}
