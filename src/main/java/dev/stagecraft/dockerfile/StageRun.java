package dev.stagecraft.dockerfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// One stage while its instructions are run.
final class StageRun {
    private final Stages stages;
    private final Stage stage;
    private final StageSettings base;
    private final boolean baseKnown;
    private final EvaluationListener listener;
    private final WordExpansion expansion;

    private final SequencedMap<String, String> environment;
    private final SequencedMap<String, String> labels;
    private final Set<String> ports;
    private final Set<String> volumes;
    private final List<String> onBuild = new ArrayList<>();
    private Optional<List<String>> entrypoint;
    private Optional<List<String>> cmd;
    private Optional<List<String>> shell;
    private Optional<HealthcheckSettings> healthcheck;
    private Optional<String> stopSignal;
    private String user;
    private String workingDir;
    private boolean cmdSetHere;
    private boolean workdirSet;
    private boolean quiet;

    private final Map<String, String> variables = new LinkedHashMap<>();
    private final List<Map.Entry<String, String>> changes = new ArrayList<>();
    private final Map<Integer, Integer> changesBefore = new HashMap<>();
    private final Set<String> declared = new HashSet<>();
    private final Set<String> varying = new HashSet<>();
    private final Map<Class<? extends Instruction>, Instruction> setBy = new HashMap<>();
    private final Map<String, Instruction> variableSetBy = new HashMap<>();

    /// On an image.
    ///
    /// @param varying names of variables whose value is not known; absent when nothing is known of
    ///   the image
    StageRun(
            Stages stages,
            Stage stage,
            StageSettings base,
            Optional<Set<String>> varying,
            EvaluationListener listener) {
        this(stages, stage, base, varying.isPresent(), listener);
        varying.ifPresent(this.varying::addAll);
    }

    /// On another stage, with all it declared: also its arguments can be seen.
    StageRun(
            Stages stages,
            Stage stage,
            StageRun parent,
            StageEvaluation evaluation,
            EvaluationListener listener) {
        this(stages, stage, evaluation.settings(), parent.baseKnown, listener);
        evaluation.changes().forEach(c -> set(c.getKey(), c.getValue()));
        declared.addAll(parent.declared);
        varying.addAll(parent.varying);
        workdirSet = parent.workdirSet;
        setBy.putAll(evaluation.setters());
        variableSetBy.putAll(evaluation.variableSetters());
    }

    private StageRun(
            Stages stages,
            Stage stage,
            StageSettings base,
            boolean baseKnown,
            EvaluationListener listener) {
        this.stages = stages;
        this.stage = stage;
        this.base = base;
        this.baseKnown = baseKnown;
        this.listener = listener;
        this.expansion = WordExpansion.with(stages.file().escape());
        this.environment = new LinkedHashMap<>(base.environment());
        this.labels = new LinkedHashMap<>(base.labels());
        this.ports = new LinkedHashSet<>(base.exposedPorts());
        this.volumes = new LinkedHashSet<>(base.volumes());
        this.entrypoint = base.entrypoint();
        this.cmd = base.cmd();
        this.shell = base.shell();
        this.healthcheck = base.healthcheck();
        this.stopSignal = base.stopSignal();
        this.user = base.user();
        this.workingDir = base.workingDir();
    }

    StageSettings base() {
        return base;
    }

    /// Takes the base's variables, and a search path where it has none.
    void begin() {
        environment.putIfAbsent("PATH", StageSettings.DEFAULT_PATH);
        environment.forEach(this::set);
        if (stage.base() instanceof StageSource.Scratch) {
            workingDir = "/";
        }
    }

    private void set(String name, String value) {
        if (!value.equals(variables.put(name, value))) {
            changes.add(Map.entry(name, value));
        }
    }

    /// Runs an instruction that the base's ONBUILD asks for: nothing is said of it.
    void trigger(Instruction instruction) {
        quiet = true;
        run(instruction);
        quiet = false;
    }

    void instruction(Instruction instruction) {
        changesBefore.put(instruction.range().start(), changes.size());
        run(instruction);
    }

    private void run(Instruction instruction) {
        switch (instruction) {
            case Instruction.Env env -> env(env);
            case Instruction.Arg arg -> arg(arg);
            case Instruction.Label label ->
                    label.pairs()
                            .forEach(p ->
                                    labels.put(expand(label, p.key()), expand(label, p.value())));
            case Instruction.Expose expose -> expose(expose);
            case Instruction.Volume volume ->
                    volume.paths().forEach(p -> volumes.add(expand(volume, p).strip()));
            case Instruction.User in -> {
                user = expand(in, in.user());
                setBy.put(Instruction.User.class, in);
            }
            case Instruction.Workdir in -> workdir(in);
            case Instruction.Stopsignal in -> {
                stopSignal = Optional.of(expand(in, in.signal()));
                setBy.put(Instruction.Stopsignal.class, in);
            }
            case Instruction.Shell in -> {
                shell = Optional.of(in.argv());
                setBy.put(Instruction.Shell.class, in);
            }
            case Instruction.Cmd in -> {
                cmd = argv(in, in.command());
                cmdSetHere = true;
                setBy.put(Instruction.Cmd.class, in);
            }
            case Instruction.Entrypoint in -> entrypoint(in);
            case Instruction.Healthcheck in -> {
                healthcheck = Optional.of(HealthcheckSettings.of(in));
                setBy.put(Instruction.Healthcheck.class, in);
            }
            case Instruction.Onbuild in -> onBuild.add(in.trigger().source().raw());
            case Instruction.Transfer in -> transfer(in);
            case Instruction.Run in -> mounts(in);
            case Instruction.From _,
                    Instruction.Maintainer _,
                    Instruction.Unknown _,
                    Instruction.Invalid _ -> {
                // They set nothing that a container is started with.
            }
        }
    }

    private void env(Instruction.Env env) {
        // All pairs of one instruction see the variables as they were before it.
        List<Map.Entry<String, String>> pairs =
                env.pairs().stream()
                        .map(p -> Map.entry(expand(env, p.key()), expand(env, p.value())))
                        .toList();
        for (Map.Entry<String, String> pair : pairs) {
            environment.put(pair.getKey(), pair.getValue());
            set(pair.getKey(), pair.getValue());
            variableSetBy.put(pair.getKey(), env);
        }
    }

    private void arg(Instruction.Arg arg) {
        for (Instruction.Arg.Definition definition : arg.definitions()) {
            String name = definition.name().text();
            Optional<String> value =
                    Optional.ofNullable(stages.options().buildArguments().get(name))
                            .or(() -> definition.defaultValue().map(v -> expand(arg, v)))
                            .or(() -> Optional.ofNullable(stages.globalScope().get(name)));
            if (!StageEvaluator.NOT_VARIABLES.contains(name)) {
                value.ifPresent(v -> set(name, v));
            }
            declared.add(name);
        }
    }

    private void expose(Instruction.Expose expose) {
        for (Word word : expose.ports()) {
            for (String port : words(expose, word)) {
                if (!quiet) {
                    listener.port(expose, word, port);
                }
                try {
                    ports.addAll(Port.parse(port).exposed());
                } catch (IllegalArgumentException e) {
                    if (!quiet) {
                        listener.failed(expose, word, String.valueOf(e.getMessage()));
                    }
                }
            }
        }
    }

    private void workdir(Instruction.Workdir in) {
        String path = expand(in, in.path());
        if (!workdirSet && !quiet) {
            listener.firstWorkdir(in, path);
        }
        workdirSet = true;
        workingDir = PosixPath.workdir(workingDir, path);
        setBy.put(Instruction.Workdir.class, in);
    }

    private void entrypoint(Instruction.Entrypoint in) {
        entrypoint = argv(in, in.command());
        setBy.put(Instruction.Entrypoint.class, in);
        if (!cmdSetHere) {
            // The default arguments were meant for another program.
            cmd = Optional.empty();
            setBy.remove(Instruction.Cmd.class);
        }
    }

    private Optional<List<String>> argv(Instruction in, CommandLine command) {
        if (command instanceof CommandLine.ShellForm && !quiet) {
            listener.shellForm(in, shell.isPresent());
        }
        List<String> argv = command.argv(shell.orElse(StageSettings.DEFAULT_SHELL));
        return argv.isEmpty() ? Optional.empty() : Optional.of(argv);
    }

    private void transfer(Instruction.Transfer in) {
        for (Word source : in.sources()) {
            String path = expand(in, source);
            if (!quiet) {
                listener.transferSource(in, source, path);
            }
        }
        expand(in, in.destination());
        for (Flag flag : in.source().flags()) {
            if (flag.value().isPresent()
                    && Set.of("chown", "chmod", "checksum").contains(flag.name())) {
                expand(in, new Word(flag.value().get(), flag.range()));
            }
        }
        for (Heredoc heredoc : in.heredocs()) {
            if (heredoc.expand()) {
                expand(
                        in,
                        new Word(heredoc.body(), heredoc.contentRange()),
                        WordExpansion.with('\\').ignoringQuotes());
            }
        }
    }

    private void mounts(Instruction.Run in) {
        for (Flag flag : in.source().flags()) {
            if (flag.name().equals("mount") && flag.value().isPresent()) {
                Mount.tryParse(flag.value().get())
                        .ifPresent(m ->
                                m.options()
                                        .values()
                                        .forEach(v -> expand(in, new Word(v, flag.range()))));
            }
        }
    }

    private String expand(Instruction in, Word word) {
        return expand(in, word, expansion);
    }

    private String expand(Instruction in, Word word, WordExpansion how) {
        return result(in, word, how).map(WordExpansion.Result::text).orElse(word.text());
    }

    private List<String> words(Instruction in, Word word) {
        return result(in, word, expansion)
                .map(WordExpansion.Result::words)
                .orElse(List.of(word.text()));
    }

    private Optional<WordExpansion.Result> result(Instruction in, Word word, WordExpansion how) {
        try {
            WordExpansion.Result result =
                    how.expand(word.text(), name -> Optional.ofNullable(variables.get(name)));
            if (baseKnown && !quiet) {
                for (String name : result.unmatched()) {
                    if (!declared.contains(name)
                            && !varying.contains(name)
                            && !StageEvaluator.NOT_VARIABLES.contains(name)) {
                        listener.undefined(in, name, variables.keySet());
                    }
                }
            }
            return Optional.of(result);
        } catch (ExpansionException e) {
            if (!quiet) {
                listener.failed(in, word, String.valueOf(e.getMessage()));
            }
            return Optional.empty();
        }
    }

    StageEvaluation finish() {
        StageSettings settings =
                new StageSettings(
                        environment,
                        entrypoint,
                        cmd,
                        user,
                        workingDir,
                        List.copyOf(ports),
                        List.copyOf(volumes),
                        labels,
                        healthcheck,
                        stopSignal,
                        shell,
                        onBuild);
        return new StageEvaluation(
                stage, baseKnown, base, settings, setBy, variableSetBy, changes, changesBefore);
    }
}
