package dev.stagecraft.stage;

import dev.stagecraft.image.HistoryEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads an image's history back into the instructions that made it.
///
/// The classic builder records `/bin/sh -c #(nop) KEYWORD …` and, for `RUN`, the shell and its
/// command, build arguments before it as `|2 A=x B=y`. BuildKit records `KEYWORD …`, with a `#
/// buildkit` suffix on what changes files. Other builders (kaniko, buildah, Bazel, Cloud Native
/// Buildpacks) record one of the two, or texts of their own, which stay as they are.
public final class HistoryInstructions {
    private static final String NOP = "#(nop)";
    private static final String BUILDKIT_SUFFIX = "# buildkit";
    private static final List<String> DEFAULT_SHELL = List.of("/bin/sh", "-c");
    private static final Set<String> KEYWORDS =
            Set.of(
                    "FROM",
                    "RUN",
                    "CMD",
                    "LABEL",
                    "MAINTAINER",
                    "EXPOSE",
                    "ENV",
                    "ADD",
                    "COPY",
                    "ENTRYPOINT",
                    "VOLUME",
                    "USER",
                    "WORKDIR",
                    "ARG",
                    "ONBUILD",
                    "STOPSIGNAL",
                    "HEALTHCHECK",
                    "SHELL");

    private List<String> shell = DEFAULT_SHELL;
    private final boolean classic;

    private HistoryInstructions(boolean classic) {
        this.classic = classic;
    }

    /// The instructions of a whole history, one for each entry.
    ///
    /// @param history from the first step to the last
    public static List<Instruction> read(List<HistoryEntry> history) {
        boolean classic = history.stream().anyMatch(e -> e.createdBy().contains(NOP));
        HistoryInstructions reader = new HistoryInstructions(classic);
        List<Instruction> instructions = new ArrayList<>(history.size());
        for (HistoryEntry entry : history) {
            instructions.add(reader.read(entry));
        }
        return instructions;
    }

    private Instruction read(HistoryEntry entry) {
        String recorded = entry.createdBy();
        String text = recorded.strip();
        if (text.isEmpty()) {
            String comment = entry.comment().strip();
            return new Instruction(
                    "",
                    comment,
                    List.of(),
                    comment.isEmpty() ? Optional.empty() : Optional.of(recorded));
        }
        int nop = text.indexOf(NOP);
        if (nop >= 0 && isShellPrefix(text.substring(0, nop))) {
            return instruction(text.substring(nop + NOP.length()).strip(), recorded);
        }
        boolean buildKit = entry.comment().startsWith("buildkit.");
        if (text.endsWith(BUILDKIT_SUFFIX)) {
            text = text.substring(0, text.length() - BUILDKIT_SUFFIX.length()).stripTrailing();
            buildKit = true;
        }
        String keyword = firstWord(text);
        if (KEYWORDS.contains(keyword)) {
            return instruction(text, recorded);
        }
        if (startsWithShell(text) || text.startsWith("|")) {
            return run(text, recorded);
        }
        // The classic builder records the exec form of RUN as its bare words.
        return classic && !buildKit && entry.comment().isEmpty()
                ? new Instruction("RUN", text, List.of(), Optional.of(recorded))
                : new Instruction("", text, List.of(), Optional.of(recorded));
    }

    private static boolean isShellPrefix(String prefix) {
        // Whatever SHELL says stands here; build arguments may stand before it.
        return prefix.length() < 4096 && prefix.indexOf('\n') < 0;
    }

    private boolean startsWithShell(String text) {
        return text.startsWith(shellText()) || text.startsWith("/bin/sh -c ");
    }

    private String shellText() {
        return String.join(" ", shell) + " ";
    }

    private Instruction instruction(String text, String recorded) {
        String keyword = firstWord(text);
        if (!KEYWORDS.contains(keyword)) {
            return new Instruction("", text, List.of(), Optional.of(recorded));
        }
        String rest = text.substring(keyword.length()).strip();
        if (keyword.equals("RUN")) {
            return run(rest, recorded);
        }
        if (keyword.equals("SHELL")) {
            shell = words(rest);
        }
        String arguments = RecordedArguments.asWritten(keyword, rest, shell);
        return new Instruction(keyword, arguments, List.of(), Optional.of(recorded));
    }

    /// What stands after `RUN`, or a whole record of the classic builder: build arguments, the
    /// shell and its command.
    private Instruction run(String text, String recorded) {
        List<String> buildArgs = List.of();
        String command = text;
        if (text.startsWith("|")) {
            BuildArgs args = buildArgs(text);
            buildArgs = args.values();
            command = args.rest();
        }
        String prefix = shellText();
        if (command.startsWith(prefix)) {
            command = command.substring(prefix.length());
        } else if (command.startsWith("/bin/sh -c ")) {
            command = command.substring("/bin/sh -c ".length());
        }
        command = command.strip();
        if (command.indexOf('\n') >= 0 && !command.startsWith("<<")) {
            // Continued lines are joined without a line feed, so only a heredoc leaves one.
            command = "<<EOF\n" + command + "\nEOF";
        }
        return new Instruction("RUN", command, buildArgs, Optional.of(recorded));
    }

    private record BuildArgs(List<String> values, String rest) {}

    /// Splits `|2 A=x y B=z /bin/sh -c make`: the values may hold spaces, so the number of names
    /// and the shell say where each ends.
    private BuildArgs buildArgs(String text) {
        int space = text.indexOf(' ');
        int count = space < 0 ? -1 : number(text.substring(1, space));
        if (count < 0) {
            return new BuildArgs(List.of(), text);
        }
        String rest = text.substring(space + 1);
        String marker = " " + shellText();
        int end = rest.indexOf(marker);
        if (end < 0) {
            marker = " /bin/sh -c ";
            end = rest.indexOf(marker);
        }
        if (count == 0 || rest.startsWith(marker.substring(1))) {
            return new BuildArgs(List.of(), rest);
        }
        if (end < 0) {
            return execForm(rest, count);
        }
        return new BuildArgs(assignments(rest.substring(0, end)), rest.substring(end + 1));
    }

    /// Build arguments before an exec form, where no shell marks the end: the last is one word.
    private static BuildArgs execForm(String text, int count) {
        List<String> parts = assignments(text);
        if (parts.size() < count) {
            return new BuildArgs(List.of(), text);
        }
        List<String> values = new ArrayList<>(parts.subList(0, count - 1));
        String last = String.join(" ", parts.subList(count - 1, parts.size()));
        int space = last.indexOf(' ');
        values.add(space < 0 ? last : last.substring(0, space));
        return new BuildArgs(values, space < 0 ? "" : last.substring(space + 1));
    }

    private static int number(String digits) {
        if (digits.isEmpty() || digits.length() > 4) {
            return -1;
        }
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return -1;
            }
        }
        return Integer.parseInt(digits);
    }

    /// Splits `A=x y B=z` before each `NAME=` that follows a space.
    static List<String> assignments(String text) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == ' ' && startsAssignment(text, i + 1)) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static boolean startsAssignment(String text, int at) {
        int i = at;
        while (i < text.length() && isNameCharacter(text.charAt(i))) {
            i++;
        }
        return i > at
                && i < text.length()
                && text.charAt(i) == '='
                && !Character.isDigit(text.charAt(at));
    }

    private static boolean isNameCharacter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '.'
                || c == '-';
    }

    private static String firstWord(String text) {
        int i = 0;
        while (i < text.length() && text.charAt(i) >= 'A' && text.charAt(i) <= 'Z') {
            i++;
        }
        return i == text.length() || Character.isWhitespace(text.charAt(i))
                ? text.substring(0, i)
                : "";
    }

    private static List<String> words(String text) {
        String inner =
                text.startsWith("[") && text.endsWith("]") && text.length() >= 2
                        ? text.substring(1, text.length() - 1)
                        : text;
        List<String> quoted = RecordedArguments.quotedWords("[" + inner + "]");
        if (!quoted.isEmpty()) {
            return quoted;
        }
        List<String> words = List.of(inner.strip().split(" +"));
        return inner.isBlank() ? DEFAULT_SHELL : words;
    }
}
