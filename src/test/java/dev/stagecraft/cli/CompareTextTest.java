package dev.stagecraft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.compare.Comparison;
import dev.stagecraft.compare.FileContents;
import dev.stagecraft.compare.Side;
import dev.stagecraft.image.DiffId;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.ImageConfig;
import dev.stagecraft.image.Layer;
import dev.stagecraft.image.Platform;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CompareTextTest {
    private static Side side(String name, long size) {
        String hex = "%064x".formatted(size);
        Layer layer =
                new Layer(
                        0,
                        DiffId.parse("sha256:" + hex),
                        Optional.empty(),
                        OptionalLong.of(size),
                        OptionalLong.empty(),
                        Optional.empty());
        return new Side(
                name,
                new Image(
                        Digest.parse("sha256:" + hex),
                        List.of(),
                        List.of(),
                        Platform.parse("linux/amd64"),
                        Optional.empty(),
                        "",
                        ImageConfig.EMPTY,
                        List.of(layer),
                        List.of(),
                        OptionalLong.of(size),
                        Optional.empty()),
                Optional.empty(),
                FileContents.NONE);
    }

    private static String print(Side before, Side after) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        new CompareText(new Terminal(writer, writer, false, true, 80))
                .print(Comparison.of(before, after));
        return out.toString();
    }

    @Test
    void barsAreOnOneScaleAndTheFactorStandsBelow() {
        assertThat(print(side("ubuntu", 1_000), side("scratch", 250)).lines())
                .containsSubsequence(
                        "ubuntu    1.00 kB  " + "█".repeat(50),
                        "scratch     250 B  " + "█".repeat(12) + "▌",
                        "4.00 × smaller, 750 B less",
                        "Layers: 0 shared (0 B), 1 only before (1.00 kB), 1 only after (250 B)");
    }

    @Test
    void namesFromOutsideCannotMoveTheCursor() {
        assertThat(print(side("a\u001b[2Jb", 1), side("c", 1)))
                .contains("a\\u001b[2Jb")
                .doesNotContain("\u001b");
    }
}
