package dev.stagecraft.distil.rewrite;

import dev.stagecraft.distil.shell.ShellScript;
import dev.stagecraft.dockerfile.Flag;
import dev.stagecraft.dockerfile.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes RUN instructions anew, in the manner of the source.
public final class RunText {
    private RunText() {}

    /// The RUN with these commands, joined with `&&`.
    public static String of(Instruction.Run run, List<String> commands) {
        StringBuilder out = new StringBuilder(run.source().keyword().text());
        for (Flag flag : run.source().flags()) {
            out.append(' ').append(flag);
        }
        out.append(' ');
        boolean trailing =
                Pattern.compile("&&[ \\t]*\\\\\\r?\\n").matcher(run.source().raw()).find();
        String joint = trailing ? " && \\\n    " : " \\\n    && ";
        String one = String.join(" && ", commands);
        boolean lines = run.source().raw().contains("\n") && commands.size() > 1;
        return out.append(lines || one.length() > 110 ? String.join(joint, commands) : one)
                .toString();
    }

    /// A command as written, with the assignments before it and its redirections.
    public static String written(ShellScript.Step step) {
        List<String> parts = new ArrayList<>();
        step.assignments().forEach(a -> parts.add(a.name() + "=" + a.value().raw()));
        if (!step.words().isEmpty()) {
            parts.add(step.joined());
        }
        parts.addAll(step.redirections());
        return String.join(" ", parts).replaceAll("\\\\\\r?\\n\\s*", " ");
    }

    /// The RUN's text without these words of package lists; absent when nothing is left to install.
    public static Optional<String> withoutWords(String raw, List<String> words) {
        String text = raw;
        for (String word : words) {
            String w = Pattern.quote(word);
            // A word alone on its line takes the line with it.
            Matcher own =
                    Pattern.compile(
                                    "\\n[ \\t]*"
                                            + w
                                            + "(?:[=:]\\S+)?[ \\t]*\\\\?[ \\t]*(?=\\r?\\n)")
                            .matcher(text);
            if (own.find()) {
                text = own.replaceFirst("");
                continue;
            }
            text =
                    Pattern.compile("[ \\t]+" + w + "(?:[=:]\\S+)?(?=[ \\t]|\\r?\\n|$|;|&)")
                            .matcher(text)
                            .replaceFirst("");
        }
        ShellScript script = ShellScript.parse(text.replaceFirst("(?i)^RUN\\s+", ""));
        boolean empty =
                script.steps().stream()
                        .filter(s -> s.texts().contains("install") || s.texts().contains("add"))
                        .allMatch(s ->
                                s.texts().stream().filter(t -> !t.startsWith("-")).count() <= 2);
        return empty ? Optional.empty() : Optional.of(text);
    }
}
