package dev.stagecraft.distil;

import dev.stagecraft.distil.project.ComposeFile;
import dev.stagecraft.distil.project.Fact;
import dev.stagecraft.distil.project.JavaProject;
import dev.stagecraft.distil.project.Place;
import dev.stagecraft.distil.project.ProjectFiles;
import dev.stagecraft.distil.project.PythonProject;
import dev.stagecraft.distil.project.json.PackageJson;
import dev.stagecraft.distil.rewrite.SaidEnvironment;
import dev.stagecraft.distil.rewrite.Situation;
import dev.stagecraft.distil.rewrite.TargetReading;
import dev.stagecraft.distil.source.PackageLine;
import dev.stagecraft.distil.source.Setting;
import dev.stagecraft.distil.source.Settings;
import dev.stagecraft.distil.source.SourceFile;
import dev.stagecraft.distil.source.SourceStage;
import dev.stagecraft.distil.start.Corrections;
import dev.stagecraft.dockerfile.CommandLine;
import dev.stagecraft.dockerfile.Instruction;
import dev.stagecraft.dockerfile.Word;
import java.util.ArrayList;
import java.util.List;

/// Gathers what is known of a project for a person to see.
final class Facts {
    private Facts() {}

    /// What was read, and what a person said instead.
    static List<Fact> of(Situation situation) {
        List<Fact> facts = new ArrayList<>(read(situation));
        Corrections corrections = situation.corrections();
        for (Fact.Subject subject : Corrections.SUBJECTS) {
            corrections
                    .said(subject)
                    .ifPresent(values -> {
                        facts.removeIf(f -> f.subject() == subject);
                        values.forEach(v -> facts.add(new Fact(subject, v, Place.PERSON)));
                    });
        }
        return List.copyOf(facts);
    }

    private static List<Fact> read(Situation situation) {
        SourceFile file = situation.file();
        SourceStage target = situation.target();
        ProjectFiles context = situation.context();
        List<Fact> facts = new ArrayList<>();
        Settings settings = situation.settings();
        facts.add(
                new Fact(
                        Fact.Subject.ECOSYSTEM,
                        "Base image " + target.base().written(),
                        place(target.chain().getFirst().from())));
        settings.entrypoint().ifPresent(e -> start(e, facts));
        settings.cmd().ifPresent(c -> start(c, facts));
        settings.user()
                .ifPresent(u ->
                        u.by().ifPresent(i ->
                                facts.add(new Fact(Fact.Subject.USER, u.value(), place(i)))));
        settings.healthcheck()
                .ifPresent(h ->
                        facts.add(
                                new Fact(
                                        Fact.Subject.HEALTH_CHECK,
                                        h.value().source().line(),
                                        place(h.value()))));
        for (Setting<Instruction> s : settings.others()) {
            if (s.value() instanceof Instruction.Expose e) {
                for (Word port : e.ports()) {
                    facts.add(
                            new Fact(
                                    Fact.Subject.PORT,
                                    file.expand(port.text(), settings.variables()),
                                    place(e)));
                }
            }
        }
        TargetReading reading = TargetReading.of(situation);
        for (String folder : reading.writable()) {
            facts.add(
                    new Fact(
                            Fact.Subject.WRITABLE,
                            folder,
                            reading.named(folder)
                                    .map(Facts::place)
                                    .orElseGet(() -> new Place("Dockerfile", 0))));
        }
        settings.env()
                .forEach((name, value) ->
                        value.by()
                                .filter(i -> SaidEnvironment.shown(situation, name))
                                .ifPresent(i ->
                                        facts.add(
                                                new Fact(
                                                        Fact.Subject.ENVIRONMENT,
                                                        name + "=" + value.value(),
                                                        place(i)))));
        packages(target, facts);
        facts.addAll(PythonProject.read(context).facts());
        facts.addAll(JavaProject.read(context).facts());
        facts.addAll(PackageJson.read(context).facts());
        ComposeFile.read(context)
                .forEach(c ->
                        facts.add(
                                new Fact(
                                        Fact.Subject.SERVICE,
                                        c.name()
                                                + (c.image().isEmpty()
                                                        ? " (" + c.folder() + ")"
                                                        : " (" + c.image() + ")"),
                                        c.place())));
        return List.copyOf(facts);
    }

    private static void packages(SourceStage target, List<Fact> facts) {
        for (SourceStage stage : target.chain()) {
            for (Instruction i : stage.body()) {
                if (i instanceof Instruction.Run run
                        && run.command() instanceof CommandLine.ShellForm shell) {
                    for (String name : PackageLine.read(shell.text()).packages()) {
                        facts.add(new Fact(Fact.Subject.RUNTIME_PACKAGE, name, place(run)));
                    }
                }
            }
        }
    }

    private static void start(Setting<CommandLine> setting, List<Fact> facts) {
        setting.by()
                .ifPresent(
                        i -> facts.add(new Fact(Fact.Subject.START, i.source().line(), place(i))));
    }

    private static Place place(Instruction i) {
        return new Place("Dockerfile", i.range().startLine());
    }
}
