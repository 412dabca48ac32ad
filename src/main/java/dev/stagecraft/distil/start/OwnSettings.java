package dev.stagecraft.distil.start;

import dev.stagecraft.distil.plan.Lesson;
import dev.stagecraft.distil.plan.Reason;
import dev.stagecraft.distil.shell.ShellWord;
import dev.stagecraft.distil.source.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Options with a variable that the program reads from its environment by itself: without them it
/// does the same, and the variable still chooses when the container starts.
final class OwnSettings {
    /// An option of a program.
    ///
    /// @param program that reads the variable
    /// @param names of the option, as a pattern
    /// @param before what stands before the variable, as a pattern
    /// @param otherwise the variable's value where neither the file nor the word has one
    private record Option(
            String program, String names, String before, String variable, String otherwise) {}

    /// gunicorn's settings `bind` and `workers`, and `next start`.
    private static final List<Option> OPTIONS =
            List.of(
                    new Option("gunicorn", "-b|--bind", "(?:0\\.0\\.0\\.0)?:", "PORT", "8080"),
                    new Option("gunicorn", "-w|--workers", "", "WEB_CONCURRENCY", "1"),
                    new Option("next", "-p|--port", "", "PORT", "3000"));

    private OwnSettings() {}

    /// The words without such options.
    static List<ShellWord> taken(StartDraft start, List<ShellWord> words) {
        List<ShellWord> out = new ArrayList<>(words);
        for (Option option : OPTIONS) {
            boolean runs =
                    words.stream()
                            .limit(4)
                            .anyMatch(w -> Paths.name(w.text()).equals(option.program()));
            boolean configured =
                    words.stream().anyMatch(w -> w.text().matches("(?:-c|--config)(?:=.*)?"))
                            || start.configures(option.program());
            if (runs && !configured) {
                take(start, option, out);
            }
        }
        return out;
    }

    private static void take(StartDraft start, Option option, List<ShellWord> words) {
        for (int i = 1; i < words.size(); i++) {
            boolean pair = i + 1 < words.size() && words.get(i).text().matches(option.names());
            Optional<ShellWord.Variable> variable =
                    pair
                            ? alone(words.get(i + 1), option.before(), option)
                            : alone(
                                    words.get(i),
                                    "(?:" + option.names() + ")=" + option.before(),
                                    option);
            if (variable.isEmpty()) {
                continue;
            }
            words.subList(i, i + (pair ? 2 : 1)).clear();
            if (!start.values().containsKey(option.variable())) {
                start.addEnv(
                        option.variable(),
                        ShellWord.value(variable.get(), start.values()).orElse(option.otherwise()));
            }
            start.addReason(
                    Reason.of(
                            Lesson.EXEC_FORM,
                            option.program()
                                    + " reads "
                                    + option.variable()
                                    + " by itself; setting it when the container starts still has an effect."));
            return;
        }
    }

    /// The variable that a word holds, with nothing but this before it.
    private static Optional<ShellWord.Variable> alone(
            ShellWord word, String before, Option option) {
        List<ShellWord.Part> parts = word.parts();
        if (parts.isEmpty()
                || word.globs()
                || !(parts.getLast() instanceof ShellWord.Variable v)
                || !v.name().equals(option.variable())
                || !v.operator().matches("|:?-")) {
            return Optional.empty();
        }
        String text =
                parts.size() == 1
                        ? ""
                        : parts.size() == 2 && parts.getFirst() instanceof ShellWord.Text t
                                ? t.text()
                                : "\0";
        return text.matches(before) ? Optional.of(v) : Optional.empty();
    }
}
