package dev.stagecraft.distil.other;

import dev.stagecraft.distil.catalog.DistrolessImage;
import dev.stagecraft.distil.plan.Lesson;
import dev.stagecraft.distil.plan.LineSpan;
import dev.stagecraft.distil.plan.PlanLine;
import dev.stagecraft.distil.plan.Reason;
import dev.stagecraft.distil.project.Fact.Subject;
import dev.stagecraft.distil.rewrite.Draft;
import dev.stagecraft.distil.rewrite.Json;
import dev.stagecraft.distil.rewrite.Situation;
import dev.stagecraft.distil.rewrite.StageDraft;
import dev.stagecraft.dockerfile.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// What a person says of a file that is distroless already: its start command, ports and user. The
/// rest of it stays as it is.
final class SaidOfDistroless {
    static final Set<Subject> SUBJECTS = Set.of(Subject.START, Subject.PORT, Subject.USER);

    private final Situation situation;
    private final Draft draft;
    private final StageDraft stage;

    SaidOfDistroless(Situation situation, Draft draft, StageDraft stage) {
        this.situation = situation;
        this.draft = draft;
        this.stage = stage;
    }

    void write(Optional<DistrolessImage> image) {
        situation
                .corrections()
                .ports()
                .ifPresent(ports ->
                        put(
                                Instruction.Expose.class::isInstance,
                                ports.isEmpty() ? "" : "EXPOSE " + String.join(" ", ports),
                                Reason.of(
                                        Lesson.RUN_SETTINGS,
                                        "The ports are those that you gave.")));
        situation
                .corrections()
                .user()
                .ifPresent(user ->
                        put(
                                Instruction.User.class::isInstance,
                                "USER " + user,
                                Reason.of(
                                        Lesson.NON_ROOT,
                                        "The user is the one that you gave, by its number.")));
        if (situation.corrections().start().isPresent()) {
            start(image.map(DistrolessImage::entrypoint).orElse(List.of()));
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

    /// Puts a line in the place of the last instruction of a kind, or where settings stand.
    private void put(Predicate<Instruction> kind, String text, Reason reason) {
        List<Instruction> all = situation.target().body().stream().filter(kind).toList();
        for (int i = 0; i < all.size(); i++) {
            Instruction instruction = all.get(i);
            int at = index(instruction);
            if (i == all.size() - 1 && !text.isEmpty()) {
                PlanLine line = stage.lines().get(at);
                stage.lines().set(at, line.text().equals(text) ? line : line.changed(text, reason));
            } else {
                stage.lines().remove(at);
                draft.remove(instruction, reason);
            }
        }
        if (all.isEmpty() && !text.isEmpty()) {
            int start =
                    situation.target().body().stream()
                            .filter(i ->
                                    i instanceof Instruction.Cmd
                                            || i instanceof Instruction.Entrypoint)
                            .mapToInt(this::index)
                            .filter(i -> i >= 0)
                            .min()
                            .orElse(stage.lines().size());
            stage.lines().add(start, PlanLine.added(text, reason));
        }
    }

    private int index(Instruction instruction) {
        LineSpan span = LineSpan.of(instruction);
        for (int i = 0; i < stage.lines().size(); i++) {
            if (stage.lines().get(i).sources().contains(span)) {
                return i;
            }
        }
        return -1;
    }
}
