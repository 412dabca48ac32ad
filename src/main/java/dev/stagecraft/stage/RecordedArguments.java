package dev.stagecraft.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The arguments of one recorded instruction, from how builders print them (Go's formats of slices,
/// maps and structures) back to how a Dockerfile says them.
final class RecordedArguments {
    private RecordedArguments() {}

    /// @param keyword the instruction's name
    /// @param recorded what the builder printed after it
    /// @param shell what the shell form is run with at this step
    static String asWritten(String keyword, String recorded, List<String> shell) {
        return switch (keyword) {
            case "CMD", "ENTRYPOINT" -> command(recorded, shell);
            case "SHELL", "VOLUME" -> slice(keyword, recorded);
            case "EXPOSE" -> ports(recorded);
            case "HEALTHCHECK" -> healthcheck(recorded, shell);
            case "ENV", "LABEL" -> assignments(recorded);
            case "COPY", "ADD" -> files(recorded);
            default -> recorded;
        };
    }

    /// `["/bin/sh" "-c" "run it"]` → `run it`, `["a" "b"]` → `["a", "b"]`.
    private static String command(String recorded, List<String> shell) {
        List<String> words = quotedWords(recorded);
        if (words.isEmpty()) {
            return recorded;
        }
        boolean shellForm =
                words.size() == shell.size() + 1 && words.subList(0, shell.size()).equals(shell);
        return shellForm && words.getLast().indexOf('\n') < 0 && !words.getLast().startsWith("[")
                ? words.getLast()
                : json(words);
    }

    private static String slice(String keyword, String recorded) {
        List<String> quoted = quotedWords(recorded);
        if (!quoted.isEmpty()) {
            return json(quoted);
        }
        if (!recorded.startsWith("[") || !recorded.endsWith("]")) {
            return recorded;
        }
        String inner = recorded.substring(1, recorded.length() - 1).strip();
        // Go prints the words unquoted here, so a path with a space cannot be told from two.
        return keyword.equals("SHELL") ? json(List.of(inner.split(" +"))) : inner;
    }

    /// `map[8080/tcp:{} 53/udp:{}]`, `[8080/tcp]` and `8080/tcp` → `8080 53/udp`.
    private static String ports(String recorded) {
        String inner = recorded;
        if (inner.startsWith("map[") && inner.endsWith("]")) {
            inner = inner.substring(4, inner.length() - 1);
        } else if (inner.startsWith("[") && inner.endsWith("]")) {
            inner = inner.substring(1, inner.length() - 1);
        }
        List<String> ports = new ArrayList<>();
        for (String port : inner.split(" +")) {
            String plain = port.endsWith(":{}") ? port.substring(0, port.length() - 3) : port;
            ports.add(plain.endsWith("/tcp") ? plain.substring(0, plain.length() - 4) : plain);
        }
        return String.join(" ", ports);
    }

    /// `&{["CMD" "/app"] "5s" "0s" "0s" '\x03'}`; newer engines print a start interval before the
    /// retries.
    private static String healthcheck(String recorded, List<String> shell) {
        if (!recorded.startsWith("&{") || !recorded.endsWith("}")) {
            return recorded;
        }
        int close = recorded.lastIndexOf(']');
        if (close < 0) {
            return recorded;
        }
        List<String> test = quotedWords(recorded.substring(2, close + 1));
        if (test.isEmpty()) {
            return recorded;
        }
        if (test.getFirst().equals("NONE")) {
            return "NONE";
        }
        List<String> options = new ArrayList<>();
        String[] rest = recorded.substring(close + 1, recorded.length() - 1).strip().split(" +");
        List<String> durations = new ArrayList<>();
        String retries = "";
        for (String value : rest) {
            if (value.startsWith("\"") && value.endsWith("\"") && value.length() >= 2) {
                durations.add(value.substring(1, value.length() - 1));
            } else if (!value.isEmpty()) {
                retries = value;
            }
        }
        List<String> names = List.of("interval", "timeout", "start-period", "start-interval");
        for (int i = 0; i < Math.min(durations.size(), names.size()); i++) {
            if (!durations.get(i).equals("0s")) {
                options.add("--" + names.get(i) + "=" + durations.get(i));
            }
        }
        int count = retryCount(retries);
        if (count > 0) {
            options.add("--retries=" + count);
        }
        List<String> words = test.subList(1, test.size());
        String check =
                test.getFirst().equals("CMD-SHELL")
                        ? "CMD " + String.join(" ", words)
                        : "CMD " + command(goQuoted(words), shell);
        return options.isEmpty() ? check : String.join(" ", options) + " " + check;
    }

    /// Go prints the number as a character: `'\x03'`, `'\n'`, `'!'`.
    private static int retryCount(String quoted) {
        if (quoted.length() < 3 || !quoted.startsWith("'") || !quoted.endsWith("'")) {
            try {
                return quoted.isEmpty() ? 0 : Integer.parseInt(quoted);
            } catch (NumberFormatException e) {
                return 0;
            }
        }
        List<String> words = quotedWords("[\"" + quoted.substring(1, quoted.length() - 1) + "\"]");
        return words.size() == 1 && !words.getFirst().isEmpty()
                ? words.getFirst().codePointAt(0)
                : 0;
    }

    /// `A=1 B=two words` → `A=1 B="two words"`.
    private static String assignments(String recorded) {
        return HistoryInstructions.assignments(recorded).stream()
                .map(RecordedArguments::quoteValue)
                .collect(Collectors.joining(" "));
    }

    private static String quoteValue(String assignment) {
        int equals = assignment.indexOf('=');
        String value = assignment.substring(equals + 1);
        boolean plain =
                equals < 0
                        || (value.chars().noneMatch(Character::isWhitespace)
                                && value.indexOf('"') < 0)
                        || (value.length() > 1 && value.startsWith("\"") && value.endsWith("\""));
        return plain
                ? assignment
                : assignment.substring(0, equals + 1)
                        + "\""
                        + value.replace("\\", "\\\\").replace("\"", "\\\"")
                        + "\"";
    }

    /// The classic builder writes `--chown=1:1file:HASH in /app `, without the sources' names.
    private static String files(String recorded) {
        int in = recorded.lastIndexOf(" in ");
        if (in < 0) {
            return recorded;
        }
        String source = recorded.substring(0, in).strip();
        String target = recorded.substring(in + 4).strip();
        for (String kind : List.of("file:", "dir:", "multi:")) {
            int at = source.lastIndexOf(kind);
            if (at >= 0 && isHash(source, at + kind.length())) {
                String flags = source.substring(0, at).strip();
                String shortened =
                        source.substring(at, Math.min(source.length(), at + kind.length() + 12));
                return (flags.isEmpty() ? "" : flags + " ") + shortened + " " + target;
            }
        }
        // ADD of an address leaves the bare hash.
        return isHash(source, 0) ? source.substring(0, 12) + " " + target : recorded;
    }

    private static boolean isHash(String text, int from) {
        if (text.length() - from < 32) {
            return false;
        }
        return text.substring(from)
                .chars()
                .allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    /// A JSON array as a Dockerfile's exec form has it.
    static String json(List<String> words) {
        return words.stream()
                .map(w -> "\"" + jsonEscape(w) + "\"")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String jsonEscape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < ' ') {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.toString();
    }

    private static String goQuoted(List<String> words) {
        return words.stream()
                .map(w -> "\"" + w.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining(" ", "[", "]"));
    }

    /// The words of `["a" "b c"]`, commas between them allowed; empty when the text is not of this
    /// form.
    static List<String> quotedWords(String text) {
        if (!text.startsWith("[") || !text.endsWith("]")) {
            return List.of();
        }
        List<String> words = new ArrayList<>();
        int at = 1;
        int end = text.length() - 1;
        while (at < end) {
            char c = text.charAt(at);
            if (c == ' ' || c == ',') {
                at++;
            } else if (c == '"') {
                StringBuilder word = new StringBuilder();
                Integer next = quotedWord(text, at + 1, end, word);
                if (next == null) {
                    return List.of();
                }
                words.add(word.toString());
                at = next;
            } else {
                return List.of();
            }
        }
        return words;
    }

    /// Reads to the closing quote.
    ///
    /// @return the index after it, or null when there is none
    private static @Nullable Integer quotedWord(String text, int from, int end, StringBuilder out) {
        int at = from;
        while (at < end) {
            char c = text.charAt(at);
            if (c == '"') {
                return at + 1;
            }
            if (c != '\\' || at + 1 >= end) {
                out.append(c);
                at++;
                continue;
            }
            char escaped = text.charAt(at + 1);
            at += 2;
            switch (escaped) {
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case 'r' -> out.append('\r');
                case 'a' -> out.append('\u0007');
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'v' -> out.append('\u000b');
                case 'x' -> at = hex(text, at, 2, end, out);
                case 'u' -> at = hex(text, at, 4, end, out);
                case 'U' -> at = hex(text, at, 8, end, out);
                default -> out.append(escaped);
            }
        }
        return null;
    }

    private static int hex(String text, int from, int digits, int end, StringBuilder out) {
        int to = from + digits;
        if (to > end) {
            return from;
        }
        try {
            int codePoint = Integer.parseInt(text, from, to, 16);
            if (Character.isValidCodePoint(codePoint)) {
                out.appendCodePoint(codePoint);
            }
            return to;
        } catch (NumberFormatException e) {
            return from;
        }
    }
}
