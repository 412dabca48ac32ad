package dev.stagecraft.ui.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SegmentLayoutTest {
    @Test
    void piecesShareTheRoomByTheirLength() {
        SegmentLayout at = SegmentLayout.of(new long[] {100, 300}, 400, -1, 10, 1);
        assertThat(at.x(0)).isEqualTo(0);
        assertThat(at.width(0)).isEqualTo(100);
        assertThat(at.x(1)).isEqualTo(100);
        assertThat(at.width(1)).isEqualTo(300);
    }

    @Test
    void aSliverIsOnePixelWideAndTheBarDoesNotGrow() {
        SegmentLayout at = SegmentLayout.of(new long[] {1, 1_000_000_000, 1}, 200, -1, 10, 1);
        assertThat(at.width(0)).isEqualTo(1);
        assertThat(at.width(1)).isEqualTo(198);
        assertThat(at.width(2)).isEqualTo(1);
        assertThat(at.x(2) + at.width(2)).isEqualTo(200);
    }

    @Test
    void whatIsLeftBehindLiesAfterTheGap() {
        SegmentLayout at = SegmentLayout.of(new long[] {50, 50}, 110, 1, 10, 1);
        assertThat(at.width(0)).isEqualTo(50);
        assertThat(at.x(1)).isEqualTo(60);
        assertThat(at.width(1)).isEqualTo(50);
    }

    @Test
    void aPieceWithoutBytesHasNoWidth() {
        SegmentLayout at = SegmentLayout.of(new long[] {0, 10, 0}, 100, -1, 10, 1);
        assertThat(at.width(0)).isZero();
        assertThat(at.width(1)).isEqualTo(100);
        assertThat(at.width(2)).isZero();
        assertThat(at.at(0)).isEqualTo(1);
        assertThat(at.at(100)).isEqualTo(-1);
    }

    @Test
    void edgesLieOnDevicePixelsOfADenseScreen() {
        SegmentLayout at = SegmentLayout.of(new long[] {1, 2}, 100, -1, 10, 2);
        assertThat(at.width(0)).isEqualTo(33.5);
        assertThat(at.x(1)).isEqualTo(33.5);
    }

    @Property
    void nothingWithBytesIsLostAndNothingLeavesTheBar(
            @ForAll @Size(min = 1, max = 60)
                    List<@LongRange(min = 0, max = 4_000_000_000L) Long> sizes,
            @ForAll @DoubleRange(min = 80, max = 3000) double room) {
        long[] bytes = sizes.stream().mapToLong(Long::longValue).toArray();
        SegmentLayout at = SegmentLayout.of(bytes, room, bytes.length / 2, 10, 1);
        double end = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                assertThat(at.width(i)).isZero();
                continue;
            }
            assertThat(at.width(i)).isGreaterThan(0);
            assertThat(at.x(i)).isGreaterThanOrEqualTo(end - 1e-6);
            end = at.x(i) + at.width(i);
        }
        assertThat(end).isLessThanOrEqualTo(room + 1.0);
        if (end > 0 && bytes[bytes.length - 1] > 0) {
            assertThat(end).isCloseTo(room, within(1.01));
        }
    }
}
