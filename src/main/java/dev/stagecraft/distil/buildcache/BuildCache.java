package dev.stagecraft.distil.buildcache;

import dev.stagecraft.distil.plan.Lesson;
import dev.stagecraft.distil.plan.Plan;
import dev.stagecraft.distil.plan.PlanLine;
import dev.stagecraft.distil.plan.PlanStage;
import dev.stagecraft.distil.plan.Reason;
import dev.stagecraft.distil.rewrite.Situation;
import dev.stagecraft.dockerfile.Dockerfile;
import dev.stagecraft.dockerfile.Instruction;
import java.util.ArrayList;
import java.util.List;

/// Makes the builders of a plan keep their downloads. A stage whose user is not root, or whose
/// tools keep their downloads elsewhere, stays as it is: the mounts would be in the wrong place or
/// not writable.
public record BuildCache(Situation situation) {
    /// The plan with cache mounts and dependency lists first; the same when that is not wanted.
    public Plan into(Plan plan) {
        if (!situation.options().buildCache() || situation.file().file().escape() != '\\') {
            return plan;
        }
        List<PlanStage> stages = new ArrayList<>();
        for (PlanStage stage : plan.stages()) {
            boolean last = stages.size() == plan.stages().size() - 1;
            stages.add(last ? stage : stage(stage, plan));
        }
        return plan.withStages(plan.base(), stages);
    }

    private PlanStage stage(PlanStage stage, Plan plan) {
        if (stage.lines().stream().anyMatch(l -> l.keyword().equals("USER") || setsHome(l))) {
            return stage;
        }
        CacheMounts mounts = new CacheMounts(stage, copied(plan), situation.context());
        ListsFirst order = new ListsFirst(new DependencyLists(situation.context()), mounts);
        ListsFirst.Ordered ordered = order.of(stage.lines());
        List<PlanLine> lines =
                ordered.lines().stream().map(l -> mounts.on(l, ordered.why())).toList();
        return new PlanStage(stage.name(), stage.base(), lines);
    }

    private static boolean setsHome(PlanLine line) {
        return instruction(line.text()) instanceof Instruction.Env env
                && env.pairs().stream().anyMatch(p -> p.key().text().equals("HOME"));
    }

    /// What the stages copy from others: it must not lie in a mount, whose files no layer holds.
    private static List<String> copied(Plan plan) {
        return plan.stages().stream()
                .flatMap(s -> s.lines().stream())
                .map(l -> instruction(l.text()))
                .filter(i -> i instanceof Instruction.Copy c && c.from().isPresent())
                .flatMap(i -> ((Instruction.Copy) i).sources().stream())
                .map(w -> w.text())
                .toList();
    }

    /// The instruction of a line of a plan.
    static Instruction instruction(String text) {
        return Dockerfile.parse("FROM scratch\n" + text).instructions().getLast();
    }

    static Reason reason(String text) {
        return Reason.of(Lesson.LAYERS, text);
    }
}
