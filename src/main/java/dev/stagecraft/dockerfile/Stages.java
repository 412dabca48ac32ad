package dev.stagecraft.dockerfile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// The stages of a Dockerfile and what they need of each other.
public final class Stages {
    private final Dockerfile file;
    private final BuildOptions options;
    private final List<Instruction.Arg> globalArguments = new ArrayList<>();
    private final Map<String, String> globals = new LinkedHashMap<>();
    private final List<Stage> stages = new ArrayList<>();
    private final Map<String, Integer> byName = new HashMap<>();
    private final List<StageLink> links = new ArrayList<>();

    private Stages(Dockerfile file, BuildOptions options) {
        this.file = file;
        this.options = options;
    }

    /// The stages with nothing asked for.
    public static Stages of(Dockerfile file) {
        return of(file, BuildOptions.DEFAULT);
    }

    /// The stages for a build.
    public static Stages of(Dockerfile file, BuildOptions options) {
        Stages stages = new Stages(file, options);
        stages.read();
        return stages;
    }

    private void read() {
        List<Instruction> instructions = file.instructions();
        int at = 0;
        while (at < instructions.size() && !(instructions.get(at) instanceof Instruction.From)) {
            if (instructions.get(at) instanceof Instruction.Arg arg) {
                globalArguments.add(arg);
            }
            at++;
        }
        globals.putAll(
                GlobalArguments.evaluate(file, options, globalArguments, targetName(instructions)));
        while (at < instructions.size()) {
            Instruction.From from = (Instruction.From) instructions.get(at++);
            List<Instruction> own = new ArrayList<>();
            while (at < instructions.size()
                    && !(instructions.get(at) instanceof Instruction.From)) {
                own.add(instructions.get(at++));
            }
            add(from, own);
        }
        for (Stage stage : stages) {
            for (Instruction instruction : stage.instructions()) {
                instruction.withNested().forEach(i -> link(stage, i));
            }
        }
    }

    /// The name of the stage that is built, needed before any stage is read: it is an argument.
    private String targetName(List<Instruction> instructions) {
        return options.target()
                .or(() ->
                        instructions.stream()
                                .filter(Instruction.From.class::isInstance)
                                .reduce((a, b) -> b)
                                .flatMap(i -> ((Instruction.From) i).stageName()))
                .orElse("");
    }

    private void add(Instruction.From from, List<Instruction> own) {
        SourceRange range =
                own.isEmpty() ? from.range() : from.range().union(own.getLast().range());
        Stage stage =
                new Stage(stages.size(), from, from.stageName(), base(from.image()), own, range);
        stages.add(stage);
        links.add(
                new StageLink(
                        StageLink.Kind.BASE,
                        stage.index(),
                        stage.base(),
                        from,
                        from.image().range()));
        stage.name().ifPresent(name -> byName.put(name, stage.index()));
    }

    private StageSource base(Word image) {
        String name;
        try {
            name = WordExpansion.with(file.escape()).expand(image.text(), this::global).text();
        } catch (ExpansionException e) {
            return new StageSource.Unresolved(image.text(), String.valueOf(e.getMessage()));
        }
        if (name.isEmpty()) {
            return new StageSource.Unresolved(
                    image.text(), "base name (" + image.text() + ") should not be blank");
        }
        Integer stage = byName.get(name);
        if (stage != null) {
            return new StageSource.OfStage(stage);
        }
        return name.equals("scratch") ? new StageSource.Scratch() : new StageSource.OfImage(name);
    }

    private Optional<String> global(String name) {
        return Optional.ofNullable(globals.get(name));
    }

    private void link(Stage stage, Instruction instruction) {
        for (Flag flag : instruction.source().flags()) {
            if (flag.value().isEmpty()) {
                continue;
            }
            if (instruction instanceof Instruction.Copy && flag.name().equals("from")) {
                links.add(
                        new StageLink(
                                StageLink.Kind.COPY,
                                stage.index(),
                                copySource(flag.value().get()),
                                instruction,
                                flag.range()));
            } else if (instruction instanceof Instruction.Run && flag.name().equals("mount")) {
                Mount.tryParse(flag.value().get())
                        .flatMap(Mount::from)
                        .ifPresent(from ->
                                links.add(
                                        new StageLink(
                                                StageLink.Kind.MOUNT,
                                                stage.index(),
                                                named(from),
                                                instruction,
                                                flag.range())));
            }
        }
    }

    private StageSource copySource(String from) {
        if (from.isEmpty()) {
            return new StageSource.BuildContext();
        }
        if (from.indexOf('$') >= 0) {
            return new StageSource.Unresolved(
                    from, "variable expansion is not supported for --from");
        }
        if (from.matches("[+-]?\\d{1,9}")) {
            int index = Integer.parseInt(from);
            return index >= 0 && index < stages.size()
                    ? new StageSource.OfStage(index)
                    : new StageSource.Unresolved(from, "invalid stage index " + index);
        }
        return named(from);
    }

    private StageSource named(String from) {
        Integer stage = byName.get(from.toLowerCase(Locale.ROOT));
        if (stage != null) {
            return new StageSource.OfStage(stage);
        }
        return from.equals("scratch") ? new StageSource.Scratch() : new StageSource.OfImage(from);
    }

    /// The file they are of.
    public Dockerfile file() {
        return file;
    }

    /// What the build is asked for.
    public BuildOptions options() {
        return options;
    }

    /// All stages in their order; none where the file has no readable FROM.
    public List<Stage> all() {
        return Collections.unmodifiableList(stages);
    }

    /// The ARG instructions before the first FROM.
    public List<Instruction.Arg> globalArguments() {
        return Collections.unmodifiableList(globalArguments);
    }

    /// The arguments of the global scope and their values, also those that BuildKit sets, such as
    /// `TARGETARCH`. An argument without a value is not there.
    public Map<String, String> globalScope() {
        return Collections.unmodifiableMap(globals);
    }

    /// The stage of that name in any case, or of that number. Of several of one name the last.
    public Optional<Stage> find(String nameOrNumber) {
        Integer named = byName.get(nameOrNumber.toLowerCase(Locale.ROOT));
        if (named != null) {
            return Optional.of(stages.get(named));
        }
        if (nameOrNumber.matches("\\d{1,9}")) {
            int index = Integer.parseInt(nameOrNumber);
            return index < stages.size() ? Optional.of(stages.get(index)) : Optional.empty();
        }
        return Optional.empty();
    }

    /// The stage that holds the instruction; absent before the first FROM.
    public Optional<Stage> stageOf(Instruction instruction) {
        int at = instruction.range().start();
        return stages.stream()
                .filter(s -> at >= s.range().start() && at < Math.max(s.range().end(), at + 1))
                .reduce((a, b) -> b);
    }

    /// The stage that is built: the target, or the last one. Absent where there is none of that
    /// name.
    public Optional<Stage> target() {
        return options.target().isPresent()
                ? find(options.target().get())
                : stages.isEmpty() ? Optional.empty() : Optional.of(stages.getLast());
    }

    /// What stages need, in the order of the file, bases first.
    public List<StageLink> links() {
        return Collections.unmodifiableList(links);
    }

    /// What a stage needs.
    public List<StageLink> linksOf(Stage stage) {
        return links.stream().filter(l -> l.stage() == stage.index()).toList();
    }

    /// The images that a stage stands on, copies from or mounts, in their order, each once.
    public List<String> externalImages() {
        return links.stream()
                .map(StageLink::source)
                .filter(StageSource.OfImage.class::isInstance)
                .map(s -> ((StageSource.OfImage) s).reference())
                .distinct()
                .toList();
    }

    /// The stage itself and all that it needs, directly or not: what a build of it runs.
    public List<Stage> reachableFrom(Stage stage) {
        SortedSet<Integer> reached = new TreeSet<>();
        Deque<Integer> open = new ArrayDeque<>(List.of(stage.index()));
        while (!open.isEmpty()) {
            int next = open.pop();
            if (reached.add(next)) {
                for (StageLink link : links) {
                    if (link.stage() == next && link.source() instanceof StageSource.OfStage s) {
                        open.push(s.index());
                    }
                }
            }
        }
        return reached.stream().map(stages::get).toList();
    }

    /// The stages that a build of the target does not run.
    public List<Stage> unreachable() {
        return target().map(
                        t -> {
                            List<Stage> reached = reachableFrom(t);
                            return stages.stream().filter(s -> !reached.contains(s)).toList();
                        })
                .orElse(List.of());
    }

    /// Copies and mounts from a stage that stands later or is the same, which no build can do.
    public List<StageLink> impossibleLinks() {
        return links.stream()
                .filter(l -> l.source() instanceof StageSource.OfStage s && s.index() >= l.stage())
                .toList();
    }
}
