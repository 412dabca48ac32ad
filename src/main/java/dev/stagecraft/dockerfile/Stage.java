package dev.stagecraft.dockerfile;

import java.util.List;
import java.util.Optional;

/// One stage of a build: a FROM and the instructions up to the next one.
///
/// @param index its number, counted from 0
/// @param from the instruction that starts it
/// @param name in lower case; absent where it has none
/// @param base what it stands on
/// @param instructions those after the FROM
/// @param range from the FROM to the end of the last instruction
public record Stage(
        int index,
        Instruction.From from,
        Optional<String> name,
        StageSource base,
        List<Instruction> instructions,
        SourceRange range) {
    public Stage {
        instructions = List.copyOf(instructions);
    }

    /// The name, or for a stage without one `stage-0` with its number, as build logs have it.
    public String displayName() {
        return name.orElse("stage-" + index);
    }

    /// The last instruction of a type in this stage.
    public <T extends Instruction> Optional<T> last(Class<T> type) {
        for (int i = instructions.size() - 1; i >= 0; i--) {
            if (type.isInstance(instructions.get(i))) {
                return Optional.of(type.cast(instructions.get(i)));
            }
        }
        return Optional.empty();
    }

    /// The instructions of a type in this stage.
    public <T extends Instruction> List<T> all(Class<T> type) {
        return instructions.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
