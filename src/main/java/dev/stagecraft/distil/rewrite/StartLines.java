package dev.stagecraft.distil.rewrite;

import dev.stagecraft.distil.plan.Lesson;
import dev.stagecraft.distil.plan.PlanLine;
import dev.stagecraft.distil.plan.Reason;
import dev.stagecraft.distil.source.Setting;
import dev.stagecraft.dockerfile.CommandLine;
import dev.stagecraft.dockerfile.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// ENTRYPOINT and CMD of the final stage.
final class StartLines {
    private StartLines() {}

    static List<PlanLine> of(
            Situation situation,
            Draft draft,
            List<String> baseEntrypoint,
            List<String> argv,
            int fixed) {
        int base = baseEntrypoint.size();
        boolean supplied =
                base > 0 && argv.size() >= base && argv.subList(0, base).equals(baseEntrypoint);
        int split;
        boolean entrypoint;
        if (supplied) {
            entrypoint = fixed > base;
            split = Math.max(base, fixed);
        } else {
            split = base > 0 ? Math.max(1, fixed) : fixed;
            entrypoint = split > 0;
        }
        List<PlanLine> lines = new ArrayList<>();
        if (entrypoint) {
            lines.add(
                    line(
                            situation,
                            draft,
                            "ENTRYPOINT",
                            argv.subList(0, split),
                            situation.settings().entrypoint(),
                            baseEntrypoint));
        }
        if (argv.size() > split) {
            lines.add(
                    line(
                            situation,
                            draft,
                            "CMD",
                            argv.subList(split, argv.size()),
                            situation.settings().cmd(),
                            supplied && !entrypoint ? baseEntrypoint : List.of()));
        }
        if (lines.size() == 2 && lines.getFirst().sources().equals(lines.getLast().sources())) {
            PlanLine cmd = lines.removeLast();
            lines.add(new PlanLine(List.of(), cmd.text(), cmd.sources(), cmd.reason(), cmd.note()));
        }
        return lines;
    }

    private static PlanLine line(
            Situation situation,
            Draft draft,
            String keyword,
            List<String> argv,
            Optional<Setting<CommandLine>> source,
            List<String> dropped) {
        Optional<Instruction> by = source.flatMap(Setting::by);
        if (by.isEmpty() && keyword.equals("CMD")) {
            by = situation.settings().entrypoint().flatMap(Setting::by);
        } else if (by.isEmpty()) {
            by = situation.settings().cmd().flatMap(Setting::by);
        }
        boolean same =
                source.map(s ->
                                s.value() instanceof CommandLine.ExecForm e
                                        && e.argv().equals(argv))
                        .orElse(false);
        if (same && by.isPresent()) {
            return draft.kept(by.get());
        }
        Reason reason = reason(situation, source, dropped);
        String written = by.map(i -> i.source().keyword().text()).orElse("");
        String word =
                written.equals(written.toLowerCase(java.util.Locale.ROOT)) && !written.isEmpty()
                        ? keyword.toLowerCase(java.util.Locale.ROOT)
                        : keyword;
        String text = word + " " + Json.array(argv);
        return by.isEmpty() ? PlanLine.added(text, reason) : draft.changed(by.get(), text, reason);
    }

    private static Reason reason(
            Situation situation, Optional<Setting<CommandLine>> source, List<String> dropped) {
        List<Reason> found = situation.start().reasons();
        if (!found.isEmpty()) {
            return found.getFirst();
        }
        boolean shell = source.map(s -> s.value() instanceof CommandLine.ShellForm).orElse(false);
        if (shell) {
            return Reason.of(
                    Lesson.EXEC_FORM,
                    "Written as a list of words: there is no shell to run the shell form.");
        }
        return dropped.isEmpty()
                ? Reason.of(
                        Lesson.EXEC_FORM,
                        "Names the program by the path it has in the final stage.")
                : Reason.of(
                        Lesson.ENTRYPOINT_OF_BASE,
                        "The base starts "
                                + dropped.getFirst()
                                + "; only what follows it is named.");
    }
}
