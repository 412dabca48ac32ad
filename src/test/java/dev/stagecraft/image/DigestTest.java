package dev.stagecraft.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {
    /// `printf '' | sha256sum`
    private static final String EMPTY =
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @Test
    void bothRegisteredAlgorithmsAreRead() {
        assertThat(Digest.parse("sha256:" + EMPTY)).hasToString("sha256:" + EMPTY);
        assertThat(Digest.parse("sha256:" + EMPTY).shortHex()).isEqualTo("e3b0c44298fc");
        assertThat(Digest.parse("sha512:" + EMPTY + EMPTY).algorithm()).isEqualTo("sha512");
        assertThat(Digest.isValid("sha512:" + EMPTY + EMPTY)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha256",
                "sha256:",
                "sha256:e3b0",
                "sha256:E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
                "sha512:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "md5:d41d8cd98f00b204e9800998ecf8427e",
                "sha256:../../../../../../../../../../../../../../../../../../../etc/passwd00",
                "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n",
            })
    void nothingElseBecomesAPath(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Digest.parse(text));
        assertThat(Digest.isValid(text)).isFalse();
    }

    @Test
    void armVariantsThatMeanOnePlatformMatch() {
        assertThat(Platform.parse("linux/arm64").matches(Platform.parse("linux/arm64/v8")))
                .isTrue();
        assertThat(Platform.parse("linux/arm/v6").matches(Platform.parse("linux/arm/v7")))
                .isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> Platform.parse("linux"));
        assertThatIllegalArgumentException().isThrownBy(() -> Platform.parse("linux//v8"));
    }
}
