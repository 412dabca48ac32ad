package dev.stagecraft.compare;

import dev.stagecraft.image.DisplayText;
import java.util.List;
import java.util.Locale;

/// A comparison as one HTML file that needs nothing else: no script, no font, no address outside.
/// What comes from the images is escaped.
public final class HtmlReport {
    private static final String STYLE =
            """
            :root{color-scheme:light dark;--b:#8250df;--a:#1a7f5a;--l:#d0d7de;--m:#59636e}
            @media (prefers-color-scheme:dark){:root{--b:#a78bfa;--a:#4ac29a;--l:#3d444d;--m:#9198a1}}
            body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}
            h1{font-size:1.1rem;font-weight:600;color:var(--m);overflow-wrap:anywhere}
            .headline{font-size:clamp(2rem,7vw,4.5rem);font-weight:800;line-height:1.1;margin:.3em 0}
            .bar{display:grid;grid-template-columns:5rem minmax(6rem,14rem) 1fr 6rem;gap:1rem;
            align-items:center;margin:.6rem 0;font-size:1.15rem}
            .bar b{overflow-wrap:anywhere}.bar span:first-child{color:var(--m)}
            .bar span:last-child{text-align:right;font-weight:700;white-space:nowrap}
            .bar i{display:block;height:2.4rem;min-width:2px;border-radius:4px;background:var(--b)}
            .bar.after i{background:var(--a)}
            table{border-collapse:collapse;width:100%;margin:.5rem 0 2rem}
            th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;
            border-bottom:1px solid var(--l);overflow-wrap:anywhere}
            th{color:var(--m);font-weight:600}td.sign{width:1.5rem;font-weight:700}
            td code{font:.9em ui-monospace,monospace}p.more{color:var(--m)}
            details>summary{font-size:1.3rem;font-weight:600;cursor:pointer;margin:1rem 0 .5rem}
            """;

    private HtmlReport() {}

    /// The whole document.
    public static String of(Comparison comparison) {
        Report report = Report.of(comparison);
        StringBuilder out = new StringBuilder();
        String title = text(report.title());
        out.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
                .append(title)
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style></head>\n<body>\n<h1>")
                .append(title)
                .append("</h1>\n<p class=\"headline\">")
                .append(text(report.headline()))
                .append("</p>\n");
        for (int i = 0; i < report.bars().size(); i++) {
            Report.Bar bar = report.bars().get(i);
            out.append("<div class=\"bar ").append(i == 0 ? "before" : "after").append("\"><span>");
            out.append(text(bar.word())).append("</span><b>").append(text(bar.name()));
            out.append("</b><div><i style=\"width:")
                    .append(String.format(Locale.ROOT, "%.3f", bar.share() * 100))
                    .append("%\"></i></div><span>")
                    .append(text(bar.size()))
                    .append("</span></div>\n");
        }
        out.append("<table>\n");
        row(out, "th", List.of("", Report.word("before"), Report.word("after")));
        report.facts().forEach(fact -> row(out, "td", fact));
        out.append("</table>\n");
        report.tables().forEach(table -> table(out, table));
        return out.append("</body></html>\n").toString();
    }

    private static void table(StringBuilder out, Report.Table table) {
        out.append("<details open><summary>").append(text(table.title())).append("</summary>\n");
        out.append("<table>\n<tr><th></th>");
        table.columns().forEach(head -> cell(out, "th", text(head)));
        out.append("</tr>\n");
        for (Report.Row row : table.rows()) {
            out.append("<tr><td class=\"sign\">").append(Report.sign(row.change())).append("</td>");
            row.cells()
                    .forEach(value ->
                            cell(
                                    out,
                                    "td",
                                    value.isEmpty() ? "" : "<code>" + text(value) + "</code>"));
            out.append("</tr>\n");
        }
        out.append("</table>\n");
        Report.more(table)
                .ifPresent(more ->
                        out.append("<p class=\"more\">").append(text(more)).append("</p>\n"));
        out.append("</details>\n");
    }

    private static void row(StringBuilder out, String tag, List<String> cells) {
        out.append("<tr>");
        cells.forEach(value -> cell(out, tag, text(value)));
        out.append("</tr>\n");
    }

    private static void cell(StringBuilder out, String tag, String html) {
        out.append('<').append(tag).append('>').append(html).append("</").append(tag).append('>');
    }

    private static String text(String value) {
        StringBuilder out = new StringBuilder();
        DisplayText.escape(value)
                .chars()
                .forEach(c -> {
                    switch (c) {
                        case '&' -> out.append("&amp;");
                        case '<' -> out.append("&lt;");
                        case '>' -> out.append("&gt;");
                        case '"' -> out.append("&quot;");
                        case '\'' -> out.append("&#39;");
                        default -> out.append((char) c);
                    }
                });
        return out.toString();
    }
}
