package dev.stagecraft.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every text that code asks for is in the bundle of its package, and the other way round.
class BundlesTest {
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z][A-Za-z0-9.-]*\\.?)\"");
    private static final Pattern CALL =
            Pattern.compile("[tT]exts?\\s*\\.\\s*text\\(\\s*\"([A-Za-z0-9.-]+)\"\\s*[,)]");

    static Stream<Path> bundles() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES.resolve("dev/stagecraft/ui"))) {
            return files
                    .filter(f -> f.endsWith("messages.properties"))
                    .map(RESOURCES::relativize)
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void aBundleAndItsPackageNameTheSameTexts(Path bundle) throws IOException {
        Properties texts = new Properties();
        try (Reader reader = Files.newBufferedReader(RESOURCES.resolve(bundle))) {
            texts.load(reader);
        }
        StringBuilder code = new StringBuilder();
        try (Stream<Path> files = Files.list(SOURCES.resolve(bundle).getParent())) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                code.append(Files.readString(file)).append('\n');
            }
        }
        Set<String> missing = new TreeSet<>();
        Matcher call = CALL.matcher(code);
        while (call.find()) {
            if (!texts.containsKey(call.group(1))) {
                missing.add(call.group(1));
            }
        }
        assertThat(missing).as("asked for in code but not in " + bundle).isEmpty();

        // A literal that ends with a dot, or is followed by more, is the beginning of several keys.
        Set<String> whole = new TreeSet<>();
        Set<String> beginnings = new TreeSet<>();
        Matcher literal = LITERAL.matcher(code);
        while (literal.find()) {
            (literal.group(1).endsWith(".") ? beginnings : whole).add(literal.group(1));
        }
        Set<String> unused = new TreeSet<>();
        for (String key : texts.stringPropertyNames()) {
            if (!whole.contains(key) && beginnings.stream().noneMatch(key::startsWith)) {
                unused.add(key);
            }
        }
        assertThat(unused).as("in " + bundle + " but asked for nowhere").isEmpty();
    }
}
