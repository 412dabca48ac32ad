package dev.stagecraft.ui.compare;

import dev.stagecraft.compare.Comparison;
import dev.stagecraft.compare.Side;
import dev.stagecraft.compare.SizeChange;
import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.ui.control.SizeBar;
import dev.stagecraft.ui.support.Texts;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The answer, to be read from the back of a room: how many times smaller, how much less, and both
/// sizes as bars on one scale.
final class Headline extends VBox {
    private final Texts texts = Texts.of(Headline.class);

    Headline(Comparison comparison) {
        getStyleClass().add("compare-headline");
        getChildren().addAll(factor(comparison), bars(comparison));
    }

    private FlowPane factor(Comparison comparison) {
        Label large = new Label();
        large.setId("compare-factor");
        large.getStyleClass().add("factor");
        Label less = new Label();
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
        name.setPercentWidth(32);
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
        name.setTooltip(new Tooltip(DisplayText.escape(side.name())));
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
            size.setTooltip(new Tooltip(ByteSize.exact(side.size().getAsLong())));
        }
        grid.addRow(row, word, name, bar, size);
    }
}
