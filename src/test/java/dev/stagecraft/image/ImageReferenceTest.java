package dev.stagecraft.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The expectations follow the grammar of the distribution project's `reference` package.
class ImageReferenceTest {
    private static final String HASH =
            "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";

    @ParameterizedTest
    @CsvSource({
        "nginx, docker.io, library/nginx, latest, nginx:latest",
        "nginx:1.27, docker.io, library/nginx, 1.27, nginx:1.27",
        "org/tool, docker.io, org/tool, latest, org/tool:latest",
        "docker.io/nginx, docker.io, library/nginx, latest, nginx:latest",
        "index.docker.io/library/nginx, docker.io, library/nginx, latest, nginx:latest",
        "localhost/x:1, localhost, x, 1, localhost/x:1",
        "localhost:5000/x/y__z:1, localhost:5000, x/y__z, 1, localhost:5000/x/y__z:1",
        "gcr.io/distroless/static-debian13:nonroot, gcr.io, distroless/static-debian13, nonroot,"
                + " gcr.io/distroless/static-debian13:nonroot",
        "[2001:db8::1]:5000/repo, [2001:db8::1]:5000, repo, latest,"
                + " [2001:db8::1]:5000/repo:latest",
        "xn--n3h.com/myimage:xn--n3h.com, xn--n3h.com, myimage, xn--n3h.com,"
                + " xn--n3h.com/myimage:xn--n3h.com",
        "sub-dom1.foo.com/quux/a--b.c, sub-dom1.foo.com, quux/a--b.c, latest,"
                + " sub-dom1.foo.com/quux/a--b.c:latest",
    })
    void namesAreReadWithDockersDefaults(
            String text, String registry, String repository, String tag, String familiar) {
        ImageReference reference = ImageReference.parse(text);
        assertThat(reference.registry()).isEqualTo(registry);
        assertThat(reference.repository()).isEqualTo(repository);
        assertThat(reference.tag()).contains(tag);
        assertThat(reference.familiar()).isEqualTo(familiar);
    }

    @Test
    void aDigestAloneNeedsNoTag() {
        ImageReference reference = ImageReference.parse("nginx@sha256:" + HASH);
        assertThat(reference.tag()).isEmpty();
        assertThat(reference.digest()).contains(Digest.sha256(HASH));
        assertThat(reference.familiar()).isEqualTo("nginx@sha256:" + HASH);
    }

    @Test
    void tagAndDigestMayStandTogether() {
        ImageReference reference = ImageReference.parse("test:5000/repo:tag@sha256:" + HASH);
        assertThat(reference.registry()).isEqualTo("test:5000");
        assertThat(reference.tag()).contains("tag");
        assertThat(reference.digest()).contains(Digest.sha256(HASH));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":justtag",
                "@sha256:" + HASH,
                "repo@sha256:" + "ff",
                "Uppercase:tag",
                "test:5000/Uppercase/lowercase:tag",
                "-foo/bar",
                "foo_/bar",
                "foo..bar/x",
                "a//b",
                "foo/foo_______bar",
                "repo:tag with space",
                "../etc/passwd",
                "repo@sha256:../../../../etc/passwd",
                "nginx:",
            })
    void whatBreaksTheGrammarIsSaid(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ImageReference.parse(text));
        assertThat(ImageReference.tryParse(text)).isEmpty();
    }

    @Test
    void aNameMayHave255CharactersAndNoMore() {
        String most = "a/".repeat(127) + "a";
        assertThat("docker.io/".length() + most.length()).isGreaterThan(255);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageReference.parse(most))
                .withMessageContaining("255");
        assertThat(ImageReference.parse("a.b/" + "x".repeat(251)).repository()).hasSize(251);
    }
}
