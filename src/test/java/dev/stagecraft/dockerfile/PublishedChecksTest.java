package dev.stagecraft.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The Dockerfiles and expected warnings of BuildKit's own tests of its build checks, read from a
/// checkout of moby/buildkit; they are not part of this repository. Run with
/// `-Dbuildkit.source=DIR`.
class PublishedChecksTest {
    private static final Pattern TOKEN =
            Pattern.compile(
                    "(dockerfile|dockerignore) :?= (?:\\[]byte\\(`([^`]*)`\\)|fmt)"
                            + "|checkLinterWarnings\\(t, sb, &lintTestParams\\{(.*?)}\\)",
                    Pattern.DOTALL);
    private static final Pattern INLINE_IGNORE =
            Pattern.compile("DockerIgnore: \\[]byte\\(`([^`]*)`\\)");
    private static final Pattern WARNING =
            Pattern.compile(
                    "RuleName:\\s+\"(\\w+)\".*?Line:\\s+(\\d+)|makeLintWarning\\(\"\\w+\", (\\d+)\\)",
                    Pattern.DOTALL);

    @Test
    void everyPublishedWarningIsFoundAndNoOther() throws IOException {
        String folder = System.getProperty("buildkit.source", "");
        assumeTrue(
                !folder.isEmpty(),
                "needs -Dbuildkit.source=DIR, a checkout of moby/buildkit, to read its cases");
        String source =
                Files.readString(
                        Path.of(folder, "frontend", "dockerfile", "dockerfile_check_test.go"));
        source = source.substring(0, source.indexOf("func checkProgressStream"));
        String dockerfile = "";
        String ignore = "";
        int count = 0;
        List<String> different = new ArrayList<>();
        Matcher token = TOKEN.matcher(source);
        while (token.find()) {
            if (token.group(1) != null) {
                if (token.group(1).equals("dockerfile")) {
                    // A text with gaps to fill is left out.
                    dockerfile = token.group(2) == null ? "" : token.group(2);
                } else {
                    ignore = token.group(2);
                }
                continue;
            }
            String block = token.group(3);
            if (dockerfile.isEmpty()
                    || block.contains("FrontendAttrs")
                    || block.contains("TmpDir")) {
                continue;
            }
            Matcher inline = INLINE_IGNORE.matcher(block);
            Optional<DockerIgnore> rules =
                    inline.find()
                            ? Optional.of(DockerIgnore.parse(inline.group(1)))
                            : block.contains("DockerIgnore:")
                                    ? Optional.of(DockerIgnore.parse(ignore))
                                    : Optional.empty();
            int all = block.indexOf("UnmarshalWarnings:");
            TreeSet<String> expected = new TreeSet<>();
            Matcher warning = WARNING.matcher(all >= 0 ? block.substring(all) : block);
            while (warning.find()) {
                expected.add(
                        warning.group(1) == null
                                ? place("MultipleInstructionsDisallowed", warning.group(3))
                                : place(warning.group(1), warning.group(2)));
            }
            TreeSet<String> actual = new TreeSet<>();
            new Checks(
                            BuildOptions.DEFAULT,
                            reference -> Optional.of(BaseImages.Known.exactly(StageSettings.EMPTY)),
                            rules,
                            Map.of())
                    .check(Dockerfile.parse(dockerfile)).findings().stream()
                            .filter(f -> f.rule().isBuildCheck())
                            .forEach(f ->
                                    actual.add(
                                            place(
                                                    f.rule().ruleName(),
                                                    String.valueOf(f.range().startLine()))));
            count++;
            // Of warnings for all targets BuildKit's tests give the rules, not the lines.
            boolean same =
                    all >= 0 ? rules(actual).equals(rules(expected)) : actual.equals(expected);
            if (!same) {
                different.add(
                        dockerfile + "\nexpected " + expected + "\nbut was  " + actual + "\n");
            }
        }
        assertThat(different).isEmpty();
        assertThat(count).isGreaterThan(40);
    }

    private static Set<String> rules(Set<String> places) {
        TreeSet<String> rules = new TreeSet<>();
        places.forEach(p -> rules.add(p.split(" ", 2)[0]));
        return rules;
    }

    /// BuildKit names the end of an instruction with a blank line in it, not the line.
    private static String place(String rule, String line) {
        return rule.equals("NoEmptyContinuation") ? rule : rule + " " + line;
    }
}
