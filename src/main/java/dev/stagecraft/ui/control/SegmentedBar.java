package dev.stagecraft.ui.control;

import dev.stagecraft.image.ByteSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// One bar for a whole image: a piece for each layer, coloured by stage, and after a gap the steps
/// that were left behind, hatched. Hovering and selection are properties that a tree beside it
/// shares.
///
/// @param <K> what pieces and stages are known by
public final class SegmentedBar<K> extends Region {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final PseudoClass LIT = PseudoClass.getPseudoClass("lit");
    private static final PseudoClass DISCARDED = PseudoClass.getPseudoClass("discarded");
    private static final PseudoClass DIM = PseudoClass.getPseudoClass("dim");
    private static final double GAP = 10;
    private static final double HAIRLINE_FROM = 3;

    private final ObjectProperty<List<Segment<K>>> segments =
            new SimpleObjectProperty<>(this, "segments", List.of());
    private final ObjectProperty<@Nullable K> hovered = new SimpleObjectProperty<>(this, "hovered");
    private final ObjectProperty<@Nullable K> selected =
            new SimpleObjectProperty<>(this, "selected");
    private final List<Piece> pieces = new ArrayList<>();
    private final List<StageLabel> labels = new ArrayList<>();
    private Consumer<K> onOpen = key -> {};
    private int firstLeftBehind = -1;

    /// An empty bar.
    public SegmentedBar() {
        getStyleClass().add("segmented-bar");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        segments.addListener((property, old, now) -> rebuild(now));
        hovered.addListener((property, old, now) -> light());
        selected.addListener((property, old, now) -> {
            light();
            describe();
        });
        addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
        setOnMousePressed(e -> requestFocus());
        describe();
    }

    /// The pieces in the order they are drawn; those that are not shipped come after all that are,
    /// whatever order they are given in.
    public ObjectProperty<List<Segment<K>>> segmentsProperty() {
        return segments;
    }

    /// Shows other pieces.
    public void setSegments(List<Segment<K>> now) {
        segments.set(List.copyOf(now));
    }

    /// What the pointer is over, here or in the tree beside: a piece's key, or a stage's, which
    /// lights all its pieces; absent for none.
    public ObjectProperty<@Nullable K> hoveredProperty() {
        return hovered;
    }

    /// What is selected: a piece's key, or a stage's; absent for none.
    public ObjectProperty<@Nullable K> selectedProperty() {
        return selected;
    }

    /// What a double click or Enter on a piece does.
    public void setOnOpen(Consumer<K> action) {
        onOpen = action;
    }

    private void rebuild(List<Segment<K>> now) {
        pieces.clear();
        labels.clear();
        now.stream().filter(Segment::shipped).map(Piece::new).forEach(pieces::add);
        int shipped = pieces.size();
        now.stream().filter(s -> !s.shipped()).map(Piece::new).forEach(pieces::add);
        firstLeftBehind = shipped > 0 && shipped < pieces.size() ? shipped : -1;
        int from = 0;
        for (int i = 1; i <= pieces.size(); i++) {
            if (i == pieces.size() || !sameRun(pieces.get(i).segment, pieces.get(from).segment)) {
                labels.add(new StageLabel(pieces.get(from).segment, from, i));
                from = i;
            }
        }
        getChildren().clear();
        getChildren().addAll(pieces);
        getChildren().addAll(labels);
        light();
        describe();
        requestLayout();
    }

    private static <K> boolean sameRun(Segment<K> a, Segment<K> b) {
        return a.owner().equals(b.owner()) && a.shipped() == b.shipped();
    }

    private void light() {
        K over = hovered.get();
        K chosen = selected.get();
        boolean any = over != null && pieces.stream().anyMatch(p -> p.isPartOf(over));
        for (Piece piece : pieces) {
            boolean lit = over != null && piece.isPartOf(over);
            piece.pseudoClassStateChanged(LIT, lit);
            piece.pseudoClassStateChanged(DIM, any && !lit);
            piece.pseudoClassStateChanged(SELECTED, chosen != null && piece.isPartOf(chosen));
        }
    }

    private void describe() {
        long shipped = 0;
        long left = 0;
        for (Segment<K> s : segments.get()) {
            if (s.shipped()) {
                shipped += s.bytes();
            } else {
                left += s.bytes();
            }
        }
        String whole =
                left == 0
                        ? ControlText.get("segmentedbar.whole", ByteSize.format(shipped))
                        : ControlText.get(
                                "segmentedbar.whole.left",
                                ByteSize.format(shipped),
                                ByteSize.format(left));
        setAccessibleText(
                selectedPiece()
                        .map(p -> whole + " " + ControlText.get("segmentedbar.selected", p.text()))
                        .orElse(whole));
    }

    private Optional<Piece> selectedPiece() {
        K chosen = selected.get();
        return pieces.stream().filter(p -> p.segment.key().equals(chosen)).findFirst();
    }

    private void keyPressed(KeyEvent e) {
        List<Piece> seen = pieces.stream().filter(p -> p.segment.bytes() > 0).toList();
        if (seen.isEmpty() || e.isShortcutDown() || e.isAltDown()) {
            return;
        }
        int at = selectedPiece().map(seen::indexOf).orElse(-1);
        int next =
                switch (e.getCode()) {
                    case LEFT, KP_LEFT -> at < 0 ? seen.size() - 1 : Math.max(0, at - 1);
                    case RIGHT, KP_RIGHT -> Math.min(seen.size() - 1, at + 1);
                    case HOME -> 0;
                    case END -> seen.size() - 1;
                    case ENTER, SPACE -> {
                        if (at >= 0) {
                            onOpen.accept(seen.get(at).segment.key());
                            e.consume();
                        }
                        yield -1;
                    }
                    default -> -1;
                };
        if (next >= 0) {
            selected.set(seen.get(next).segment.key());
            e.consume();
        }
    }

    @Override
    protected void layoutChildren() {
        double left = snappedLeftInset();
        double top = snappedTopInset();
        double width = Math.max(0, getWidth() - left - snappedRightInset());
        double height = Math.max(0, getHeight() - top - snappedBottomInset());
        double pixels = getScene() == null ? 1 : getScene().getWindow().getOutputScaleX();
        long[] bytes = pieces.stream().mapToLong(p -> p.segment.bytes()).toArray();
        SegmentLayout at = SegmentLayout.of(bytes, width, firstLeftBehind, GAP, pixels);
        for (int i = 0; i < pieces.size(); i++) {
            double w = at.width(i);
            // A line of background between layers, where that takes at most a third of one.
            double drawn = w >= HAIRLINE_FROM ? w - 1 : w;
            Piece piece = pieces.get(i);
            piece.setVisible(w > 0);
            piece.resizeRelocate(left + at.x(i), top, drawn, height);
        }
        for (StageLabel label : labels) {
            int widest = label.from;
            for (int i = label.from; i < label.to; i++) {
                widest = at.width(i) > at.width(widest) ? i : widest;
            }
            int last = label.to - 1;
            double from = at.x(label.from);
            label.fit(
                    left + at.x(widest),
                    at.width(widest) - 1,
                    left + from,
                    at.x(last) + at.width(last) - from,
                    top,
                    height);
        }
    }

    @Override
    protected double computePrefWidth(double height) {
        return snappedLeftInset() + 400 + snappedRightInset();
    }

    @Override
    protected double computePrefHeight(double width) {
        return snappedTopInset() + 30 + snappedBottomInset();
    }

    @Override
    protected double computeMinWidth(double height) {
        return snappedLeftInset() + 60 + snappedRightInset();
    }

    @Override
    protected double computeMinHeight(double width) {
        return snappedTopInset() + 14 + snappedBottomInset();
    }

    /// One drawn piece; its dead end lies over it.
    private final class Piece extends Region {
        private final Segment<K> segment;
        private final @Nullable Region dead;

        Piece(Segment<K> segment) {
            this.segment = segment;
            getStyleClass().add("piece");
            StagePalette.apply(this, segment.stage());
            pseudoClassStateChanged(DISCARDED, !segment.shipped());
            setManaged(false);
            setAccessibleText(text());
            Hint.showName(this).soon();
            if (segment.deadBytes() > 0) {
                dead = new Region();
                dead.getStyleClass().add("dead");
                dead.setMouseTransparent(true);
                getChildren().add(dead);
            } else {
                dead = null;
            }
            setOnMouseEntered(e -> {
                hovered.set(segment.key());
            });
            setOnMouseExited(e -> {
                if (Objects.equals(hovered.get(), segment.key())) {
                    hovered.set(null);
                }
            });
            setOnMouseClicked(e -> {
                selected.set(segment.key());
                if (e.getClickCount() == 2) {
                    onOpen.accept(segment.key());
                }
            });
        }

        boolean isPartOf(K key) {
            return key.equals(segment.key()) || key.equals(segment.owner());
        }

        /// Everything the piece says, on lines of its own: instruction, size and share, stage, and
        /// what is dead or left behind.
        String text() {
            long all = segments.get().stream().mapToLong(Segment::bytes).sum();
            StringBuilder out = new StringBuilder(segment.title());
            out.append('\n')
                    .append(
                            ControlText.get(
                                    "segmentedbar.size",
                                    ByteSize.format(segment.bytes()),
                                    all == 0 ? 0 : (double) segment.bytes() / all));
            out.append('\n')
                    .append(
                            ControlText.get(
                                    segment.shipped()
                                            ? "segmentedbar.stage"
                                            : "segmentedbar.stage.left",
                                    segment.stageName()));
            if (segment.deadBytes() > 0) {
                out.append('\n')
                        .append(
                                ControlText.get(
                                        "segmentedbar.dead", ByteSize.format(segment.deadBytes())));
            }
            return out.toString();
        }

        @Override
        protected void layoutChildren() {
            if (dead != null) {
                double w = getWidth() * segment.deadBytes() / segment.bytes();
                double drawn = Math.min(getWidth(), Math.max(1, snapSizeX(w)));
                dead.resizeRelocate(getWidth() - drawn, 0, drawn, getHeight());
            }
        }
    }

    /// The name of a stage over its run of pieces: in full, else its letter, else nothing.
    private static final class StageLabel extends Label {
        private final int from;
        private final int to;
        private final String full;
        private final String letter;

        StageLabel(Segment<?> first, int from, int to) {
            this.from = from;
            this.to = to;
            full = first.stageName();
            letter = StagePalette.letter(first.stage());
            getStyleClass().add("stage-name");
            StagePalette.apply(this, first.stage());
            pseudoClassStateChanged(DISCARDED, !first.shipped());
            setManaged(false);
            setMouseTransparent(true);
            setMinWidth(0);
        }

        /// Shows the name in the widest piece where it fits, else over the whole run; the letter
        /// the same way; else nothing.
        void fit(double x, double width, double runX, double runWidth, double y, double height) {
            for (String text : List.of(full, letter)) {
                setText(text);
                double wanted = snapSizeX(prefWidth(-1));
                double place = wanted <= width ? x : wanted <= runWidth ? runX : Double.NaN;
                if (!Double.isNaN(place)) {
                    double h = Math.min(height, prefHeight(-1));
                    setVisible(true);
                    resizeRelocate(place, y + Math.round((height - h) / 2), wanted, h);
                    return;
                }
            }
            setVisible(false);
        }
    }
}
