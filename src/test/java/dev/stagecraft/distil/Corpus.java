package dev.stagecraft.distil;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagecraft.distil.project.FolderFiles;
import dev.stagecraft.dockerfile.Dockerfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The small projects that the rewrite is held to.
public final class Corpus {
    /// BuildKit takes the image that the first line names to read the file with.
    private static final Pattern SYNTAX = Pattern.compile("\\A#\\s*syntax\\s*=\\s*(\\S+)");

    private static final Pattern FROM =
            Pattern.compile("(?mi)^FROM\\s+(?:--\\S+\\s+)?(\\S+)(?:\\s+AS\\s+(\\S+))?");
    static final Path FOLDER = Path.of("src/test/resources/dev/stagecraft/distil/corpus");

    private Corpus() {}

    /// A project: its files, its Dockerfile, and what is expected of both.
    public record Entry(String name, Path folder, JsonNode expected) {
        public Request request() {
            try {
                Dockerfile file =
                        Dockerfile.parse(Files.readAllBytes(folder.resolve("Dockerfile")));
                Request plain = Request.of(file, FolderFiles.of(folder));
                return plain.with(
                        plain.options()
                                .withBuildCache(expected.path("buildCache").asBoolean(false)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Path expectedFile() {
            return folder.resolve("expected.Dockerfile");
        }

        List<String> texts(String field) {
            List<String> out = new ArrayList<>();
            expected.path(field).forEach(n -> out.add(n.asText()));
            return out;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /// The images that a Dockerfile's stages stand on, as far as no variable names them.
    public static Set<String> bases(String dockerfile) {
        Set<String> stages = new TreeSet<>();
        Set<String> bases = new TreeSet<>();
        Matcher syntax = SYNTAX.matcher(dockerfile);
        if (syntax.find()) {
            bases.add(syntax.group(1));
        }
        Matcher from = FROM.matcher(dockerfile);
        while (from.find()) {
            String image = from.group(1);
            if (!stages.contains(image) && !image.equals("scratch") && !image.contains("$")) {
                bases.add(image);
            }
            if (from.group(2) != null) {
                stages.add(from.group(2));
            }
        }
        return bases;
    }

    public static List<Entry> entries() {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            List<Entry> out = new ArrayList<>();
            for (Path folder : folders.sorted().toList()) {
                JsonNode expected =
                        new ObjectMapper().readTree(folder.resolve("expected.json").toFile());
                out.add(new Entry(folder.getFileName().toString(), folder, expected));
            }
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
