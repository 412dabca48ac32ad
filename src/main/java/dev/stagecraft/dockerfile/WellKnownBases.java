package dev.stagecraft.dockerfile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What well-known base images are started with, from a table that comes with the program: for when
/// the image itself is not at hand. The table says where it was read, and when.
public final class WellKnownBases implements BaseImages {
    private static final String TABLE = "well-known-bases.txt";
    private static final String VARIES = "# varies:";
    private static final int MAX_CHAIN = 10;

    private record Section(List<ShellPattern> patterns, String body) {}

    private final List<Section> sections;
    private final Map<Section, Known> evaluated = new ConcurrentHashMap<>();

    private WellKnownBases(List<Section> sections) {
        this.sections = sections;
    }

    /// The table that comes with the program.
    public static WellKnownBases load() {
        try (InputStream in = WellKnownBases.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + TABLE);
            }
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static WellKnownBases read(String text) {
        List<Section> sections = new ArrayList<>();
        List<ShellPattern> patterns = List.of();
        StringBuilder body = new StringBuilder();
        for (String line : text.lines().toList()) {
            if (line.startsWith("[") && line.endsWith("]")) {
                if (!patterns.isEmpty()) {
                    sections.add(new Section(patterns, body.toString()));
                }
                patterns = patterns(line.substring(1, line.length() - 1));
                body.setLength(0);
            } else {
                body.append(line).append('\n');
            }
        }
        sections.add(new Section(patterns, body.toString()));
        return new WellKnownBases(sections);
    }

    @Override
    public Optional<Known> find(String reference) {
        return find(reference, 0);
    }

    private Optional<Known> find(String reference, int depth) {
        String name = familiar(reference);
        if (depth > MAX_CHAIN) {
            return Optional.empty();
        }
        return sections.stream()
                .filter(s -> s.patterns().stream().anyMatch(p -> matches(p, name)))
                .findFirst()
                .map(s -> known(s, depth));
    }

    private Known known(Section section, int depth) {
        Known known = evaluated.get(section);
        if (known == null) {
            known = evaluate(section, depth);
            evaluated.put(section, known);
        }
        return known;
    }

    private Known evaluate(Section section, int depth) {
        String body = section.body();
        Dockerfile file = Dockerfile.parse(body.contains("FROM ") ? body : "FROM scratch\n" + body);
        Stages stages = Stages.of(file);
        Set<String> varying = new HashSet<>();
        BaseImages outer =
                reference -> {
                    Optional<Known> known = find(reference, depth + 1);
                    known.ifPresent(k -> varying.addAll(k.varying()));
                    return known;
                };
        StageSettings settings = StageEvaluation.all(stages, outer).getLast().settings();
        body.lines()
                .filter(l -> l.startsWith(VARIES))
                .forEach(l ->
                        varying.addAll(List.of(l.substring(VARIES.length()).strip().split(" "))));
        return new Known(settings, varying);
    }

    /// As Docker shows it: no `docker.io/library/`, no digest, and a tag.
    private static String familiar(String reference) {
        String name = reference;
        int digest = name.indexOf('@');
        if (digest >= 0) {
            name = name.substring(0, digest);
        }
        for (String prefix : List.of("docker.io/", "index.docker.io/", "library/")) {
            if (name.startsWith(prefix)) {
                name = name.substring(prefix.length());
            }
        }
        return name.lastIndexOf(':') > name.lastIndexOf('/') ? name : name + ":latest";
    }

    private static boolean matches(ShellPattern pattern, String name) {
        return !name.isEmpty() && pattern.trimPrefix(name, true).isEmpty();
    }

    private static List<ShellPattern> patterns(String line) {
        List<ShellPattern> patterns = new ArrayList<>();
        for (String pattern : line.split(" ")) {
            try {
                patterns.add(
                        ShellPattern.parse(pattern.indexOf(':') < 0 ? pattern + ":*" : pattern));
            } catch (ExpansionException e) {
                throw new IllegalStateException("bad pattern in " + TABLE + ": " + pattern, e);
            }
        }
        return patterns;
    }
}
