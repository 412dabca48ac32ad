package dev.stagecraft.dockerfile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What one `RUN --mount` asks for (Dockerfile reference, "RUN --mount").
///
/// @param type in lower case; `bind` where none is named
/// @param options every other option in its order, keys in lower case under their first name
///   (`source`, `target`, `readonly`, …), flags without a value as `true`; values as written
public record Mount(String type, Map<String, String> options) {
    private static final Map<String, String> ALIASES =
            Map.of(
                    "src", "source",
                    "dst", "target",
                    "destination", "target",
                    "ro", "readonly",
                    "rw", "readwrite");
    private static final Set<String> TYPES = Set.of("bind", "cache", "tmpfs", "secret", "ssh");
    private static final Set<String> KEYS =
            Set.of(
                    "type",
                    "from",
                    "source",
                    "target",
                    "readonly",
                    "readwrite",
                    "id",
                    "sharing",
                    "required",
                    "size",
                    "mode",
                    "uid",
                    "gid",
                    "env");
    private static final Set<String> FLAGS = Set.of("readonly", "readwrite", "required");

    public Mount {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /// Reads the value of a `--mount`.
    ///
    /// @throws IllegalArgumentException when it is none; the message says what is wrong
    public static Mount parse(String value) {
        String type = "bind";
        Map<String, String> options = new LinkedHashMap<>();
        for (String field : fields(value)) {
            int equals = field.indexOf('=');
            String key = (equals < 0 ? field : field.substring(0, equals)).toLowerCase(Locale.ROOT);
            key = ALIASES.getOrDefault(key, key);
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException(
                        "unexpected key '" + key + "' in '" + field + "'");
            }
            if (equals < 0 && !FLAGS.contains(key)) {
                throw new IllegalArgumentException(
                        "invalid field '" + field + "' must be a key=value pair");
            }
            String text = equals < 0 ? "true" : field.substring(equals + 1);
            if (key.equals("type")) {
                type = text.toLowerCase(Locale.ROOT);
            } else {
                options.put(key, text);
            }
        }
        if (!TYPES.contains(type) && type.indexOf('$') < 0) {
            throw new IllegalArgumentException("unsupported mount type \"" + type + "\"");
        }
        String from = options.getOrDefault("from", "");
        int dollar = from.indexOf('$');
        if (dollar >= 0 && dollar != from.length() - 1) {
            throw new IllegalArgumentException(
                    "'from' doesn't support variable expansion, define alias stage instead");
        }
        return new Mount(type, options);
    }

    /// The mount, or nothing when the text is none.
    static Optional<Mount> tryParse(String value) {
        try {
            return Optional.of(parse(value));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// The stage, named context or image that the mount shows; absent for the build context.
    public Optional<String> from() {
        return option("from").filter(f -> !f.isEmpty());
    }

    /// Where it appears.
    public Optional<String> target() {
        return option("target");
    }

    /// An option by its first name.
    public Optional<String> option(String key) {
        return Optional.ofNullable(options.get(key));
    }

    /// The fields of one CSV line: parted by commas, a field with commas in double quotes.
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        int at = 0;
        while (true) {
            if (at < line.length() && line.charAt(at) == '"') {
                at = quoted(line, at + 1, field);
                if (at < line.length() && line.charAt(at) != ',') {
                    throw new IllegalArgumentException("a quote ends inside a field: " + line);
                }
            } else {
                while (at < line.length() && line.charAt(at) != ',') {
                    if (line.charAt(at) == '"') {
                        throw new IllegalArgumentException("a quote inside a field: " + line);
                    }
                    field.append(line.charAt(at++));
                }
            }
            fields.add(field.toString());
            field.setLength(0);
            if (at >= line.length()) {
                return fields;
            }
            at++;
        }
    }

    private static int quoted(String line, int from, StringBuilder field) {
        int at = from;
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (c != '"') {
                field.append(c);
            } else if (at < line.length() && line.charAt(at) == '"') {
                field.append('"');
                at++;
            } else {
                return at;
            }
        }
        throw new IllegalArgumentException("a quote is not closed: " + line);
    }
}
