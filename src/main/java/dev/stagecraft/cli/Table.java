package dev.stagecraft.cli;

import java.util.ArrayList;
import java.util.List;

/// Rows whose columns stand below each other.
final class Table {
    private final Terminal terminal;
    private final List<String[]> rows = new ArrayList<>();
    private boolean header;

    Table(Terminal terminal) {
        this.terminal = terminal;
    }

    void header(String... cells) {
        header = true;
        rows.add(cells);
    }

    /// A row; a cell that begins with a tab is set to the right.
    void row(String... cells) {
        rows.add(cells);
    }

    void print() {
        int columns = rows.stream().mapToInt(r -> r.length).max().orElse(0);
        int[] widths = new int[columns];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], Columns.width(words(row[i])));
            }
        }
        for (int r = 0; r < rows.size(); r++) {
            StringBuilder line = new StringBuilder();
            String[] row = rows.get(r);
            for (int i = 0; i < row.length; i++) {
                boolean right = right(row[i]);
                String cell = words(row[i]);
                String space = " ".repeat(Math.max(0, widths[i] - Columns.width(cell)));
                line.append(right ? space + cell : cell + space).append("  ");
            }
            String text = line.toString().stripTrailing();
            terminal.out()
                    .println(header && r == 0 ? terminal.styled(Terminal.Style.BOLD, text) : text);
        }
    }

    private static boolean right(String cell) {
        return cell.startsWith("\t");
    }

    private static String words(String cell) {
        return right(cell) ? cell.substring(1) : cell;
    }
}
