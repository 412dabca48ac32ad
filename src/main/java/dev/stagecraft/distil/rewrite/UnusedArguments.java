package dev.stagecraft.distil.rewrite;

import dev.stagecraft.distil.plan.Lesson;
import dev.stagecraft.distil.plan.PlanLine;
import dev.stagecraft.distil.plan.Reason;
import dev.stagecraft.distil.plan.Removal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Arguments of the build that no line names any more: those of bases that are fixed now, and in a
/// final stage without RUN those that only a RUN could read.
final class UnusedArguments {
    private static final Reason UNUSED =
            Reason.of(
                    Lesson.SAME_RELEASE,
                    "No line names the argument any more: the bases are fixed, and the final stage runs nothing.");

    /// What BuildKit reads itself, and the proxies that it hands to what it runs.
    private static final Pattern PREDEFINED =
            Pattern.compile("SOURCE_DATE_EPOCH|BUILDKIT_\\w+|(?i:(?:https?|ftp|no|all)_proxy)");

    private final List<PlanLine> preamble;
    private final List<StageDraft> stages;

    UnusedArguments(List<PlanLine> preamble, List<StageDraft> stages) {
        this.preamble = preamble;
        this.stages = stages;
    }

    /// Takes their lines out, and says which lines of the source have no place any more.
    List<Removal> removals() {
        List<PlanLine> last = stages.getLast().lines();
        List<PlanLine> dead = new ArrayList<>(unused(last, last));
        without(dead, last);
        List<PlanLine> all =
                Stream.concat(preamble.stream(), stages.stream().flatMap(s -> s.lines().stream()))
                        .toList();
        List<PlanLine> global = unused(preamble, all);
        List<String> comments = without(global, preamble);
        List<PlanLine> first = stages.getFirst().lines();
        first.set(0, after(comments, first.getFirst()));
        dead.addAll(global);
        return dead.stream()
                .flatMap(l -> l.sources().stream())
                .map(s -> new Removal(s, UNUSED))
                .toList();
    }

    private static List<PlanLine> unused(List<PlanLine> from, List<PlanLine> readers) {
        return from.stream()
                .filter(l -> l.keyword().equals("ARG") && !l.sources().isEmpty())
                .filter(l -> names(l).stream().noneMatch(n -> named(n, l, readers)))
                .toList();
    }

    /// Comments before a line that goes stand before the next one: they are often the file's own.
    ///
    /// @return those after which no line comes
    private static List<String> without(List<PlanLine> dead, List<PlanLine> from) {
        List<PlanLine> kept = new ArrayList<>();
        List<String> comments = new ArrayList<>();
        for (PlanLine line : from) {
            if (dead.contains(line)) {
                line.leading().stream().filter(c -> !c.isBlank()).forEach(comments::add);
            } else {
                kept.add(after(comments, line));
                comments.clear();
            }
        }
        from.clear();
        from.addAll(kept);
        return comments;
    }

    private static PlanLine after(List<String> comments, PlanLine line) {
        if (comments.isEmpty()) {
            return line;
        }
        List<String> leading = new ArrayList<>(comments);
        line.leading().stream().dropWhile(String::isBlank).forEach(leading::add);
        return new PlanLine(leading, line.text(), line.sources(), line.reason(), line.note());
    }

    private static List<String> names(PlanLine line) {
        return Arrays.stream(line.text().split("\\s+"))
                .skip(1)
                .map(w -> w.replaceFirst("=.*", ""))
                .toList();
    }

    private static boolean named(String name, PlanLine own, List<PlanLine> readers) {
        String reference = "(?s).*\\$\\{?" + name + "\\b.*";
        return !name.matches("\\w+")
                || PREDEFINED.matcher(name).matches()
                || readers.stream()
                        .filter(l -> !l.equals(own))
                        .anyMatch(l ->
                                l.text().matches(reference)
                                        || (l.keyword().equals("ARG") && names(l).contains(name)));
    }
}
