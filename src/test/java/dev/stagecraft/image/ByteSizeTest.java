package dev.stagecraft.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Worked out by hand; unlike Docker, trailing zeros stay, so that columns of sizes line up.
class ByteSizeTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1, 1 B",
        "999, 999 B",
        "1000, 1.00 kB",
        "1024, 1.02 kB",
        "9996, 10.0 kB",
        "99949, 99.9 kB",
        "99950, 100 kB",
        "999499, 999 kB",
        "999500, 1.00 MB",
        "1432118, 1.43 MB",
        "998000000, 998 MB",
        "2750000000, 2.75 GB",
        "9223372036854775807, 9.22 EB",
        "-1432118, -1.43 MB",
        "-9223372036854775808, -9.22 EB",
    })
    void threeDigitsAndADecimalUnit(long bytes, String text) {
        assertThat(ByteSize.format(bytes)).isEqualTo(text);
    }

    @Test
    void everyByteIsGrouped() {
        assertThat(ByteSize.exact(1_432_118)).isEqualTo("1\u00a0432\u00a0118\u00a0bytes");
        assertThat(ByteSize.exact(1)).isEqualTo("1\u00a0byte");
    }
}
