package dev.stagecraft.dockerfile;

import java.util.List;

/// What must hold between the instructions of a file.
final class StructureRules {
    private StructureRules() {}

    static void check(List<Instruction> instructions, List<Problem> problems) {
        for (Instruction instruction : instructions) {
            if (instruction.keyword().equals("FROM")) {
                return;
            }
            if (!(instruction instanceof Instruction.Arg
                    || instruction instanceof Instruction.Unknown)) {
                problems.add(
                        new Problem(
                                Problem.Severity.ERROR,
                                instruction.source().keyword().range(),
                                "no build stage in current context",
                                "FROM before " + instruction.keyword()));
                return;
            }
        }
        if (!instructions.isEmpty()) {
            problems.add(
                    new Problem(
                            Problem.Severity.ERROR,
                            instructions.getLast().range(),
                            "no build stage: nothing to build",
                            "FROM"));
        }
    }
}
