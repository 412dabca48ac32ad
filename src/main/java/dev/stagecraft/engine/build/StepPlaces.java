package dev.stagecraft.engine.build;

import dev.stagecraft.dockerfile.Dockerfile;
import dev.stagecraft.dockerfile.Instruction;
import dev.stagecraft.dockerfile.Stage;
import dev.stagecraft.dockerfile.StageSource;
import dev.stagecraft.dockerfile.Stages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// Where the steps of a build stand in its Dockerfile.
final class StepPlaces {
    private final List<String> stages;
    private final Map<String, Integer> lines;
    private final boolean byKey;

    private StepPlaces(List<String> stages, Map<String, Integer> lines, boolean byKey) {
        this.stages = List.copyOf(stages);
        this.lines = Map.copyOf(lines);
        this.byKey = byKey;
    }

    /// The classic builder numbers all instructions, those before the first `FROM` included.
    static StepPlaces ofClassicBuilder(String text) {
        Dockerfile file = Dockerfile.parse(text);
        Stages all = Stages.of(file);
        List<String> stages = new ArrayList<>();
        Map<String, Integer> lines = new HashMap<>();
        for (Instruction instruction : file.instructions()) {
            stages.add(all.stageOf(instruction).map(stage -> name(stage, all)).orElse(""));
            lines.put(Integer.toString(stages.size()), instruction.range().startLine());
        }
        return new StepPlaces(stages, lines, true);
    }

    /// BuildKit numbers, within each stage, what makes a file system: a `FROM` of an image, and
    /// `RUN`, `COPY`, `ADD` and `WORKDIR`.
    static StepPlaces ofBuildKit(String text) {
        Stages all = Stages.of(Dockerfile.parse(text));
        Map<String, Integer> lines = new HashMap<>();
        for (Stage stage : all.all()) {
            String name = name(stage, all);
            int index = 0;
            boolean onImage = stage.base() instanceof StageSource.OfImage;
            if (onImage) {
                lines.put(name + " " + ++index, stage.from().range().startLine());
            }
            for (Instruction instruction : stage.instructions()) {
                boolean counted =
                        instruction instanceof Instruction.Run
                                || instruction instanceof Instruction.Copy
                                || instruction instanceof Instruction.Add
                                || instruction instanceof Instruction.Workdir;
                if (counted) {
                    lines.put(name + " " + ++index, instruction.range().startLine());
                }
            }
        }
        return new StepPlaces(List.of(), lines, false);
    }

    private static String name(Stage stage, Stages all) {
        return stage.name().isEmpty() && all.all().size() == 1 ? "" : stage.displayName();
    }

    /// The stage of each instruction, in the Dockerfile's order; empty unless of the classic
    /// builder.
    List<String> stages() {
        return stages;
    }

    /// The line where a step begins.
    ///
    /// @param key the builder's name for it
    OptionalInt line(String key, StepName name) {
        if (name.index() == 0) {
            return OptionalInt.empty();
        }
        Integer line = lines.get(byKey ? key : name.stage() + " " + name.index());
        return line == null ? OptionalInt.empty() : OptionalInt.of(line);
    }
}
