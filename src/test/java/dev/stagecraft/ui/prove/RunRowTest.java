package dev.stagecraft.ui.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.prove.ProofListener.Which;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunRowTest {
    private final RunRow row = new RunRow(Which.BEFORE);

    @Test
    void newLinesFollowThoseThatWereThere() {
        row.show(List.of("one", "two", "thr"));
        row.show(List.of("two", "three", "four"));
        row.show(List.of("ee", "four", "five"));
        assertThat(row.log()).containsExactly("one", "two", "three", "four", "five");
        row.show(List.of("ee", "four", "five"));
        row.show(List.of());
        assertThat(row.log()).hasSize(5);
    }

    @Test
    void aFloodOfWhichNothingIsKnownFollowsToo() {
        row.show(List.of("one", "two"));
        row.show(List.of("seven", "eight"));
        assertThat(row.log()).containsExactly("one", "two", "seven", "eight");
        for (int i = 0; i < 20; i++) {
            int from = i * 1_000;
            row.show(IntStream.range(from, from + 1_000).mapToObj(n -> "line " + n).toList());
        }
        assertThat(row.log()).hasSizeLessThanOrEqualTo(5_000).endsWith("line 19998", "line 19999");
    }
}
