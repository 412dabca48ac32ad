package dev.stagecraft.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/// Bytes of any kind. Run for longer with `JAZZER_FUZZ=1` and `-Dfuzz=true`.
class DockerfileFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void anyBytesComeBack(byte[] bytes) {
        Dockerfile file = Dockerfile.parse(bytes);
        assertThat(file.toBytes()).isEqualTo(bytes);
        assertThat(Checks.ofFileAlone().check(file).findings()).isNotNull();
    }

    @FuzzTest(maxDuration = "30s")
    void anyIgnoreFileIsRead(byte[] bytes) {
        DockerIgnore ignore = DockerIgnore.parse(bytes);
        String path = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(ignore.canPrune(path) && !ignore.ignores(path)).isFalse();
    }
}
