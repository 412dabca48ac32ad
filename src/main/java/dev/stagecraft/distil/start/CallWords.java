package dev.stagecraft.distil.start;

import dev.stagecraft.distil.shell.ShellScript.Assignment;
import dev.stagecraft.distil.shell.ShellScript.Step;
import dev.stagecraft.distil.shell.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Puts the words of a script's call, and what is known of them, into its steps.
final class CallWords {
    private final List<ShellWord> arguments;
    private final Asked asked;
    private final Predicate<ShellWord.Variable> ofCall;

    /// @param ofCall whether a variable has a value that the call decides
    CallWords(List<ShellWord> arguments, Asked asked, Predicate<ShellWord.Variable> ofCall) {
        this.arguments = arguments;
        this.asked = asked;
        this.ofCall = ofCall;
    }

    /// The step with the words of the call in place of `$1` and `$@`.
    Step replaced(Step step) {
        return new Step(
                step.assignments().stream()
                        .map(a -> new Assignment(a.name(), one(a.value())))
                        .toList(),
                step.words().stream().flatMap(this::each).toList(),
                step.redirections(),
                step.operator(),
                step.line());
    }

    private Stream<ShellWord> each(ShellWord word) {
        boolean all =
                word.parts().size() == 1
                        && word.parts().getFirst() instanceof ShellWord.Variable v
                        && v.name().matches("[@*]")
                        && v.operator().isEmpty();
        return all ? arguments.stream() : Stream.of(one(word));
    }

    private ShellWord one(ShellWord word) {
        boolean call = word.variables().stream().anyMatch(ofCall);
        if (!call) {
            return word;
        }
        List<ShellWord.Part> parts = new ArrayList<>();
        for (ShellWord.Part part : word.parts()) {
            Optional<ShellWord> argument = argument(part);
            if (argument.isPresent()) {
                parts.addAll(argument.get().parts());
                continue;
            }
            Optional<String> known =
                    part instanceof ShellWord.Variable v && ofCall.test(v)
                            ? asked.value(new ShellWord(List.of(part), word.raw(), false, false))
                                    .map(Asked.Known::text)
                            : Optional.empty();
            if (known.isEmpty()) {
                parts.add(part);
            } else if (!known.get().isEmpty()) {
                parts.add(new ShellWord.Text(known.get()));
            }
        }
        String raw =
                parts.stream().allMatch(ShellWord.Text.class::isInstance)
                        ? parts.stream()
                                .map(p -> ((ShellWord.Text) p).text())
                                .collect(Collectors.joining())
                        : word.raw();
        return new ShellWord(parts, raw, word.globs(), word.splits());
    }

    /// The word of the call that `$1` and its like stand for.
    private Optional<ShellWord> argument(ShellWord.Part part) {
        return part instanceof ShellWord.Variable v
                        && v.operator().isEmpty()
                        && v.name().matches("[1-9]")
                        && Integer.parseInt(v.name()) <= arguments.size()
                ? Optional.of(arguments.get(Integer.parseInt(v.name()) - 1))
                : Optional.empty();
    }
}
