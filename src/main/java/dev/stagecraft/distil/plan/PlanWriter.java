package dev.stagecraft.distil.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Makes text of a plan, in the manner of the source: its line endings and case of keywords.
public final class PlanWriter {
    private final boolean comments;
    private final String lineEnding;
    private final boolean lowerCase;

    /// @param comments whether notes for the reader are written
    /// @param lineEnding of the source
    /// @param lowerCase whether the source writes keywords in lower case
    public PlanWriter(boolean comments, String lineEnding, boolean lowerCase) {
        this.comments = comments;
        this.lineEnding = lineEnding;
        this.lowerCase = lowerCase;
    }

    /// The text, and where in it every line of the plan stands.
    ///
    /// @param text of the new Dockerfile
    /// @param changes in the order of the result, removals where they were
    /// @param matches the output lines of each source line that went somewhere
    public record Written(
            String text, List<Change> changes, NavigableMap<Integer, LineSpan> matches) {}

    /// Writes the plan.
    public Written write(Plan plan) {
        List<String> out = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        NavigableMap<Integer, LineSpan> matches = new TreeMap<>();
        plan.preamble().forEach(l -> line(l, out, changes, matches));
        for (PlanStage stage : plan.stages()) {
            for (int i = 0; i < stage.lines().size(); i++) {
                PlanLine line = stage.lines().get(i);
                boolean first = i == 0;
                if (first && !out.isEmpty() && !out.getLast().isBlank() && noBlankFirst(line)) {
                    out.add("");
                }
                line(line, out, changes, matches);
            }
        }
        plan.removals()
                .forEach(r ->
                        changes.add(new Change(r.reason(), List.of(r.source()), Optional.empty())));
        changes.sort(Comparator.comparingInt(c -> place(c, matches)));
        while (!out.isEmpty() && out.getFirst().isBlank()) {
            throw new IllegalStateException("a plan begins with a blank line");
        }
        return new Written(String.join(lineEnding, out) + lineEnding, changes, matches);
    }

    private static boolean noBlankFirst(PlanLine line) {
        return line.leading().isEmpty() || !line.leading().getFirst().isBlank();
    }

    /// Removals come after the change whose source is nearest before them.
    private static int place(Change change, NavigableMap<Integer, LineSpan> matches) {
        if (change.output().isPresent()) {
            return change.output().get().first() * 2;
        }
        NavigableMap<Integer, LineSpan> before =
                matches.headMap(change.source().getFirst().first(), false);
        return before.isEmpty() ? 1 : before.lastEntry().getValue().last() * 2 + 1;
    }

    private void line(
            PlanLine line,
            List<String> out,
            List<Change> changes,
            NavigableMap<Integer, LineSpan> matches) {
        for (String leading : line.leading()) {
            boolean twice = leading.isBlank() && (out.isEmpty() || out.getLast().isBlank());
            if (!twice) {
                out.add(leading.stripTrailing());
            }
        }
        if (comments) {
            line.note().ifPresent(n -> n.lines().forEach(l -> out.add("# " + l)));
        }
        int first = out.size() + 1;
        String text = lowerCase ? lowerCaseKeyword(line.text()) : line.text();
        for (String piece : text.split("\r?\n", -1)) {
            out.add(piece);
        }
        LineSpan span = new LineSpan(first, out.size());
        line.reason().ifPresent(r -> changes.add(new Change(r, line.sources(), Optional.of(span))));
        for (LineSpan source : line.sources()) {
            for (int i = source.first(); i <= source.last(); i++) {
                matches.putIfAbsent(i, span);
            }
        }
    }

    private static String lowerCaseKeyword(String text) {
        int end = text.indexOf(' ');
        if (end < 0 || !text.substring(0, end).matches("[A-Z]+")) {
            return text;
        }
        String lower = text.substring(0, end).toLowerCase(Locale.ROOT) + text.substring(end);
        return lower.startsWith("from ") ? lower.replace(" AS ", " as ") : lower;
    }
}
