package dev.stagecraft.compare;

import dev.stagecraft.image.DisplayText;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A comparison as Markdown with GitHub's tables, for an issue or a merge request. What comes from
/// the images is escaped: it can neither break a table nor be read as markup.
public final class MarkdownReport {
    private static final int WIDTH = 40;

    private MarkdownReport() {}

    /// The whole document, ending with a line end.
    public static String of(Comparison comparison) {
        Report report = Report.of(comparison);
        StringBuilder out = new StringBuilder();
        out.append("# ").append(plain(report.title())).append("\n\n");
        out.append("**").append(report.headline()).append("**\n\n");
        out.append("```text\n");
        int names =
                report.bars().stream()
                        .mapToInt(b -> DisplayText.escape(b.name(), 60).length())
                        .max()
                        .orElse(0);
        for (Report.Bar bar : report.bars()) {
            // The fence cannot be closed from within: a name never begins a line.
            out.append(pad(bar.word(), 8))
                    .append(pad(DisplayText.escape(bar.name(), 60), names + 2))
                    .append(" ".repeat(Math.max(0, 9 - bar.size().length())))
                    .append(bar.size())
                    .append("  ")
                    .append(blocks(bar.share()))
                    .append('\n');
        }
        out.append("```\n\n");
        table(out, List.of("", Report.word("before"), Report.word("after")));
        for (List<String> fact : report.facts()) {
            row(out, List.of(plain(fact.getFirst()), plain(fact.get(1)), plain(fact.getLast())));
        }
        for (Report.Table table : report.tables()) {
            out.append("\n## ").append(plain(table.title())).append("\n\n");
            table(out, join("", table.columns()));
            for (Report.Row one : table.rows()) {
                row(
                        out,
                        join(
                                Report.sign(one.change()),
                                one.cells().stream().map(MarkdownReport::code).toList()));
            }
            Report.more(table).ifPresent(more -> out.append('\n').append(more).append('\n'));
        }
        return out.toString();
    }

    private static List<String> join(String first, List<String> rest) {
        return Stream.concat(Stream.of(first), rest.stream()).toList();
    }

    private static void table(StringBuilder out, List<String> heads) {
        row(out, heads);
        out.append("|---".repeat(heads.size())).append("|\n");
    }

    private static void row(StringBuilder out, List<String> cells) {
        out.append(cells.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    private static String blocks(double share) {
        int eighths = share <= 0 ? 0 : Math.max(1, (int) Math.round(share * WIDTH * 8));
        return "█".repeat(eighths / 8)
                + (eighths % 8 == 0 ? "" : String.valueOf((char) ('█' + 8 - eighths % 8)));
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    /// Text that is not markup: every ASCII punctuation mark may be escaped (CommonMark 2.4).
    static String plain(String text) {
        StringBuilder out = new StringBuilder();
        DisplayText.escape(text)
                .chars()
                .forEach(c -> {
                    if ("\\`*_{}[]<>#|~!&@".indexOf(c) >= 0) {
                        out.append('\\');
                    }
                    out.append((char) c);
                });
        return out.toString();
    }

    /// A code span (CommonMark 6.1): its fence is longer than any row of backticks within. In a
    /// table, a bar has to be escaped even there (GFM 4.10).
    static String code(String text) {
        if (text.isEmpty()) {
            return "";
        }
        String escaped = DisplayText.escape(text, 400).replace("|", "\\|");
        int longest = 0;
        int run = 0;
        for (int i = 0; i < escaped.length(); i++) {
            run = escaped.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        String fence = "`".repeat(longest + 1);
        String space = longest > 0 || escaped.startsWith(" ") || escaped.endsWith(" ") ? " " : "";
        return fence + space + escaped + space + fence;
    }
}
