package dev.stagecraft.prove;

import dev.stagecraft.distil.plan.Lesson;
import dev.stagecraft.distil.plan.Plan;
import dev.stagecraft.distil.plan.PlanLine;
import dev.stagecraft.distil.plan.PlanStage;
import dev.stagecraft.distil.plan.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Small changes to a plan's last two rooms: the final stage, and the stage that it copies from.
final class PlanEdit {
    private static final Pattern FROM_STAGE = Pattern.compile("--from=([\\w.-]+)");

    private PlanEdit() {}

    /// The stage that the final stage copies from: the first that it names, else the one before it.
    static Optional<PlanStage> workshop(Plan plan) {
        if (plan.stages().size() < 2) {
            return Optional.empty();
        }
        for (PlanLine line : plan.stages().getLast().lines()) {
            Matcher from = FROM_STAGE.matcher(line.text());
            if (line.keyword().equals("COPY") && from.find()) {
                Optional<PlanStage> named =
                        plan.stages().stream()
                                .filter(stage -> stage.name().equals(from.group(1)))
                                .findFirst();
                if (named.isPresent()) {
                    return named;
                }
            }
        }
        PlanStage before = plan.stages().get(plan.stages().size() - 2);
        return before.name().isEmpty() ? Optional.empty() : Optional.of(before);
    }

    /// The plan with one more line in its final stage, after the last COPY.
    static Plan copyInFinal(Plan plan, PlanLine line) {
        PlanStage last = plan.stages().getLast();
        int at = 1;
        for (int i = 0; i < last.lines().size(); i++) {
            String keyword = last.lines().get(i).keyword();
            if (keyword.equals("COPY") || keyword.equals("ADD") || keyword.equals("WORKDIR")) {
                at = i + 1;
            }
        }
        List<PlanLine> lines = new ArrayList<>(last.lines());
        lines.add(Math.min(at, lines.size()), line);
        return with(plan, last, lines, plan.base());
    }

    /// The plan with one more line at the end of a stage.
    static Plan append(Plan plan, PlanStage stage, PlanLine line) {
        List<PlanLine> lines = new ArrayList<>(stage.lines());
        lines.add(line);
        return with(plan, stage, lines, plan.base());
    }

    /// The plan with the lines of its final stage changed.
    static Plan mapFinal(Plan plan, UnaryOperator<PlanLine> change) {
        PlanStage last = plan.stages().getLast();
        return with(plan, last, last.lines().stream().map(change).toList(), plan.base());
    }

    /// The plan with the user owning what brings a path into the final stage; absent when no COPY
    /// brings it, or the user owns it already.
    ///
    /// @param path absolute
    /// @param workdir the final stage's; empty for the root
    static Optional<Plan> own(Plan plan, String path, String workdir, String user) {
        PlanStage last = plan.stages().getLast();
        for (PlanLine line : last.lines().reversed()) {
            boolean copies = line.keyword().equals("COPY") || line.keyword().equals("ADD");
            if (!copies || line.text().contains("--chown") || line.text().contains("<<")) {
                continue;
            }
            String target = target(line, workdir);
            if (path.equals(target) || path.startsWith(target + "/")) {
                String owned =
                        line.text()
                                .replaceFirst(
                                        "^(\\w+)\\s+", "$1 --chown=" + user + ":" + user + " ");
                String why = "The program writes here, and it is not root any more.";
                PlanLine changed = line.changed(owned, Reason.of(Lesson.WRITABLE, why));
                List<PlanLine> lines = new ArrayList<>(last.lines());
                lines.set(lines.lastIndexOf(line), changed);
                return Optional.of(with(plan, last, lines, plan.base()));
            }
        }
        return Optional.empty();
    }

    private static String target(PlanLine line, String workdir) {
        String[] words = line.text().strip().split("\\s+");
        String last = words[words.length - 1].replaceAll("^[\"\\[]+|[\"\\]]+$", "");
        String path = last.startsWith("/") ? last : workdir + "/" + last;
        path = path.replaceAll("(?:/\\.)*/*$", "");
        return path;
    }

    /// The plan on another final base.
    static Plan onBase(Plan plan, String base, UnaryOperator<PlanLine> from) {
        PlanStage last = plan.stages().getLast();
        List<PlanLine> lines = new ArrayList<>(last.lines());
        lines.set(0, from.apply(lines.getFirst()));
        PlanStage changed = new PlanStage(last.name(), base, lines);
        return stages(plan, last, changed, base);
    }

    private static Plan with(Plan plan, PlanStage stage, List<PlanLine> lines, String base) {
        return stages(plan, stage, new PlanStage(stage.name(), stage.base(), lines), base);
    }

    private static Plan stages(Plan plan, PlanStage old, PlanStage changed, String base) {
        List<PlanStage> stages = new ArrayList<>(plan.stages());
        stages.set(stages.lastIndexOf(old), changed);
        return new Plan(
                plan.ecosystem(),
                plan.framework(),
                base,
                plan.preamble(),
                stages,
                plan.removals(),
                plan.warnings(),
                plan.questions(),
                plan.ignoreProposal());
    }
}
