package dev.stagecraft.distil.start;

import dev.stagecraft.distil.source.Settings;
import dev.stagecraft.distil.source.SourceFile;
import dev.stagecraft.distil.source.SourceStage;
import dev.stagecraft.dockerfile.Instruction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/// What a container finds in its environment: what a person says, else what the file sets.
public final class RunEnvironment {
    private RunEnvironment() {}

    /// The variables with their values. One that a person leaves out stays where a line of the file
    /// names it, for that line would mean something else without it.
    public static Map<String, String> of(Corrections said, SourceFile file, SourceStage stage) {
        Settings settings = file.settings(stage);
        Optional<SequencedMap<String, String>> values = said.environment();
        if (values.isEmpty()) {
            return settings.environment();
        }
        Map<String, String> all = new LinkedHashMap<>();
        settings.environment()
                .forEach((name, value) -> {
                    if (naming(stage, name).isPresent()) {
                        all.put(name, value);
                    }
                });
        values.get().forEach((name, v) -> all.put(name, file.expand(v, settings.variables())));
        return all;
    }

    /// The first line of a stage and those below it in which the builder replaces a variable,
    /// besides ENV and RUN.
    public static Optional<Instruction> naming(SourceStage stage, String name) {
        Pattern reference = Pattern.compile("\\$\\{?" + Pattern.quote(name) + "\\b");
        return stage.chain().stream()
                .flatMap(s -> s.body().stream())
                .filter(i ->
                        switch (i) {
                            case Instruction.Transfer t -> true;
                            case Instruction.Workdir w -> true;
                            case Instruction.Expose e -> true;
                            case Instruction.User u -> true;
                            case Instruction.Volume v -> true;
                            case Instruction.Label l -> true;
                            case Instruction.Stopsignal s -> true;
                            default -> false;
                        })
                .filter(i -> reference.matcher(i.source().line()).find())
                .findFirst();
    }
}
