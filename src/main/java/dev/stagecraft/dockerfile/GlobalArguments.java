package dev.stagecraft.dockerfile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The arguments before the first FROM.
final class GlobalArguments {
    private GlobalArguments() {}

    /// Their values and those that BuildKit sets. A default that cannot be expanded counts as none.
    static Map<String, String> evaluate(
            Dockerfile file,
            BuildOptions options,
            List<Instruction.Arg> arguments,
            String targetStage) {
        Map<String, String> values = new LinkedHashMap<>(options.automaticArguments(targetStage));
        WordExpansion expansion = WordExpansion.with(file.escape());
        for (Instruction.Arg argument : arguments) {
            for (Instruction.Arg.Definition definition : argument.definitions()) {
                String name = definition.name().text();
                String given = options.buildArguments().get(name);
                if (given != null) {
                    values.put(name, given);
                } else if (definition.defaultValue().isPresent()) {
                    try {
                        values.put(
                                name,
                                expansion
                                        .expand(
                                                definition.defaultValue().get().text(),
                                                n -> Optional.ofNullable(values.get(n)))
                                        .text());
                    } catch (ExpansionException e) {
                        values.remove(name);
                    }
                }
            }
        }
        return values;
    }
}
