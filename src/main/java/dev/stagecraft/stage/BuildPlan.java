package dev.stagecraft.stage;

import dev.stagecraft.dockerfile.Dockerfile;
import dev.stagecraft.dockerfile.ExpansionException;
import dev.stagecraft.dockerfile.Instruction.Arg;
import dev.stagecraft.dockerfile.Instruction.From;
import dev.stagecraft.dockerfile.Mount;
import dev.stagecraft.dockerfile.WordExpansion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a Dockerfile says is to be built: its stages, what each is made from, and their steps.
final class BuildPlan {
    private final List<PlannedStage> stages;
    private final Map<String, String> variables;
    private final char escape;

    private BuildPlan(List<PlannedStage> stages, Map<String, String> variables, char escape) {
        this.stages = List.copyOf(stages);
        this.variables = Map.copyOf(variables);
        this.escape = escape;
    }

    /// One stage.
    ///
    /// @param index its place in the file, from 0
    /// @param name the name after `AS` as written
    /// @param base what stands after `FROM`, variables replaced as far as they are known
    /// @param below the index of the stage that it is made from; -1 for an image from elsewhere
    /// @param line where its `FROM` is
    /// @param steps its instructions, without `FROM`
    record PlannedStage(
            int index,
            Optional<String> name,
            String base,
            int below,
            int line,
            List<PlannedStep> steps) {
        String id() {
            return "stage:" + index;
        }

        boolean isScratch() {
            return below < 0 && base.equals("scratch");
        }
    }

    /// One instruction.
    ///
    /// @param parsed as the Dockerfile room reads it
    /// @param written as it is shown
    /// @param from the indexes of the stages that it takes files from
    record PlannedStep(
            dev.stagecraft.dockerfile.Instruction parsed,
            Instruction written,
            int line,
            List<Integer> from) {
        boolean changesFiles() {
            return written.changesFiles();
        }
    }

    /// Reads a Dockerfile.
    ///
    /// @param known build arguments and variables whose values are known
    static BuildPlan of(Dockerfile file, Map<String, String> known) {
        Map<String, String> variables = new HashMap<>();
        List<PlannedStage> stages = new ArrayList<>();
        WordExpansion expansion = WordExpansion.with(file.escape()).keepingUnset();
        List<PlannedStep> steps = new ArrayList<>();
        From from = null;
        for (var instruction : file.instructions()) {
            if (instruction instanceof From next) {
                if (from != null) {
                    stages.add(stage(from, stages, steps, variables, expansion));
                }
                from = next;
                steps = new ArrayList<>();
            } else if (from == null) {
                if (instruction instanceof Arg arg) {
                    define(arg, variables, known, expansion);
                }
            } else {
                if (instruction instanceof Arg arg) {
                    define(arg, variables, known, expansion);
                }
                steps.add(step(instruction, stages));
            }
        }
        if (from != null) {
            stages.add(stage(from, stages, steps, variables, expansion));
        }
        Map<String, String> all = new HashMap<>(variables);
        all.putAll(known);
        return new BuildPlan(stages, all, file.escape());
    }

    private static void define(
            Arg arg,
            Map<String, String> variables,
            Map<String, String> known,
            WordExpansion expansion) {
        for (Arg.Definition definition : arg.definitions()) {
            String name = definition.name().text();
            String value = known.get(name);
            if (value == null && definition.defaultValue().isPresent()) {
                value = expand(definition.defaultValue().get().text(), variables, expansion);
            }
            if (value != null) {
                variables.put(name, value);
            }
        }
    }

    static String expand(String text, Map<String, String> variables, WordExpansion expansion) {
        try {
            return expansion.expand(text, name -> Optional.ofNullable(variables.get(name))).text();
        } catch (ExpansionException e) {
            // Such a file does not build; what cannot be expanded is compared as it stands.
            return text;
        }
    }

    private static PlannedStage stage(
            From from,
            List<PlannedStage> before,
            List<PlannedStep> steps,
            Map<String, String> variables,
            WordExpansion expansion) {
        String base = expand(from.image().text(), variables, expansion);
        return new PlannedStage(
                before.size(),
                from.name().map(n -> n.text()),
                base,
                named(base, before),
                from.range().startLine(),
                List.copyOf(steps));
    }

    /// The stage before this place that is called so; the last one where there are several.
    private static int named(String name, List<PlannedStage> before) {
        String wanted = name.toLowerCase(Locale.ROOT);
        for (int i = before.size() - 1; i >= 0; i--) {
            if (before.get(i).name().map(n -> n.toLowerCase(Locale.ROOT)).orElse("").equals(wanted)
                    && !wanted.isEmpty()) {
                return i;
            }
        }
        return -1;
    }

    private static PlannedStep step(
            dev.stagecraft.dockerfile.Instruction parsed, List<PlannedStage> before) {
        Set<Integer> from = new LinkedHashSet<>();
        switch (parsed) {
            case dev.stagecraft.dockerfile.Instruction.Copy copy ->
                    copy.from()
                            .map(f -> source(f, before))
                            .filter(i -> i >= 0)
                            .ifPresent(from::add);
            case dev.stagecraft.dockerfile.Instruction.Run run -> {
                for (Mount mount : run.mounts()) {
                    int index = source(mount.options().getOrDefault("from", ""), before);
                    if (index >= 0) {
                        from.add(index);
                    }
                }
            }
            default -> {}
        }
        String keyword = parsed.keyword();
        String raw = parsed.source().raw();
        String arguments = raw.substring(Math.min(keyword.length(), raw.length())).strip();
        return new PlannedStep(
                parsed,
                new Instruction(keyword, arguments, List.of(), Optional.empty()),
                parsed.range().startLine(),
                List.copyOf(from));
    }

    /// `--from` takes a name or a number.
    private static int source(String from, List<PlannedStage> before) {
        if (!from.isEmpty()
                && from.length() < 5
                && from.chars().allMatch(c -> c >= '0' && c <= '9')) {
            int index = Integer.parseInt(from);
            return index < before.size() ? index : -1;
        }
        return named(from, before);
    }

    List<PlannedStage> stages() {
        return stages;
    }

    /// The values of variables, as far as they are known.
    Map<String, String> variables() {
        return variables;
    }

    WordExpansion expansion() {
        return WordExpansion.with(escape).keepingUnset();
    }

    /// The images from elsewhere that stages are made from.
    List<String> externalBases() {
        return stages.stream()
                .filter(s -> s.below() < 0 && !s.isScratch())
                .map(PlannedStage::base)
                .distinct()
                .toList();
    }

    /// The stage and those below it, the lowest first.
    List<PlannedStage> chain(int index) {
        Deque<PlannedStage> chain = new ArrayDeque<>();
        for (int i = index; i >= 0; i = stages.get(i).below()) {
            chain.addFirst(stages.get(i));
        }
        return List.copyOf(chain);
    }

    /// The stages that a build of this one needs, itself included.
    Set<Integer> needed(int target) {
        Set<Integer> needed = new LinkedHashSet<>();
        Deque<Integer> open = new ArrayDeque<>(List.of(target));
        while (!open.isEmpty()) {
            int index = open.pop();
            if (index >= 0 && needed.add(index)) {
                PlannedStage stage = stages.get(index);
                open.add(stage.below());
                stage.steps().forEach(s -> open.addAll(s.from()));
            }
        }
        return needed;
    }
}
