package dev.stagecraft.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerIgnoreTest {
    /// Worked out by hand from the rules in Docker's documentation and moby's source.
    @ParameterizedTest
    @CsvSource({
        "*.env, secret.env, true",
        "*.env, app/secret.env, false",
        "**/*.env, secret.env, true",
        "**/*.env, app/deep/secret.env, true",
        "/build, build, true",
        "/build/, build/x/y, true",
        "build, a/build, false",
        "./node_modules/, node_modules/a.js, true",
        "node_modules/*, node_modules, false",
        "node_modules/**, node_modules/a/b, true",
        "temp?, tempa, true",
        "temp?, temp, false",
        "*/temp*, some/temporary.txt, true",
        "*/temp*, temporary.txt, false",
        "a/../b, b, true",
        "[a-c].txt, b.txt, true",
        "[^a-c].txt, b.txt, false",
        "a.b, axb, false",
        "**, anything/at/all, true",
        ".git, .gitignore, false",
        "a\\*b, a*b, true",
        "a\\*b, axb, false",
        "x&&y[&a], x&&y&, true",
    })
    void matchesAsMobyDoes(String pattern, String path, boolean ignored) {
        assertThat(DockerIgnore.parse(pattern).ignores(path)).isEqualTo(ignored);
    }

    @Test
    void theLastMatchingPatternDecides() {
        DockerIgnore ignore = DockerIgnore.parse("docs\n!docs/README.md\ndocs/README.md\n!**/R*\n");
        assertThat(ignore.ignores("docs/README.md")).isFalse();
        assertThat(ignore.ignores("docs/a.md")).isTrue();
        assertThat(ignore.decidedBy("docs/README.md").orElseThrow().range().startLine())
                .isEqualTo(4);
        assertThat(ignore.decidedBy("src")).isEmpty();
    }

    @Test
    void aFolderTakenBackHoldsItsFiles() {
        DockerIgnore ignore = DockerIgnore.parse("**\n!util/docker/web\nutil/docker/web/x\n");
        assertThat(ignore.ignores("util/docker/web/a/b")).isFalse();
        assertThat(ignore.ignores("util/docker/web/x")).isTrue();
        assertThat(ignore.ignores("util/other")).isTrue();
    }

    @Test
    void readsCommentsBlanksAndMarks() {
        DockerIgnore ignore =
                DockerIgnore.parse("\uFEFF# comment\r\n\r\n  spaced  \r\n ! kept \r\n #not\n");
        assertThat(ignore.patterns())
                .extracting(IgnorePattern::toString)
                .containsExactly("spaced", "!kept", "#not");
        assertThat(ignore.patterns().get(1).range().startLine()).isEqualTo(4);
    }

    @Test
    void reportsPatternsThatCannotBeRead() {
        DockerIgnore ignore = DockerIgnore.parse("good\n!\n[\na\\\n[]a]\n[b-]\n");
        assertThat(ignore.problems())
                .extracting(p -> p.range().startLine() + " " + p.message())
                .containsExactly(
                        "2 illegal exclusion pattern: \"!\"",
                        "3 syntax error in pattern: [",
                        "4 syntax error in pattern: a\\",
                        "5 syntax error in pattern: []a]",
                        "6 syntax error in pattern: [b-]");
        assertThat(ignore.ignores("good")).isTrue();
    }

    @Test
    void prunesOnlyWhereNothingIsTakenBack() {
        DockerIgnore ignore = DockerIgnore.parse("a\nb\nc\n!b/keep/*.txt\n!c\n");
        assertThat(ignore.canPrune("a")).isTrue();
        assertThat(ignore.canPrune("a/x")).isTrue();
        assertThat(ignore.canPrune("b")).isFalse();
        assertThat(ignore.canPrune("b/keep")).isFalse();
        assertThat(ignore.canPrune("b/other")).isTrue();
        assertThat(ignore.canPrune("c")).isFalse();
        assertThat(ignore.canPrune("d")).isFalse();
        assertThat(DockerIgnore.parse("**\n!**/x\n").canPrune("deep/er")).isFalse();
    }

    @Property(tries = 3000)
    void aPrunedFolderHoldsNothing(
            @ForAll("lines") List<String> lines,
            @ForAll("paths") String folder,
            @ForAll("paths") String below) {
        DockerIgnore ignore = DockerIgnore.parse(String.join("\n", lines));
        if (ignore.canPrune(folder)) {
            assertThat(ignore.ignores(folder + "/" + below)).isTrue();
        }
    }

    @Provide
    Arbitrary<List<String>> lines() {
        return Arbitraries.strings()
                .withChars("ab*?/![]^-\\")
                .ofMinLength(1)
                .ofMaxLength(8)
                .list()
                .ofMaxSize(5);
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of("a", "b", "ab", "a/b", "b/a", "aa/b", "a/b/a", "bb");
    }

    @Test
    void namesTheFilesInBuildKitsOrder() {
        assertThat(DockerIgnore.fileNames("web.Dockerfile"))
                .containsExactly("web.Dockerfile.dockerignore", ".dockerignore");
    }

    /// The table that moby/patternmatcher publishes, read from a checkout; it is not part of this
    /// repository. Run with `-Dpatternmatcher.source=DIR`.
    @Test
    void everyPublishedRowHolds() throws IOException {
        String source = System.getProperty("patternmatcher.source", "");
        assumeTrue(
                !source.isEmpty(),
                "needs -Dpatternmatcher.source=DIR, a checkout of moby/patternmatcher");
        String test = Files.readString(Path.of(source, "patternmatcher_test.go"));
        Matcher row =
                Pattern.compile(
                                "\\{\"((?:[^\"\\\\]|\\\\.)*)\", \"((?:[^\"\\\\]|\\\\.)*)\", (true|false)}")
                        .matcher(test.substring(0, test.indexOf("func TestCleanPatterns(")));
        List<String> different = new ArrayList<>();
        int count = 0;
        while (row.find()) {
            String pattern = row.group(1).replace("\\\\", "\\");
            String path = row.group(2).replace("\\\\", "\\");
            count++;
            if (DockerIgnore.parse(pattern).ignores(path) != Boolean.parseBoolean(row.group(3))) {
                different.add(row.group());
            }
        }
        assertThat(different).isEmpty();
        assertThat(count).isGreaterThan(60);
    }

    /// With a regular expression each of these would take longer than a person lives.
    @Test
    void hostilePatternsEndSoon() {
        String path = "a".repeat(200) + "/" + "a".repeat(200) + "/b";
        for (String pattern :
                List.of(
                        "*a".repeat(60) + "c",
                        "**/a".repeat(60) + "/c",
                        "*[a]".repeat(60) + "c",
                        "**/*a*".repeat(40) + "c")) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> assertThat(DockerIgnore.parse(pattern).ignores(path)).isFalse());
        }
        assertThat(DockerIgnore.parse("*a".repeat(60) + "*").ignores(path)).isTrue();
    }

    /// The own comparison says what the regular expression of moby's rules says.
    @Property(tries = 3000)
    void starsAreComparedAsTheRegularExpressionWould(
            @ForAll @From("globs") String glob, @ForAll @From("shortPaths") String path) {
        String regex =
                glob.replace("**/", "\u0001")
                        .replaceFirst("\\*\\*$", "\u0002")
                        .replace("**", "\u0001")
                        .replace("*", "[^/]*")
                        .replace("?", "[^/]")
                        .replaceFirst("\u0001$", "\u0002")
                        .replace("\u0001", "(?:.*/)?")
                        .replace("\u0002", ".*");
        assertThat(PathGlob.of(glob).matches(path)).isEqualTo(path.matches(regex));
    }

    @Provide
    Arbitrary<String> globs() {
        return Arbitraries.of("a", "b", "/", "*", "**/", "?", "/**")
                .list()
                .ofMaxSize(7)
                .map(parts -> String.join("", parts))
                .filter(g -> !g.contains("***"));
    }

    @Provide
    Arbitrary<String> shortPaths() {
        return Arbitraries.strings().withChars("ab/").ofMaxLength(8);
    }
}
