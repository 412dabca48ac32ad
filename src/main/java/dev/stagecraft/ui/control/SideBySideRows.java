package dev.stagecraft.ui.control;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;

/// Two texts line by line beside each other.
///
/// @param rows from the top down
public record SideBySideRows(List<Row> rows) {
    public SideBySideRows {
        rows = List.copyOf(rows);
    }

    /// How the two sides of a row relate.
    public enum Kind {
        /// The same on both sides.
        SAME,
        /// Another line in the place of one.
        CHANGED,
        /// Only on the left.
        REMOVED,
        /// Only on the right.
        ADDED
    }

    /// One row.
    ///
    /// @param kind how the sides relate
    /// @param left the number of the left line, the first being 1; 0 for none
    /// @param right the number of the right line; 0 for none
    public record Row(Kind kind, int left, int right) {}

    /// Lines up two texts by their longest common lines (Myers).
    public static SideBySideRows of(List<String> left, List<String> right) {
        List<Row> rows = new ArrayList<>();
        int l = 0;
        int r = 0;
        for (AbstractDelta<String> delta : DiffUtils.diff(left, right).getDeltas()) {
            while (l < delta.getSource().getPosition()) {
                rows.add(new Row(Kind.SAME, ++l, ++r));
            }
            int olds = delta.getSource().size();
            int news = delta.getTarget().size();
            for (int i = 0; i < Math.max(olds, news); i++) {
                if (i < olds && i < news) {
                    rows.add(new Row(Kind.CHANGED, ++l, ++r));
                } else if (i < olds) {
                    rows.add(new Row(Kind.REMOVED, ++l, 0));
                } else {
                    rows.add(new Row(Kind.ADDED, 0, ++r));
                }
            }
        }
        while (l < left.size()) {
            rows.add(new Row(Kind.SAME, ++l, ++r));
        }
        return new SideBySideRows(rows);
    }

    /// The row of a line.
    ///
    /// @return its place, the first being 0; -1 where there is none
    int rowOf(int line, boolean onTheLeft) {
        for (int i = 0; i < rows.size(); i++) {
            if (line > 0 && line == (onTheLeft ? rows.get(i).left() : rows.get(i).right())) {
                return i;
            }
        }
        return -1;
    }
}
