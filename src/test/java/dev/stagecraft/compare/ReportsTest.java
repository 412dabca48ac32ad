package dev.stagecraft.compare;

import static dev.stagecraft.compare.Images.tree;
import static dev.stagecraft.image.Listings.layer;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportsTest {
    private static final String EVIL = "<script>alert(1)</script>|`x`|**b**\n# head\u202e";

    private static Comparison sizes(long before, long after) {
        return Comparison.of(
                Side.of(Images.image("shop:before", before)),
                Side.of(Images.image("shop:after", after)));
    }

    private static Comparison evil() {
        return Comparison.of(
                new Side(
                        EVIL,
                        Images.image("a:1", Images.config(List.of("KEY=" + EVIL), "")),
                        Optional.empty(),
                        FileContents.NONE),
                Side.of(Images.image("b:1", Images.config(List.of(), ""))));
    }

    @Test
    void theFactorAndTheDifferenceComeFirst() {
        String markdown = MarkdownReport.of(sizes(999_000_000, 1_430_000));

        assertThat(markdown.lines().limit(3).toList())
                .containsExactly(
                        "# shop:before compared with shop:after",
                        "",
                        "**699 × smaller, 998 MB less**");
        assertThat(HtmlReport.of(sizes(999_000_000, 1_430_000)))
                .contains("<p class=\"headline\">699 × smaller, 998 MB less</p>");
    }

    @Test
    void barsHaveOneScaleAndASliverIsStillSeen() {
        String markdown = MarkdownReport.of(sizes(100_000_000, 25_000_000));
        assertThat(markdown)
                .contains("  " + "█".repeat(40) + "\n")
                .contains("  " + "█".repeat(10) + "\n");

        // 1.43 of 999 MB is less than half an eighth of one of 40 blocks.
        assertThat(MarkdownReport.of(sizes(999_000_000, 1_430_000))).contains("  ▏\n");
        assertThat(HtmlReport.of(sizes(100_000_000, 25_000_000)))
                .contains("width:100.000%")
                .contains("width:25.000%");
    }

    @Test
    void noTextOfAnImageBecomesMarkupInHtml() {
        String html = HtmlReport.of(evil());

        assertThat(html)
                .doesNotContain("<script")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("\u202e");
        // Self-contained: nothing is fetched.
        assertThat(html).doesNotContain("http:").doesNotContain("https:").doesNotContain("url(");
    }

    @Test
    void noTextOfAnImageBreaksATableOrBecomesMarkupInMarkdown() {
        String markdown = MarkdownReport.of(evil());

        assertThat(markdown.lines()).noneMatch(line -> line.startsWith("# head"));
        assertThat(markdown)
                .contains("\\<script\\>alert(1)\\</script\\>\\|\\`x\\`\\|\\*\\*b\\*\\*");
        String row = markdown.lines().filter(l -> l.contains("`KEY`")).findFirst().orElseThrow();
        assertThat(row.replace("\\|", "").chars().filter(c -> c == '|').count()).isEqualTo(5);
        assertThat(MarkdownReport.code("a``b")).isEqualTo("``` a``b ```");
    }

    @Test
    void whatIsSameIsLeftOutAndEveryChangeHasASign() {
        Comparison comparison =
                Comparison.of(
                        Side.of(
                                Images.image(
                                        "a:1", Images.config(List.of("A=1", "B=1", "C=1"), ""))),
                        Side.of(
                                Images.image(
                                        "b:1",
                                        Images.config(List.of("A=1", "B=2", "D=1"), "app"))));

        String markdown = MarkdownReport.of(comparison);

        assertThat(markdown)
                .contains("| ~ | `B` | `1` | `2` |")
                .contains("| − | `C` | `1` |  |")
                .contains("| + | `D` |  | `1` |")
                .contains("| runs as | root | app |")
                .doesNotContain("`A`");
    }

    @Test
    void asManyFilesAreListedAsAreCountedAlsoWhereOneBecomesADirectory() {
        String markdown =
                MarkdownReport.of(
                        Comparison.of(
                                Side.of(
                                        Images.image("a:1", 10),
                                        tree(layer().symlink("bin", "usr/bin").file("x", 10))),
                                Side.of(
                                        Images.image("b:1", 900),
                                        tree(
                                                layer().dir("bin")
                                                        .file("bin/sh", 900)
                                                        .file("x", 4)))));

        assertThat(markdown)
                .contains("## files changed (2)")
                .contains("| ~ | `10 B` | `4 B` | `/x` |")
                .contains("| ~ | `0 B` | `directory` | `/bin` |")
                .doesNotContain("… and");
    }
}
