package dev.stagecraft.distil.other;

import dev.stagecraft.distil.catalog.DistrolessImage;
import dev.stagecraft.distil.plan.Lesson;
import dev.stagecraft.distil.plan.LineSpan;
import dev.stagecraft.distil.plan.PlanLine;
import dev.stagecraft.distil.plan.Reason;
import dev.stagecraft.distil.project.Fact.Subject;
import dev.stagecraft.distil.rewrite.Draft;
import dev.stagecraft.distil.rewrite.FinalHealth;
import dev.stagecraft.distil.rewrite.HealthCheck;
import dev.stagecraft.distil.rewrite.Json;
import dev.stagecraft.distil.rewrite.SaidEnvironment;
import dev.stagecraft.distil.rewrite.SaidSettings;
import dev.stagecraft.distil.rewrite.Situation;
import dev.stagecraft.distil.rewrite.StageDraft;
import dev.stagecraft.distil.start.Corrections;
import dev.stagecraft.dockerfile.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// What a person says of a file that is distroless already: what its settings can say. The rest of
/// it stays as it is.
final class SaidOfDistroless {
    static final Set<Subject> SUBJECTS =
            Set.of(
                    Subject.START,
                    Subject.PORT,
                    Subject.USER,
                    Subject.HEALTH_CHECK,
                    Subject.ENVIRONMENT);

    private final Situation situation;
    private final Draft draft;
    private final StageDraft stage;

    SaidOfDistroless(Situation situation, Draft draft, StageDraft stage) {
        this.situation = situation;
        this.draft = draft;
        this.stage = stage;
    }

    void write(Optional<DistrolessImage> image) {
        refuseOthers();
        situation
                .corrections()
                .ports()
                .ifPresent(ports ->
                        put(
                                Instruction.Expose.class::isInstance,
                                ports.isEmpty() ? "" : "EXPOSE " + String.join(" ", ports),
                                SaidSettings.PORTS));
        situation
                .corrections()
                .user()
                .ifPresent(user ->
                        put(Instruction.User.class::isInstance, "USER " + user, SaidSettings.USER));
        health(image);
        environment();
        if (situation.corrections().start().isPresent()) {
            start(image.map(DistrolessImage::entrypoint).orElse(List.of()));
        }
    }

    private void refuseOthers() {
        for (Subject subject : Corrections.SUBJECTS) {
            if (!SUBJECTS.contains(subject) && situation.corrections().said(subject).isPresent()) {
                throw Situation.refuse(
                        Corrections.key(subject)
                                + " decides nothing here: the final stage is distroless already, and its files and its base stay as they are.",
                        "Take it back, and change the Dockerfile itself.");
            }
        }
    }

    /// The command that was said takes the place of ENTRYPOINT and CMD together.
    private void start(List<String> entrypoint) {
        List<String> argv = new ArrayList<>(situation.start().argv());
        boolean supplied =
                !entrypoint.isEmpty()
                        && argv.getFirst()
                                .matches("(?:.*/)?(?:node|nodejs|python3?(?:\\.\\d+)?|java)");
        if (supplied) {
            argv.removeFirst();
            List<String> rest = entrypoint.subList(1, entrypoint.size());
            boolean same = argv.size() >= rest.size() && argv.subList(0, rest.size()).equals(rest);
            if (same) {
                argv.subList(0, rest.size()).clear();
            } else {
                argv.addFirst(entrypoint.getFirst());
                supplied = false;
            }
        }
        boolean own = !supplied && !entrypoint.isEmpty();
        put(
                i -> i instanceof Instruction.Cmd || i instanceof Instruction.Entrypoint,
                (own ? "ENTRYPOINT " : "CMD ") + Json.array(argv),
                Reason.of(Lesson.RUN_SETTINGS, "The start command is the one that you gave."));
    }

    private void health(Optional<DistrolessImage> image) {
        Optional<Instruction.Healthcheck> said = situation.corrections().health();
        if (said.isEmpty()) {
            return;
        }
        Optional<List<String>> argv =
                said.filter(h -> !h.none())
                        .flatMap(h ->
                                HealthCheck.argv(
                                        h,
                                        asker(image),
                                        image.map(DistrolessImage::entrypoint)
                                                .flatMap(e -> e.stream().findFirst())
                                                .orElse(""),
                                        situation.environment()));
        if (argv.isEmpty() && !said.get().none()) {
            draft.warn(FinalHealth.IMPOSSIBLE);
        }
        put(
                Instruction.Healthcheck.class::isInstance,
                argv.map(words -> HealthCheck.text(said.get(), words)).orElse(""),
                SaidSettings.HEALTH);
    }

    private static HealthCheck.Asker asker(Optional<DistrolessImage> image) {
        return image.flatMap(DistrolessImage::runtime)
                .map(r ->
                        switch (r.kind()) {
                            case "nodejs" -> HealthCheck.Asker.NODE;
                            case "java" -> HealthCheck.Asker.NONE;
                            default -> HealthCheck.Asker.PYTHON;
                        })
                .orElse(HealthCheck.Asker.NONE);
    }

    private void environment() {
        SaidEnvironment said = new SaidEnvironment(situation, draft);
        for (Instruction i : described(Instruction.Env.class::isInstance)) {
            Instruction.Env env = (Instruction.Env) i;
            List<String> pairs = said.pairs(env, env.pairs());
            boolean same =
                    pairs.equals(
                            env.pairs().stream()
                                    .map(p -> p.key().text() + "=" + p.value().text())
                                    .toList());
            if (!same) {
                replace(
                        i,
                        pairs.isEmpty()
                                ? ""
                                : i.source().keyword().text() + " " + String.join(" ", pairs),
                        SaidEnvironment.REASON);
            }
        }
        said.added().forEach(this::addBeforeStart);
    }

    /// Puts a line in the place of the last instruction of a kind, or where settings stand.
    private void put(Predicate<Instruction> kind, String text, Reason reason) {
        List<Instruction> all = described(kind);
        for (Instruction i : all) {
            replace(i, i.equals(all.getLast()) ? text : "", reason);
        }
        if (all.isEmpty() && !text.isEmpty()) {
            addBeforeStart(PlanLine.added(text, reason));
        }
    }

    /// The instructions of a kind that describe the container, those of the stages below included.
    private List<Instruction> described(Predicate<Instruction> kind) {
        return situation.target().chain().stream()
                .flatMap(s -> s.body().stream())
                .filter(kind)
                .toList();
    }

    /// Gives an instruction another text; none takes it away.
    private void replace(Instruction instruction, String text, Reason reason) {
        StageDraft of =
                situation.target().chain().stream()
                        .filter(s -> s.body().contains(instruction))
                        .findFirst()
                        .flatMap(draft::stage)
                        .orElse(stage);
        int at = index(of, instruction);
        if (text.isEmpty()) {
            of.lines().remove(at);
            draft.remove(instruction, reason);
            return;
        }
        PlanLine line = of.lines().get(at);
        of.lines().set(at, line.text().equals(text) ? line : line.changed(text, reason));
    }

    private void addBeforeStart(PlanLine line) {
        int start =
                situation.target().body().stream()
                        .filter(i ->
                                i instanceof Instruction.Cmd || i instanceof Instruction.Entrypoint)
                        .mapToInt(i -> index(stage, i))
                        .filter(i -> i >= 0)
                        .min()
                        .orElse(stage.lines().size());
        stage.lines().add(start, line);
    }

    private static int index(StageDraft stage, Instruction instruction) {
        LineSpan span = LineSpan.of(instruction);
        for (int i = 0; i < stage.lines().size(); i++) {
            if (stage.lines().get(i).sources().contains(span)) {
                return i;
            }
        }
        return -1;
    }
}
