package dev.stagecraft.ui.control;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// An old and a new text beside each other: what changed is marked by colour and sign, both scroll
/// together, and a line lights the lines of the other side that it comes from or led to.
public final class SideBySideView extends SplitPane {
    /// Which side a line is on.
    public enum Side {
        /// The old text, on the left.
        OLD,
        /// The new text, on the right.
        NEW
    }

    private final CodeView left = new CodeView();
    private final CodeView right = new CodeView();
    private final Label leftTitle = new Label();
    private final Label rightTitle = new Label();
    private SideBySideRows rows = new SideBySideRows(List.of());
    private Map<Integer, Set<Integer>> toOld = Map.of();
    private Map<Integer, Set<Integer>> toNew = Map.of();
    private Set<Integer> litOld = Set.of();
    private Set<Integer> litNew = Set.of();
    private BiConsumer<Side, Integer> onLine = (side, line) -> {};
    private boolean following;
    private boolean filling;

    /// An empty view.
    public SideBySideView() {
        getStyleClass().add("side-by-side");
        getItems().addAll(pane(leftTitle, left), pane(rightTitle, right));
        left.setName(ControlText.get("sidebyside.old"));
        right.setName(ControlText.get("sidebyside.new"));
        follow(left, right);
        follow(right, left);
        left.setOnLine(line -> light(Side.OLD, line));
        right.setOnLine(line -> light(Side.NEW, line));
    }

    private static VBox pane(Label title, CodeView code) {
        title.getStyleClass().add("side-title");
        VBox.setVgrow(code, Priority.ALWAYS);
        return new VBox(title, code);
    }

    private void follow(CodeView of, CodeView other) {
        of.scrollY()
                .addListener((property, old, now) -> {
                    if (!following && now != null) {
                        following = true;
                        other.scrollY().setValue(now);
                        following = false;
                    }
                });
    }

    /// What stands above the two texts.
    public void setTitles(String old, String now) {
        leftTitle.setText(old);
        rightTitle.setText(now);
    }

    /// Colours both texts.
    public void setHighlighter(Highlighter highlighter) {
        left.setHighlighter(highlighter);
        right.setHighlighter(highlighter);
    }

    /// Shows two texts. Remarks and links are forgotten.
    public void setTexts(String old, String now) {
        List<String> oldLines = old.lines().toList();
        List<String> newLines = now.lines().toList();
        rows = SideBySideRows.of(oldLines, newLines);
        toOld = Map.of();
        toNew = Map.of();
        litOld = Set.of();
        litNew = Set.of();
        filling = true;
        fill(left, oldLines, true);
        fill(right, newLines, false);
        filling = false;
    }

    private void fill(CodeView view, List<String> lines, boolean onTheLeft) {
        List<String> shown = new ArrayList<>();
        List<String> signs = new ArrayList<>();
        int[] numbers = new int[rows.rows().size()];
        for (int i = 0; i < numbers.length; i++) {
            SideBySideRows.Row row = rows.rows().get(i);
            numbers[i] = onTheLeft ? row.left() : row.right();
            shown.add(numbers[i] == 0 ? "" : lines.get(numbers[i] - 1));
            boolean same = row.kind() == SideBySideRows.Kind.SAME || numbers[i] == 0;
            signs.add(same ? "" : onTheLeft ? "−" : "+");
        }
        view.setLines(shown, numbers, signs);
        for (int i = 0; i < numbers.length; i++) {
            view.setLook(i, look(i, onTheLeft));
        }
    }

    private List<String> look(int row, boolean onTheLeft) {
        SideBySideRows.Row r = rows.rows().get(row);
        int number = onTheLeft ? r.left() : r.right();
        String change =
                number == 0
                        ? "line-absent"
                        : switch (r.kind()) {
                            case SAME -> "line-same";
                            case CHANGED -> onTheLeft ? "line-removed" : "line-added";
                            case REMOVED -> "line-removed";
                            case ADDED -> "line-added";
                        };
        Set<Integer> lit = onTheLeft ? litOld : litNew;
        return number > 0 && lit.contains(row) ? List.of(change, "line-lit") : List.of(change);
    }

    /// Says which lines of the old text each line of the new one comes from. All numbers begin at
    /// 1.
    public void setLinks(Map<Integer, ? extends Collection<Integer>> oldLinesByNewLine) {
        Map<Integer, Set<Integer>> old = new TreeMap<>();
        Map<Integer, Set<Integer>> now = new TreeMap<>();
        oldLinesByNewLine.forEach((line, sources) -> {
            old.put(line, new TreeSet<>(sources));
            for (int source : sources) {
                now.computeIfAbsent(source, s -> new TreeSet<>()).add(line);
            }
        });
        toOld = old;
        toNew = now;
    }

    /// Puts remarks into the margin of a side.
    public void setMarks(Side side, Collection<LineMark> marks) {
        (side == Side.OLD ? left : right).setMarks(marks);
    }

    /// What to do when the caret goes to another line, whose side and number are given.
    public void setOnLine(BiConsumer<Side, Integer> action) {
        onLine = action;
    }

    /// Brings a line into view and lights what it is linked with.
    public void showLine(Side side, int line) {
        int row = rows.rowOf(line, side == Side.OLD);
        if (row >= 0) {
            (side == Side.OLD ? left : right).showLine(row + 1);
            light(side, line);
        }
    }

    private void light(Side side, int line) {
        // The caret goes through a text that is being filled in; nobody put it there.
        if (line <= 0 || filling) {
            return;
        }
        Set<Integer> touched = new TreeSet<>(litOld);
        touched.addAll(litNew);
        Set<Integer> here = new TreeSet<>(Set.of(rows.rowOf(line, side == Side.OLD)));
        Set<Integer> there = new TreeSet<>();
        int first = -1;
        for (int other : (side == Side.OLD ? toNew : toOld).getOrDefault(line, Set.of())) {
            int row = rows.rowOf(other, side != Side.OLD);
            there.add(row);
            first = first < 0 ? row : first;
        }
        litOld = side == Side.OLD ? here : there;
        litNew = side == Side.OLD ? there : here;
        touched.addAll(here);
        touched.addAll(there);
        touched.remove(-1);
        for (int row : touched) {
            left.setLook(row, look(row, true));
            right.setLook(row, look(row, false));
        }
        if (first >= 0) {
            (side == Side.OLD ? right : left).bringIntoView(first);
        }
        onLine.accept(side, line);
    }
}
