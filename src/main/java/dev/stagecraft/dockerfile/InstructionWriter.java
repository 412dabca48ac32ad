package dev.stagecraft.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes instructions in the style of a file. Every method returns the text without a line ending
/// at its end.
///
/// Words are written as given, so that those of another instruction can be handed on with their
/// variables; [#literal] makes a word out of any text.
public final class InstructionWriter {
    private final DockerfileStyle style;

    public InstructionWriter(DockerfileStyle style) {
        this.style = style;
    }

    /// `FROM image [AS name]`.
    public String from(String image, Optional<String> name, Optional<String> platform) {
        return style.keyword("FROM")
                + platform.map(p -> " --platform=" + p).orElse("")
                + " "
                + image
                + name.map(n -> " " + style.keyword("AS") + " " + n).orElse("");
    }

    /// `COPY`, as a JSON array where a path has white space in it.
    ///
    /// @param flags such as `--from=build`, in their order
    /// @param sources at least one
    public String copy(List<String> flags, List<String> sources, String destination) {
        List<String> paths = new ArrayList<>(sources);
        paths.add(destination);
        return line("COPY", flags, paths(paths));
    }

    private static String paths(List<String> paths) {
        boolean plain =
                paths.stream().noneMatch(p -> p.isEmpty() || p.chars().anyMatch(Space::isSpace));
        return plain && !paths.getFirst().startsWith("[") ? String.join(" ", paths) : exec(paths);
    }

    private String line(String keyword, List<String> flags, String arguments) {
        StringBuilder out = new StringBuilder(style.keyword(keyword));
        flags.forEach(f -> out.append(' ').append(f));
        return out.append(' ').append(arguments).toString();
    }

    /// `RUN` with commands of a shell, each after the first on a line of its own, joined by `&&`.
    ///
    /// @param flags such as `--mount=type=cache,target=/root/.cache`, in their order
    public String run(List<String> flags, List<String> commands) {
        String newLine = " " + style.escape() + style.lineEnding() + style.indent();
        String joint = style.operatorLast() ? " &&" + newLine : newLine + "&& ";
        String body = String.join(joint, commands);
        if (flags.isEmpty()) {
            return style.keyword("RUN") + " " + body;
        }
        return style.keyword("RUN") + " " + String.join(newLine, flags) + newLine + body;
    }

    /// `RUN` in exec form.
    public String runExec(List<String> flags, List<String> argv) {
        return line("RUN", flags, exec(argv));
    }

    /// `CMD` in exec form.
    public String cmd(List<String> argv) {
        return line("CMD", List.of(), exec(argv));
    }

    /// `ENTRYPOINT` in exec form.
    public String entrypoint(List<String> argv) {
        return line("ENTRYPOINT", List.of(), exec(argv));
    }

    /// `SHELL`.
    public String shell(List<String> argv) {
        return line("SHELL", List.of(), exec(argv));
    }

    /// `HEALTHCHECK CMD` in exec form.
    ///
    /// @param flags such as `--interval=30s`
    public String healthcheck(List<String> flags, List<String> argv) {
        return line("HEALTHCHECK", flags, style.keyword("CMD") + " " + exec(argv));
    }

    /// `ENV` with values as they are meant: `$` and quotes stand for themselves. Several are
    /// written on a line each.
    public String env(Map<String, String> values) {
        return pairs("ENV", values);
    }

    /// `LABEL` with values as they are meant.
    public String label(Map<String, String> values) {
        return pairs("LABEL", values);
    }

    private String pairs(String keyword, Map<String, String> values) {
        String joint = " " + style.escape() + style.lineEnding() + style.indent();
        return style.keyword(keyword)
                + " "
                + String.join(
                        joint,
                        values.entrySet().stream()
                                .map(e -> literal(e.getKey()) + "=" + quoted(e.getValue()))
                                .toList());
    }

    /// `ARG name[=value]`, the value as it is meant.
    public String arg(String name, Optional<String> value) {
        return line("ARG", List.of(), name + value.map(v -> "=" + quoted(v)).orElse(""));
    }

    /// An instruction with one argument, such as `WORKDIR`, `USER` or `STOPSIGNAL`, written as
    /// given.
    public String plain(String keyword, String argument) {
        return line(keyword, List.of(), argument);
    }

    /// `EXPOSE`.
    public String expose(List<String> ports) {
        return line("EXPOSE", List.of(), String.join(" ", ports));
    }

    /// `VOLUME`, as a JSON array.
    public String volume(List<String> paths) {
        return line("VOLUME", List.of(), exec(paths));
    }

    /// A comment; a text of several lines becomes several.
    public String comment(String text) {
        return String.join(
                style.lineEnding(), text.lines().map(l -> ("# " + l).stripTrailing()).toList());
    }

    /// A JSON array of strings, such as `["a", "b"]`.
    public static String exec(List<String> words) {
        StringBuilder out = new StringBuilder("[");
        for (String word : words) {
            out.append(out.length() > 1 ? ", " : "");
            json(out, word);
        }
        return out.append(']').toString();
    }

    private static void json(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || c == 0x7F || c == 0x85 || c == 0x2028 || c == 0x2029) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /// A word that expands to the text: quotes, `$` and the escape character stand for themselves.
    /// White space is not quoted.
    public String literal(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '$' || c == '"' || c == '\'' || c == style.escape()) {
                out.append(style.escape());
            }
            out.append(c);
        }
        return out.toString();
    }

    /// A value for after `=`: as [#literal], in double quotes where it has white space in it.
    private String quoted(String text) {
        if (text.indexOf('\n') >= 0) {
            throw new IllegalArgumentException(
                    "ENV, LABEL and ARG cannot hold a line break: " + text);
        }
        if (text.chars().noneMatch(Space::isSpace) && !text.isEmpty()) {
            return literal(text);
        }
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '$' || c == '"' || c == style.escape()) {
                out.append(style.escape());
            }
            out.append(c);
        }
        return out.append('"').toString();
    }
}
