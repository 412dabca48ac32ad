package dev.stagecraft.ui.compare;

import dev.stagecraft.compare.Comparison;
import dev.stagecraft.compare.Side;
import dev.stagecraft.compare.SizeChange;
import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.ui.control.Hint;
import dev.stagecraft.ui.control.SizeBar;
import dev.stagecraft.ui.support.Texts;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The answer, to be read from the back of a room: how many times smaller, how much less, and both
/// sizes as bars on one scale.
final class Headline extends VBox {
    private static final double MOST_FOR_NAMES = 0.34;

    private static final PseudoClass COMPACT = PseudoClass.getPseudoClass("compact");

    /// Sizes in letters, as in the stylesheet.
    private static final double FACTOR = 4.2;

    private static final double COMPACT_FACTOR = 2;
    private static final double LESS = 2.2;
    private static final double COMPACT_LESS = 1.4;

    /// How wide a bold letter is, as a part of its size.
    private static final double LETTER = 0.64;

    private final Label large = new Label();
    private final Label less = new Label();
    private boolean compact;
    private final Texts texts = Texts.of(Headline.class);

    Headline(Comparison comparison) {
        getStyleClass().add("compare-headline");
        getChildren().addAll(factor(comparison), bars(comparison));
        widthProperty().addListener(o -> fit());
        less.fontProperty().addListener(o -> fit());
    }

    /// Makes room for what is below.
    void setCompact(boolean now) {
        compact = now;
        pseudoClassStateChanged(COMPACT, now);
        fit();
    }

    /// The factor is as large as the width allows; as the stylesheet says until that is known. At
    /// once and not with the next picture, or it would be seen to jump.
    private void fit() {
        if (getWidth() <= 0) {
            return;
        }
        double em = less.getFont().getSize() / (compact ? COMPACT_LESS : LESS);
        double room = (getWidth() - 2.4 * em) / (large.getText().length() * LETTER * em);
        double size = Math.clamp(room, 1.2, compact ? COMPACT_FACTOR : FACTOR);
        large.setStyle(String.format(Locale.ROOT, "-fx-font-size: %.2fem;", size));
        large.applyCss();
    }

    private FlowPane factor(Comparison comparison) {
        large.setId("compare-factor");
        large.getStyleClass().add("factor");
        less.setId("compare-difference");
        less.getStyleClass().add("difference");
        FlowPane line = new FlowPane(large, less);
        line.getStyleClass().add("factor-line");
        if (comparison.size().isEmpty()) {
            large.setText(texts.text("headline.unknown"));
            return line;
        }
        SizeChange size = comparison.size().get();
        switch (size.direction()) {
            case SMALLER -> {
                large.setText(texts.text("headline.smaller", size.factorText()));
                less.setText(texts.text("headline.less", ByteSize.format(size.difference())));
            }
            case LARGER -> {
                large.setText(texts.text("headline.larger", size.factorText()));
                less.setText(texts.text("headline.more", ByteSize.format(size.difference())));
            }
            case SAME -> large.setText(texts.text("headline.same"));
        }
        large.pseudoClassStateChanged(
                PseudoClass.getPseudoClass("larger"),
                size.direction() == SizeChange.Direction.LARGER);
        large.pseudoClassStateChanged(
                PseudoClass.getPseudoClass("smaller"),
                size.direction() == SizeChange.Direction.SMALLER);
        return line;
    }

    private GridPane bars(Comparison comparison) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("compare-bars");
        ColumnConstraints word = new ColumnConstraints();
        word.setMinWidth(USE_PREF_SIZE);
        ColumnConstraints name = new ColumnConstraints();
        name.setMinWidth(0);
        name.maxWidthProperty().bind(grid.widthProperty().multiply(MOST_FOR_NAMES));
        ColumnConstraints bar = new ColumnConstraints();
        bar.setHgrow(Priority.ALWAYS);
        ColumnConstraints size = new ColumnConstraints();
        size.setMinWidth(USE_PREF_SIZE);
        size.setHalignment(javafx.geometry.HPos.RIGHT);
        grid.getColumnConstraints().addAll(word, name, bar, size);
        long scale =
                Math.max(
                        1,
                        Math.max(
                                comparison.before().size().orElse(0),
                                comparison.after().size().orElse(0)));
        row(grid, 0, "side.before", comparison.before(), scale);
        row(grid, 1, "side.after", comparison.after(), scale);
        return grid;
    }

    private void row(GridPane grid, int row, String key, Side side, long scale) {
        Label word = new Label(texts.text(key));
        word.getStyleClass().add("muted");
        Label name = new Label(DisplayText.escape(side.name(), 200));
        name.getStyleClass().add("bar-name");
        name.setWrapText(true);
        name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        Hint.on(name).setText(DisplayText.escape(side.name()));
        SizeBar bar = new SizeBar();
        bar.getStyleClass().add(row == 0 ? "bar-before" : "bar-after");
        bar.show(side.size().orElse(0), scale);
        bar.setMaxWidth(Double.MAX_VALUE);
        boolean known = side.size().isPresent();
        Label size =
                new Label(
                        known
                                ? ByteSize.format(side.size().getAsLong())
                                : texts.text("size.unknown"));
        size.getStyleClass().add("bar-size");
        size.setMinWidth(Region.USE_PREF_SIZE);
        if (known) {
            Hint.on(size).setText(ByteSize.exact(side.size().getAsLong()));
        }
        grid.addRow(row, word, name, bar, size);
    }
}
