package dev.stagecraft.dockerfile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a stage's instructions come to: its effective settings, which instruction set each, and the
/// variables that each instruction sees.
public final class StageEvaluation {
    private final Stage stage;
    private final boolean baseKnown;
    private final StageSettings base;
    private final StageSettings settings;
    private final Map<Class<? extends Instruction>, Instruction> setBy;
    private final Map<String, Instruction> variableSetBy;
    private final List<Map.Entry<String, String>> changes;
    private final Map<Integer, Integer> changesBefore;

    StageEvaluation(
            Stage stage,
            boolean baseKnown,
            StageSettings base,
            StageSettings settings,
            Map<Class<? extends Instruction>, Instruction> setBy,
            Map<String, Instruction> variableSetBy,
            List<Map.Entry<String, String>> changes,
            Map<Integer, Integer> changesBefore) {
        this.stage = stage;
        this.baseKnown = baseKnown;
        this.base = base;
        this.settings = settings;
        this.setBy = Map.copyOf(setBy);
        this.variableSetBy = Map.copyOf(variableSetBy);
        this.changes = new ArrayList<>(changes);
        this.changesBefore = Map.copyOf(changesBefore);
    }

    /// Works out all stages, in their order.
    public static List<StageEvaluation> all(Stages stages, BaseImages bases) {
        return new StageEvaluator(stages, bases, EvaluationListener.NONE).all();
    }

    /// Works out one stage.
    public static StageEvaluation of(Stages stages, Stage stage, BaseImages bases) {
        return all(stages, bases).get(stage.index());
    }

    /// The stage.
    public Stage stage() {
        return stage;
    }

    /// Whether the settings of what the stage stands on are known. If not, [#base] is empty and
    /// [#settings] has only what the file says.
    public boolean baseKnown() {
        return baseKnown;
    }

    /// The settings that the stage starts with, those of its base.
    public StageSettings base() {
        return base;
    }

    /// The settings that an image of the stage has.
    public StageSettings settings() {
        return settings;
    }

    /// The instruction that set what is in effect, in this stage or one it stands on; absent where
    /// it comes from the base image or is not set. A CMD that an ENTRYPOINT after it took away is
    /// absent.
    ///
    /// @param type one of Cmd, Entrypoint, User, Workdir, Shell, Stopsignal and Healthcheck
    public <T extends Instruction> Optional<T> effective(Class<T> type) {
        return Optional.ofNullable(setBy.get(type)).map(type::cast);
    }

    /// The ENV that set a variable, in this stage or one it stands on; absent where the base image
    /// did or none.
    public Optional<Instruction> variableSetBy(String name) {
        return Optional.ofNullable(variableSetBy.get(name));
    }

    /// The variables that an instruction of the stage sees: of ENV and ARG before it, and of the
    /// base.
    ///
    /// @throws IllegalArgumentException when the instruction is not one of this stage
    public Map<String, String> variablesAt(Instruction instruction) {
        Integer count = changesBefore.get(instruction.range().start());
        if (count == null) {
            throw new IllegalArgumentException(
                    "not of stage " + stage.displayName() + ": " + instruction.source().line());
        }
        return replay(count);
    }

    /// The variables after the last instruction, ARG included.
    public Map<String, String> variablesAtEnd() {
        return replay(changes.size());
    }

    private Map<String, String> replay(int count) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (Map.Entry<String, String> change : changes.subList(0, count)) {
            variables.put(change.getKey(), change.getValue());
        }
        return Collections.unmodifiableMap(variables);
    }

    List<Map.Entry<String, String>> changes() {
        return changes;
    }

    Map<Class<? extends Instruction>, Instruction> setters() {
        return setBy;
    }

    Map<String, Instruction> variableSetters() {
        return variableSetBy;
    }
}
