package dev.stagecraft.prove;

import dev.stagecraft.distil.plan.LineSpan;
import dev.stagecraft.distil.plan.Plan;
import dev.stagecraft.distil.plan.PlanLine;
import dev.stagecraft.distil.plan.PlanStage;
import dev.stagecraft.distil.plan.PlanWriter;
import dev.stagecraft.dockerfile.Dockerfile;
import dev.stagecraft.dockerfile.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A Dockerfile as a plan that changes nothing, so that one that a person wrote can be repaired
/// like one that the rewriter made.
final class TextPlan {
    private TextPlan() {}

    /// The plan; absent when the file cannot be read or has no stage.
    static Optional<Plan> of(Dockerfile file) {
        if (file.hasErrors()) {
            return Optional.empty();
        }
        List<PlanLine> preamble = new ArrayList<>();
        List<PlanStage> stages = new ArrayList<>();
        for (Instruction instruction : file.instructions()) {
            PlanLine line =
                    new PlanLine(
                            leading(file, instruction),
                            instruction.source().raw(),
                            List.of(LineSpan.of(instruction)),
                            Optional.empty(),
                            Optional.empty());
            if (instruction instanceof Instruction.From from) {
                stages.add(
                        new PlanStage(
                                from.name().map(name -> name.text()).orElse(""),
                                from.image().text(),
                                List.of(line)));
            } else if (stages.isEmpty()) {
                preamble.add(line);
            } else {
                stages.add(PlanEdit.and(stages.removeLast(), line));
            }
        }
        return stages.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Plan(
                                "",
                                Optional.empty(),
                                stages.getLast().base(),
                                preamble,
                                stages,
                                List.of(),
                                List.of(),
                                List.of(),
                                Optional.empty()));
    }

    /// What writes such a plan, with the file's line endings.
    static PlanWriter writer(Dockerfile file) {
        return new PlanWriter(true, file.lineEnding(), false);
    }

    private static List<String> leading(Dockerfile file, Instruction instruction) {
        List<String> lines = new ArrayList<>();
        int line = instruction.range().startLine() - 1;
        while (line >= 1 && file.instructionAt(line).isEmpty()) {
            lines.addFirst(file.line(line));
            line--;
        }
        return lines;
    }
}
