package dev.stagecraft.distil.site;

import dev.stagecraft.distil.shell.ShellScript;
import dev.stagecraft.distil.source.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a command of a RUN does to nginx's configuration. What is not understood changes it.
final class NginxEdit {
    private static final String FOLDER = "/etc/nginx";

    /// A deletion or a substitution: the address (1), what is replaced (3) and by what (4).
    private static final Pattern COMMAND =
            Pattern.compile(
                    "(?:/((?:\\\\.|[^/\\\\])+)/)?\\s*(?:d|s([/,#|@!~])((?:\\\\.|(?!\\2)[^\\\\])*)\\2((?:\\\\.|(?!\\2)[^\\\\])*)\\2[gIi\\d]*)\\s*(?:[;\\n]\\s*|$)");

    private static final String PID_FILE = "[\\w./\\\\^-]*nginx\\\\?\\.pid[;$]*";
    private static final String USER = "user|pid";
    private static final String PORT = USER + "|listen";

    private NginxEdit() {}

    /// Whether it only removes nginx's own pages, or lets a user that is not root start it.
    static boolean changesNothing(ShellScript.Step step) {
        return changesOnly(USER, step);
    }

    /// As [#changesNothing], or it sets the port that nginx listens on.
    static boolean changesPortAtMost(ShellScript.Step step) {
        return changesOnly(PORT, step);
    }

    private static boolean changesOnly(String directives, ShellScript.Step step) {
        if (step.redirections().stream().anyMatch(r -> r.contains(FOLDER))) {
            return false;
        }
        return switch (step.name()) {
            case "ln" -> linksElsewhere(step);
            case "sed" ->
                    step.redirections().isEmpty()
                            && expressions(step).stream().allMatch(e -> isOf(directives, e));
            default -> step.name().matches("|rm|chown|chmod|mkdir|touch|true|apk|apt-get|apt");
        };
    }

    private static boolean linksElsewhere(ShellScript.Step step) {
        List<String> words = step.literal().orElse(List.of(""));
        String link = words.getLast();
        return link.startsWith("/")
                && !Paths.within(Paths.resolve("/", link), FOLDER)
                && words.stream().noneMatch(w -> w.matches("-\\w*t.*|--target.*"));
    }

    /// What `sed` is told to do; one empty text where that is not known.
    private static List<String> expressions(ShellScript.Step step) {
        List<String> words = step.literal().orElse(List.of());
        List<String> out = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (word.matches("-[Ers]*e|--expression") && i + 1 < words.size()) {
                i++;
                out.add(words.get(i));
            } else if (word.startsWith("--expression=")) {
                out.add(word.substring(word.indexOf('=') + 1));
            } else if (!word.startsWith("-")) {
                others.add(word);
            } else if (!word.matches("-[Ers]+|-[Ers]*i.*|--in-place.*|--regexp-extended")) {
                return List.of("");
            }
        }
        if (out.isEmpty()) {
            out.add(others.isEmpty() ? "" : others.getFirst());
        }
        return out;
    }

    /// Whether each command of an expression finds one of the directives and leaves no other.
    private static boolean isOf(String directives, String expression) {
        String directive = "(?:" + directives + ")\\b[^;{}]*;?";
        Pattern found =
                Pattern.compile(
                        "(?:\\[\\[:space:\\]\\]|[\\\\^sb# \\t*+])*"
                                + directive
                                + "[\\s.*$]*|"
                                + PID_FILE);
        Pattern left =
                Pattern.compile("\\s*(?:&|#[^;{}]*;?|" + directive + "|" + PID_FILE + ")?\\s*");
        String rest = expression.strip();
        boolean any = !rest.isEmpty();
        while (any && !rest.isEmpty()) {
            Matcher command = COMMAND.matcher(rest);
            if (!command.lookingAt()) {
                return false;
            }
            String where = command.group(1) == null ? command.group(3) : command.group(1);
            String by = command.group(4);
            any =
                    where != null
                            && found.matcher(where).matches()
                            && !where.contains("|")
                            && (by == null
                                    || (left.matcher(by).matches()
                                            && !by.matches("(?s).*(?:\\\\n|\\n).*")));
            rest = rest.substring(command.end());
        }
        return any;
    }
}
