package dev.stagecraft.distil.source;

import dev.stagecraft.dockerfile.CommandLine;
import dev.stagecraft.dockerfile.Instruction;
import dev.stagecraft.dockerfile.KeyValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// What a container of a stage starts with, and where each part was set.
public final class Settings {
    private final SequencedMap<String, Setting<String>> env = new LinkedHashMap<>();
    private final Map<String, String> args = new LinkedHashMap<>();
    private final List<Setting<Instruction>> kept = new ArrayList<>();
    private Setting<String> workdir;
    private @Nullable Setting<String> user;
    private @Nullable Setting<CommandLine> entrypoint;
    private @Nullable Setting<CommandLine> cmd;
    private @Nullable Setting<Instruction.Healthcheck> healthcheck;
    private List<String> shell = List.of("/bin/sh", "-c");
    private boolean baseCmdValid = true;
    private boolean baseEntrypointValid = true;
    private final SourceStage stage;

    private Settings(SourceStage stage) {
        this.stage = stage;
        this.workdir = new Setting<>(stage.base().workdir(), Optional.empty(), -1);
    }

    /// The settings of a stage, those of the stages below included.
    static Settings of(SourceStage stage, Map<String, String> globalArgs, Expander expander) {
        Settings settings = new Settings(stage);
        for (SourceStage s : stage.chain()) {
            boolean entrypointHere = false;
            boolean cmdHere = false;
            for (Instruction i : s.body()) {
                switch (i) {
                    case Instruction.Arg arg ->
                            arg.definitions()
                                    .forEach(d -> {
                                        String name = d.name().text();
                                        String value =
                                                d.defaultValue()
                                                        .map(v ->
                                                                settings.expand(expander, v.text()))
                                                        .orElse(globalArgs.getOrDefault(name, ""));
                                        settings.args.put(name, value);
                                    });
                    case Instruction.Env e -> {
                        Map<String, String> values = new LinkedHashMap<>();
                        for (KeyValue pair : e.pairs()) {
                            String value = settings.expand(expander, pair.value().text());
                            values.put(settings.expand(expander, pair.key().text()), value);
                        }
                        values.forEach((k, v) ->
                                settings.env.put(k, new Setting<>(v, Optional.of(i), s.index())));
                    }
                    case Instruction.Workdir w ->
                            settings.workdir =
                                    new Setting<>(
                                            Paths.resolve(
                                                    settings.workdir.value(),
                                                    settings.expand(expander, w.path().text())),
                                            Optional.of(i),
                                            s.index());
                    case Instruction.User u ->
                            settings.user =
                                    new Setting<>(
                                            settings.expand(expander, u.user().text()),
                                            Optional.of(i),
                                            s.index());
                    case Instruction.Entrypoint e -> {
                        settings.entrypoint = new Setting<>(e.command(), Optional.of(i), s.index());
                        settings.baseEntrypointValid = false;
                        entrypointHere = true;
                        if (!cmdHere) {
                            // BuildKit: ENTRYPOINT resets a CMD that is inherited.
                            settings.cmd = null;
                            settings.baseCmdValid = false;
                        }
                    }
                    case Instruction.Cmd c -> {
                        settings.cmd = new Setting<>(c.command(), Optional.of(i), s.index());
                        cmdHere = true;
                    }
                    case Instruction.Healthcheck h ->
                            settings.healthcheck = new Setting<>(h, Optional.of(i), s.index());
                    case Instruction.Shell sh -> settings.shell = sh.argv();
                    case Instruction.Expose x -> settings.keep(x, s);
                    case Instruction.Volume v -> settings.keep(v, s);
                    case Instruction.Label l -> settings.keep(l, s);
                    case Instruction.Stopsignal g -> settings.keep(g, s);
                    default -> {}
                }
            }
            if (entrypointHere && !cmdHere) {
                settings.cmd = null;
            }
        }
        return settings;
    }

    private void keep(Instruction instruction, SourceStage s) {
        kept.add(new Setting<>(instruction, Optional.of(instruction), s.index()));
    }

    private String expand(Expander expander, String text) {
        return expander.expand(text, variables());
    }

    /// Values of arguments and environment together, the environment winning.
    public Map<String, String> variables() {
        Map<String, String> all = new LinkedHashMap<>(args);
        env.forEach((k, v) -> all.put(k, v.value()));
        return all;
    }

    /// The environment that the file sets, in its order.
    public SequencedMap<String, Setting<String>> env() {
        return env;
    }

    /// The environment's values.
    public Map<String, String> environment() {
        Map<String, String> all = new LinkedHashMap<>();
        env.forEach((k, v) -> all.put(k, v.value()));
        return all;
    }

    public Setting<String> workdir() {
        return workdir;
    }

    /// Absent when the file names none.
    public Optional<Setting<String>> user() {
        return Optional.ofNullable(user);
    }

    public Optional<Setting<CommandLine>> entrypoint() {
        return Optional.ofNullable(entrypoint);
    }

    public Optional<Setting<CommandLine>> cmd() {
        return Optional.ofNullable(cmd);
    }

    public Optional<Setting<Instruction.Healthcheck>> healthcheck() {
        return Optional.ofNullable(healthcheck);
    }

    /// EXPOSE, VOLUME, LABEL and STOPSIGNAL in their order.
    public List<Setting<Instruction>> others() {
        return List.copyOf(kept);
    }

    /// What the shell form is run with.
    public List<String> shell() {
        return shell;
    }

    /// The entry point of the base image, if the file leaves it.
    public List<String> inheritedEntrypoint() {
        return baseEntrypointValid ? stage.base().entrypoint() : List.of();
    }

    /// The arguments of the base image, if the file leaves them.
    public List<String> inheritedCmd() {
        return baseCmdValid && cmd == null ? stage.base().cmd() : List.of();
    }
}
