package dev.stagecraft.distil.rewrite;

import dev.stagecraft.distil.plan.Lesson;
import dev.stagecraft.distil.plan.PlanLine;
import dev.stagecraft.distil.plan.Reason;
import dev.stagecraft.dockerfile.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Settings of the final stage that a person says otherwise than the file.
public final class SaidSettings {
    private static final int NONROOT = 65_532;
    public static final Reason PORTS =
            Reason.of(Lesson.RUN_SETTINGS, "The ports are those that you gave.");
    public static final Reason HEALTH =
            Reason.of(Lesson.HEALTH_CHECK, "The health check is the one that you gave.");
    public static final Reason USER =
            Reason.of(Lesson.NON_ROOT, "The user is the one that you gave, by its number.");

    private final Situation situation;
    private final Draft draft;
    private final TargetReading reading;
    private boolean exposed;

    SaidSettings(Situation situation, Draft draft, TargetReading reading) {
        this.situation = situation;
        this.draft = draft;
        this.reading = reading;
    }

    /// What becomes of a line that declares ports; absent when nobody said anything of ports.
    Optional<List<PlanLine>> expose(Instruction.Expose e) {
        return situation
                .corrections()
                .ports()
                .map(ports -> {
                    List<PlanLine> out = new ArrayList<>();
                    if (!exposed && !ports.isEmpty()) {
                        String text = e.source().keyword().text() + " " + String.join(" ", ports);
                        PlanLine kept = draft.kept(e);
                        out.add(text.equals(kept.text()) ? kept : kept.changed(text, PORTS));
                    } else {
                        draft.remove(e, PORTS);
                    }
                    exposed = true;
                    return out;
                });
    }

    /// Settings that no line of the source is about.
    List<PlanLine> added() {
        List<PlanLine> out = new ArrayList<>();
        Optional<List<String>> ports = situation.corrections().ports();
        if (!exposed && ports.isPresent() && !ports.get().isEmpty()) {
            out.add(PlanLine.added("EXPOSE " + String.join(" ", ports.get()), PORTS));
        }
        if (!situation.options().nonroot() && reading.baseNumber() != NONROOT) {
            // The tag says nothing of the user here; the image has one of its own.
            out.add(
                    PlanLine.added(
                            "USER 0",
                            Reason.of(Lesson.NON_ROOT, "Root was chosen for the final stage.")));
        }
        Optional<Integer> user = situation.corrections().user();
        if (user.isPresent()
                && user.get() > 0
                && user.get() != NONROOT
                && situation.settings().user().flatMap(u -> u.by()).isEmpty()) {
            out.add(PlanLine.added("USER " + user.get(), USER));
        }
        return out;
    }
}
