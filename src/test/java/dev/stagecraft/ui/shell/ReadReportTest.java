package dev.stagecraft.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.ui.support.Texts;
import dev.stagecraft.ui.support.Unwatched;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReadReportTest {
    private static final long MEGABYTE = 1_000_000;

    private final List<String> said = new ArrayList<>();
    private long seconds = 1_000;

    private final ReadReport report =
            new ReadReport(
                    new Unwatched() {
                        @Override
                        public void message(String text) {
                            said.add(text);
                        }
                    },
                    200 * MEGABYTE,
                    Texts.of(ReadReport.class),
                    () -> TimeUnit.SECONDS.toNanos(seconds));

    private String after(long more, long bytes) {
        seconds += more;
        report.read(bytes, 0);
        return said.getLast();
    }

    @Test
    void theTimeThatIsLeftCountsFromTheFirstByteOn() {
        assertThat(after(30, 8_000)).as("the engine has packed").isEqualTo("8.00 kB of 200 MB");
        assertThat(after(1, MEGABYTE)).isEqualTo("1.00 MB of 200 MB");
        assertThat(after(1, 20 * MEGABYTE)).isEqualTo("20.0 MB of 200 MB · 18 s left");
        assertThat(after(38, 40 * MEGABYTE)).isEqualTo("40.0 MB of 200 MB · 3 min left");
        assertThat(after(1, 210 * MEGABYTE)).isEqualTo("200 MB of 200 MB · 0 s left");
    }
}
