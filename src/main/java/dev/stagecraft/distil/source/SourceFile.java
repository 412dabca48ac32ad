package dev.stagecraft.distil.source;

import dev.stagecraft.dockerfile.Dockerfile;
import dev.stagecraft.dockerfile.Instruction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A Dockerfile with its stages.
public final class SourceFile {
    private final Dockerfile file;
    private final Expander expander;
    private final Map<String, String> globalArgs = new LinkedHashMap<>();
    private final List<Instruction> preamble = new ArrayList<>();
    private final List<SourceStage> stages = new ArrayList<>();

    private SourceFile(Dockerfile file) {
        this.file = file;
        this.expander = new Expander(file.escape());
    }

    /// Reads the stages. Instructions that cannot be read are left out; the file's problems name
    /// them.
    public static SourceFile of(Dockerfile file) {
        SourceFile source = new SourceFile(file);
        List<Instruction> body = new ArrayList<>();
        Instruction.From from = null;
        for (Instruction i : file.instructions()) {
            if (i instanceof Instruction.From next) {
                if (from != null) {
                    source.close(from, body);
                }
                from = next;
                body = new ArrayList<>(List.of(i));
            } else if (from == null) {
                source.preamble.add(i);
                if (i instanceof Instruction.Arg arg) {
                    arg.definitions()
                            .forEach(d ->
                                    d.defaultValue()
                                            .ifPresent(v ->
                                                    source.globalArgs.put(
                                                            d.name().text(),
                                                            source.expander.expand(
                                                                    v.text(), source.globalArgs))));
                }
            } else {
                body.add(i);
            }
        }
        if (from != null) {
            source.close(from, body);
        }
        return source;
    }

    private void close(Instruction.From from, List<Instruction> body) {
        Map<String, String> args = new LinkedHashMap<>(globalArgs);
        args.putIfAbsent("TARGETARCH", "amd64");
        args.putIfAbsent("BUILDPLATFORM", "linux/amd64");
        String image = expander.expand(from.image().text(), args);
        Optional<SourceStage> parent = stage(image);
        BaseImage base = parent.map(SourceStage::base).orElseGet(() -> BaseImage.of(image));
        stages.add(
                new SourceStage(
                        stages.size(), from.stageName().orElse(""), from, parent, base, body));
    }

    public Dockerfile file() {
        return file;
    }

    /// What stands before the first FROM.
    public List<Instruction> preamble() {
        return preamble;
    }

    /// The stages in their order.
    public List<SourceStage> stages() {
        return List.copyOf(stages);
    }

    /// The stage of this name or number.
    public Optional<SourceStage> stage(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        Optional<SourceStage> named =
                stages.stream().filter(s -> s.name().equals(lower)).reduce((a, b) -> b);
        if (named.isPresent() || !lower.matches("\\d{1,4}")) {
            return named;
        }
        int index = Integer.parseInt(lower);
        return index < stages.size() ? Optional.of(stages.get(index)) : Optional.empty();
    }

    /// The settings of a stage.
    public Settings settings(SourceStage stage) {
        return Settings.of(stage, globalArgs, expander);
    }

    /// The text with these variables replaced as the builder does.
    public String expand(String text, Map<String, String> values) {
        return expander.expand(text, values);
    }

    /// The stages that a build of this one needs, without itself, in their order.
    public List<SourceStage> needs(SourceStage stage) {
        Set<SourceStage> found = new LinkedHashSet<>();
        collect(stage, found);
        found.remove(stage);
        return stages.stream().filter(found::contains).toList();
    }

    private void collect(SourceStage stage, Set<SourceStage> into) {
        if (!into.add(stage)) {
            return;
        }
        stage.parent().ifPresent(p -> collect(p, into));
        for (Instruction i : stage.body()) {
            if (i instanceof Instruction.Copy copy) {
                copy.from()
                        .flatMap(this::stage)
                        .filter(s -> s.index() < stage.index())
                        .ifPresent(s -> collect(s, into));
            } else if (i instanceof Instruction.Run run) {
                run.mounts()
                        .forEach(m ->
                                m.from()
                                        .flatMap(this::stage)
                                        .filter(s -> s.index() < stage.index())
                                        .ifPresent(s -> collect(s, into)));
            }
        }
    }

    /// The transfers of a stage and those below it, in their order.
    public List<Transferred> transfers(SourceStage stage) {
        List<Transferred> all = new ArrayList<>();
        for (SourceStage s : stage.chain()) {
            String workdir = s.base().workdir();
            if (s.parent().isPresent()) {
                workdir = settings(s.parent().get()).workdir().value();
            }
            Map<String, String> variables = settings(s).variables();
            for (Instruction i : s.body()) {
                if (i instanceof Instruction.Workdir w) {
                    workdir = Paths.resolve(workdir, expand(w.path().text(), variables));
                } else if (i instanceof Instruction.Transfer t) {
                    all.add(transferred(t, workdir, variables));
                }
            }
        }
        return all;
    }

    private Transferred transferred(
            Instruction.Transfer transfer, String workdir, Map<String, String> variables) {
        String written = expand(transfer.destination().text(), variables);
        List<String> sources =
                transfer.sources().stream().map(w -> expand(w.text(), variables)).toList();
        boolean folder =
                written.endsWith("/")
                        || written.equals(".")
                        || written.endsWith("/.")
                        || sources.size() > 1;
        Optional<String> from =
                transfer instanceof Instruction.Copy c ? c.from() : Optional.empty();
        return new Transferred(transfer, from, sources, Paths.resolve(workdir, written), folder);
    }

    /// The working directory at an instruction of a stage.
    public String workdirAt(SourceStage stage, Instruction at) {
        String workdir =
                stage.parent()
                        .map(p -> settings(p).workdir().value())
                        .orElse(stage.base().workdir());
        Map<String, String> variables = settings(stage).variables();
        for (Instruction i : stage.body()) {
            if (i.equals(at)) {
                break;
            }
            if (i instanceof Instruction.Workdir w) {
                workdir = Paths.resolve(workdir, expand(w.path().text(), variables));
            }
        }
        return workdir;
    }
}
