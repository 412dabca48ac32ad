package dev.stagecraft.distil.project;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// As much of a TOML file as project descriptions need: tables, `[[arrays of tables]]`, strings,
/// arrays of strings and the keys of inline tables. Values that it does not know stay text.
final class Toml {
    private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'");

    /// A table: its name as written between the brackets, and its keys with their text.
    record Table(String name, Map<String, String> values, Map<String, Integer> lines) {
        /// The string of a key.
        Optional<String> string(String key) {
            String value = values.get(key);
            if (value == null) {
                return Optional.empty();
            }
            Matcher m = STRING.matcher(value.strip());
            return m.lookingAt() ? Optional.of(text(m)) : Optional.empty();
        }

        /// All strings of an array, or of whatever the value is.
        List<String> strings(String key) {
            List<String> out = new ArrayList<>();
            Matcher m = STRING.matcher(values.getOrDefault(key, ""));
            while (m.find()) {
                out.add(text(m));
            }
            return out;
        }
    }

    private final List<Table> tables = new ArrayList<>();

    private Toml() {}

    private static String text(Matcher m) {
        String basic = m.group(1);
        return basic != null ? basic.replace("\\\"", "\"").replace("\\\\", "\\") : m.group(2);
    }

    static Toml parse(String text) {
        Toml toml = new Toml();
        Table table = new Table("", new LinkedHashMap<>(), new LinkedHashMap<>());
        toml.tables.add(table);
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = withoutComment(lines[i]).strip();
            if (line.startsWith("[") && line.endsWith("]") && !line.contains("=")) {
                String name = line.replace("[", "").replace("]", "").strip();
                table = new Table(name, new LinkedHashMap<>(), new LinkedHashMap<>());
                toml.tables.add(table);
                continue;
            }
            int equals = line.indexOf('=');
            if (equals <= 0) {
                continue;
            }
            String key = line.substring(0, equals).strip().replace("\"", "").replace("'", "");
            StringBuilder value = new StringBuilder(line.substring(equals + 1).strip());
            int start = i;
            while (open(value) && i + 1 < lines.length) {
                i++;
                value.append('\n').append(withoutComment(lines[i]).strip());
            }
            table.values().put(key, value.toString());
            table.lines().put(key, start + 1);
        }
        return toml;
    }

    /// The first table of this name; an empty one when there is none.
    Table table(String name) {
        return tables.stream()
                .filter(t -> t.name().equals(name))
                .findFirst()
                .orElse(new Table(name, Map.of(), Map.of()));
    }

    /// All tables of this name: `[[bin]]`.
    List<Table> tables(String name) {
        return tables.stream().filter(t -> t.name().equals(name)).toList();
    }

    boolean hasTable(String name) {
        return tables.stream().anyMatch(t -> t.name().equals(name));
    }

    private static boolean open(CharSequence value) {
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '[' || c == '{') {
                depth++;
            } else if (c == ']' || c == '}') {
                depth--;
            }
        }
        return depth > 0;
    }

    private static String withoutComment(String line) {
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '#') {
                return line.substring(0, i);
            }
        }
        return line;
    }
}
