package dev.stagecraft.prove;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Takes out of a text what differs between two runs of one program and means nothing: times,
/// durations, host names, process numbers, addresses.
final class Noise {
    private record Rule(Pattern pattern, String mark) {}

    private static final String DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
    private static final String MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";

    private static final List<Rule> RULES =
            List.of(
                    rule("\\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b", "‹uuid›"),
                    rule(
                            "\\b\\d{4}[-/]\\d{2}[-/]\\d{2}[T ]\\d{2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?"
                                    + "(?: ?(?:Z|UTC|GMT|[+-]\\d{2}:?\\d{2})\\b)?",
                            "‹time›"),
                    rule(
                            DAY
                                    + ",? \\d{1,2}[ -]"
                                    + MONTH
                                    + "[ -]\\d{4} \\d{2}:\\d{2}:\\d{2}"
                                    + "(?: (?:GMT|UTC|[+-]\\d{4}))?",
                            "‹time›"),
                    rule(
                            DAY
                                    + " "
                                    + MONTH
                                    + " [ \\d]\\d \\d{2}:\\d{2}:\\d{2}(?: [A-Z]{3,4})?"
                                    + " \\d{4}",
                            "‹time›"),
                    rule(
                            "\\d{2}/" + MONTH + "/\\d{4}[: ]\\d{2}:\\d{2}:\\d{2}(?: [+-]\\d{4})?",
                            "‹time›"),
                    rule("\\b\\d{4}-\\d{2}-\\d{2}\\b", "‹date›"),
                    rule("\\b\\d{2}:\\d{2}:\\d{2}(?:[.,]\\d+)?\\b", "‹time›"),
                    rule("\\b1[6-9]\\d{8}(?:\\.\\d+|\\d{3}|\\d{6}|\\d{9})?\\b", "‹time›"),
                    rule(
                            "\\b\\d+(?:\\.\\d+)? ?(?:ns|µs|us|ms|s|sec|secs|seconds)\\b",
                            "‹duration›"),
                    rule("\\b0x[0-9a-f]{6,16}\\b", "‹address›"),
                    rule("@[0-9a-f]{5,8}\\b", "@‹hash›"),
                    rule("\\b(?:pid|PID|process)(\\W{1,3})\\d+\\b", "pid$1‹number›"),
                    rule("\\[\\d{1,7}\\]", "[‹number›]"));

    private Noise() {}

    private static Rule rule(String regex, String mark) {
        return new Rule(Pattern.compile(regex), mark);
    }

    /// The text with noise replaced by marks.
    ///
    /// @param text what a program printed or answered
    /// @param names what the container is called
    static String mask(String text, Set<String> names) {
        String masked = text;
        List<String> longestFirst = new ArrayList<>(names);
        longestFirst.sort(Comparator.comparingInt(String::length).reversed());
        for (String name : longestFirst) {
            if (name.length() >= 4) {
                masked = masked.replace(name, "‹host›");
            }
        }
        for (Rule rule : RULES) {
            masked = rule.pattern().matcher(masked).replaceAll(rule.mark());
        }
        return masked;
    }

    /// Whether `other` says the same as `once`, given that the program itself said `again` the
    /// second time: a word may differ where the two differ.
    static boolean sameButForWhatChanges(String once, String again, String other) {
        if (once.equals(other)) {
            return true;
        }
        String[] first = words(once);
        String[] second = words(again);
        String[] third = words(other);
        if (first.length != second.length || first.length != third.length) {
            return false;
        }
        for (int i = 0; i < first.length; i++) {
            if (first[i].equals(second[i]) && !first[i].equals(third[i])) {
                return false;
            }
        }
        return true;
    }

    private static String[] words(String text) {
        return text.split("(?<=[\\s,;:\"'<>(){}\\[\\]=])|(?=[\\s,;:\"'<>(){}\\[\\]=])", -1);
    }
}
