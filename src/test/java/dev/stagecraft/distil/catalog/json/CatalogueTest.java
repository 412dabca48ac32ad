package dev.stagecraft.distil.catalog.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.distil.catalog.Catalogue;
import dev.stagecraft.distil.catalog.DistrolessImage;
import dev.stagecraft.distil.catalog.Family;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The values are upstream's, as of the commit the catalogue names.
class CatalogueTest {
    private final Catalogue catalogue = CatalogueReader.bundled();

    @Test
    void holdsTheSixteenImagesOfBothReleases() {
        assertThat(catalogue.images()).hasSize(16);
        assertThat(catalogue.images().stream().filter(i -> i.suite().distro().equals("debian12")))
                .extracting(DistrolessImage::name)
                .containsExactly(
                        "static-debian12", "base-nossl-debian12", "base-debian12", "cc-debian12");
        assertThat(catalogue.defaultSuite().codename()).isEqualTo("trixie");
    }

    @ParameterizedTest
    @CsvSource({
        "static-debian13, 0, 5",
        "base-nossl-debian13, 20, 6",
        "base-debian13, 24, 9",
        "cc-debian13, 27, 13",
        "java21-debian13, 36, 23",
        "nodejs22-debian13, 27, 13",
        "nodejs26-debian13, 28, 14",
        "python3-debian13, 53, 37"
    })
    void anImageHasTheLibrariesAndPackagesOfThoseItStandsOn(
            String name, int sonames, int packages) {
        DistrolessImage image = catalogue.image(name).orElseThrow();
        assertThat(image.sonames()).hasSize(sonames);
        assertThat(image.packages()).hasSize(packages);
    }

    @Test
    void pythonIs313AndStartsByItsFullPath() {
        DistrolessImage python = catalogue.image("python3").orElseThrow();
        assertThat(python.name()).isEqualTo("python3-debian13");
        assertThat(python.entrypoint()).containsExactly("/usr/bin/python3.13");
        assertThat(python.runtime().orElseThrow().line()).isEqualTo("3.13");
        assertThat(python.sonames()).contains("libsqlite3.so.0", "libffi.so.8", "libssl.so.3");
    }

    @Test
    void findsTheSmallestBaseThatProvidesLibraries() {
        var trixie = catalogue.defaultSuite();
        assertThat(smallest(List.of())).isEqualTo(Family.STATIC);
        assertThat(smallest(List.of("libc.so.6"))).isEqualTo(Family.BASE_NOSSL);
        assertThat(smallest(List.of("libc.so.6", "libz.so.1"))).isEqualTo(Family.BASE);
        assertThat(smallest(List.of("libstdc++.so.6", "libgcc_s.so.1"))).isEqualTo(Family.CC);
        assertThat(catalogue.smallestProviding(List.of("libpq.so.5"), trixie)).isEmpty();
    }

    private Family smallest(List<String> sonames) {
        return catalogue
                .smallestProviding(sonames, catalogue.defaultSuite())
                .orElseThrow()
                .family();
    }

    @ParameterizedTest
    @CsvSource({
        "nodejs, 18, nodejs22-debian13",
        "nodejs, 20, nodejs22-debian13",
        "nodejs, 22, nodejs22-debian13",
        "nodejs, 23, nodejs24-debian13",
        "nodejs, 30, nodejs26-debian13",
        "java, 8, java17-debian13",
        "java, 11, java17-debian13",
        "java, 21, java21-debian13",
        "java, 23, java25-debian13"
    })
    void aLineThatIsGoneMovesUp(String kind, String line, String name) {
        assertThat(catalogue.runtime(kind, line).orElseThrow().name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "nodejs18-debian12, true",
        "java11, true",
        "java17-debian11, true",
        "static-debian10, true",
        "python3-debian12, true",
        "python3-debian13, false",
        "static-debian12, false",
        "static, false"
    })
    void knowsWhichNamesAreNoLongerBuilt(String name, boolean gone) {
        assertThat(catalogue.isRemoved(name)).isEqualTo(gone);
    }

    @Test
    void saysWhichLibrariesAreMissing() {
        DistrolessImage cc = catalogue.image("cc").orElseThrow();
        assertThat(catalogue.missing(List.of("libc.so.6", "libpq.so.5", "libstdc++.so.6"), cc))
                .containsExactly("libpq.so.5");
    }

    @Test
    void namesTagsByUserAndShell() {
        DistrolessImage base = catalogue.image("base").orElseThrow();
        assertThat(base.tagged(false, false)).isEqualTo("gcr.io/distroless/base-debian13");
        assertThat(base.tagged(true, false)).endsWith(":nonroot");
        assertThat(base.tagged(true, true)).endsWith(":debug-nonroot");
        assertThat(base.tagged(false, true)).endsWith(":debug");
    }
}
