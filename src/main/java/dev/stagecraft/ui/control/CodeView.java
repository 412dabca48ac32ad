package dev.stagecraft.ui.control;

import dev.stagecraft.image.DisplayText;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.reactfx.value.Var;

/// A text in a fixed-width font with line numbers, colours and remarks in the margin.
///
/// The text is read-only until [#setEditable(boolean)] says otherwise. What comes from an image or
/// a stranger is escaped by [#showUntrusted(String)].
public final class CodeView extends StackPane {
    private final CodeArea area = new CodeArea();
    private boolean numbered = true;
    private final BooleanProperty editable = new SimpleBooleanProperty(this, "editable");
    private Highlighter highlighter = Highlighter.PLAIN;
    private Map<Integer, List<LineMark>> marks = Map.of();
    private List<String> signs = List.of();
    private IntUnaryOperator numbering = paragraph -> paragraph + 1;
    private IntConsumer onLine = line -> {};
    private int widest = 2;

    /// An empty, read-only view.
    public CodeView() {
        getStyleClass().add("code-view");
        area.setWrapText(false);
        area.editableProperty().bind(editable);
        area.setParagraphGraphicFactory(this::margin);
        area.plainTextChanges()
                .subscribe(change -> {
                    if (editable.get()) {
                        highlight();
                        renumber();
                    }
                });
        area.currentParagraphProperty()
                .addListener((property, old, now) -> onLine.accept(numbering.applyAsInt(now)));
        getChildren().add(new VirtualizedScrollPane<>(area));
        addEventFilter(ScrollEvent.SCROLL, this::passOn);
    }

    /// A wheel for which there is no more text turns what this view lies in: the text area would
    /// keep it, and hold a person in a page who wants to go on.
    private void passOn(ScrollEvent event) {
        double hidden = area.getTotalHeightEstimate() - area.getHeight();
        double above = area.getEstimatedScrollY();
        boolean up = event.getDeltaY() > 0 && above < 1;
        boolean down = event.getDeltaY() < 0 && above > hidden - 1;
        if ((up || down) && getParent() != null) {
            getParent().fireEvent(event);
            event.consume();
        }
    }

    /// Colours the text by another language.
    public void setHighlighter(Highlighter now) {
        highlighter = now;
        highlight();
    }

    /// Shows a text as it is, from its beginning, and forgets what was undone.
    public void setText(String text) {
        marks = Map.of();
        signs = List.of();
        numbering = paragraph -> paragraph + 1;
        replace(text);
    }

    /// Shows a text whose lines say themselves which they are, as those of a dump do.
    public void setUnnumbered(String text) {
        numbered = false;
        setText(text);
        numbered = true;
    }

    /// Shows text from an untrusted source: what would not be seen is shown as an escape.
    public void showUntrusted(String text) {
        setText(DisplayText.escapeLines(text));
    }

    /// Shows lines of which some are only there to keep another view in step.
    ///
    /// @param numbers the number of each line; 0 for one that is not part of the text
    /// @param changes the sign of what happened to each line, such as `+`; empty for none
    void setLines(List<String> lines, int[] numbers, List<String> changes) {
        marks = Map.of();
        signs = List.copyOf(changes);
        numbering = p -> p < numbers.length ? numbers[p] : 0;
        replace(String.join("\n", lines));
    }

    private void replace(String text) {
        if (numbered != (area.getParagraphGraphicFactory() != null)) {
            area.setParagraphGraphicFactory(numbered ? this::margin : null);
        }
        widest = Math.max(2, String.valueOf(text.lines().count()).length());
        area.replaceText(text);
        highlight();
        area.getUndoManager().forgetHistory();
        area.moveTo(0);
        area.requestFollowCaret();
    }

    /// The text as it stands, with what a person typed.
    public String getText() {
        return area.getText();
    }

    /// The text as it stands.
    public ObservableValue<String> textProperty() {
        return area.textProperty();
    }

    /// Whether a person may change the text.
    public void setEditable(boolean now) {
        editable.set(now);
    }

    /// Puts remarks into the margin in place of those that were there; several at a line show the
    /// gravest sign and all texts.
    public void setMarks(Collection<LineMark> now) {
        Map<Integer, List<LineMark>> byLine = new TreeMap<>();
        for (LineMark mark : now) {
            byLine.merge(
                    mark.line(),
                    List.of(mark),
                    (a, b) -> java.util.stream.Stream.concat(a.stream(), b.stream()).toList());
        }
        marks = byLine;
        renumber();
    }

    /// What to do when the caret goes to another line, whose number is given.
    public void setOnLine(IntConsumer action) {
        onLine = action;
    }

    /// Gives a line a look of its own, such as `added`, in place of any it had.
    ///
    /// @param paragraph the line's place, the first being 0
    void setLook(int paragraph, List<String> styleClasses) {
        if (paragraph < area.getParagraphs().size()) {
            area.setParagraphStyle(paragraph, styleClasses);
        }
    }

    /// Brings a line into view and puts the caret there.
    ///
    /// @param line its number, the first being 1
    public void showLine(int line) {
        int paragraph = Math.clamp(line - 1L, 0, area.getParagraphs().size() - 1);
        area.moveTo(paragraph, 0);
        area.showParagraphAtCenter(paragraph);
    }

    /// How far the text is scrolled down, in pixels.
    Var<Double> scrollY() {
        return area.estimatedScrollYProperty();
    }

    /// How far the text is scrolled to the right, in pixels.
    Var<Double> scrollX() {
        return area.estimatedScrollXProperty();
    }

    void bringIntoView(int paragraph) {
        area.showParagraphInViewport(paragraph);
    }

    /// What a screen reader says of the view.
    public void setName(String name) {
        area.setAccessibleText(name);
    }

    @Override
    public void requestFocus() {
        area.requestFocus();
    }

    private void highlight() {
        int length = area.getLength();
        if (length == 0) {
            return;
        }
        area.setStyleSpans(0, spans(highlighter.tokens(area.getText()), length));
    }

    static StyleSpans<Collection<String>> spans(List<Highlighter.Token> tokens, int length) {
        StyleSpansBuilder<Collection<String>> out = new StyleSpansBuilder<>();
        int at = 0;
        for (Highlighter.Token token : tokens) {
            if (token.from() < at || token.to() <= token.from() || token.to() > length) {
                continue;
            }
            out.add(Collections.emptyList(), token.from() - at);
            out.add(List.of("code-" + token.styleClass()), token.to() - token.from());
            at = token.to();
        }
        return out.add(Collections.emptyList(), length - at).create();
    }

    private void renumber() {
        widest = Math.max(2, String.valueOf(area.getParagraphs().size()).length());
        area.setParagraphGraphicFactory(this::margin);
    }

    private Node margin(int paragraph) {
        int number = numbering.applyAsInt(paragraph);
        Label label = new Label(("%" + widest + "s").formatted(number <= 0 ? "" : number));
        label.getStyleClass().add("line-number");
        label.setMinWidth(USE_PREF_SIZE);

        label.setAlignment(Pos.CENTER_RIGHT);
        Label sign = new Label();
        sign.getStyleClass().add("line-mark");
        gravest(number)
                .ifPresent(kind -> {
                    sign.setText(kind.sign());
                    sign.getStyleClass().add(kind.styleClass());
                    String text =
                            String.join(
                                    "\n",
                                    marks.getOrDefault(number, List.of()).stream()
                                            .map(LineMark::text)
                                            .toList());
                    Hint.name(sign, text);
                });
        HBox box = new HBox(label, sign);
        if (!signs.isEmpty()) {
            Label change = new Label(paragraph < signs.size() ? signs.get(paragraph) : "");
            change.getStyleClass().add("line-change");
            box.getChildren().add(change);
        }
        box.getStyleClass().add("margin");
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private Optional<LineMark.Kind> gravest(int number) {
        return marks.getOrDefault(number, List.of()).stream()
                .map(LineMark::kind)
                .max(Enum::compareTo);
    }
}
