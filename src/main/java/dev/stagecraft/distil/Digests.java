package dev.stagecraft.distil;

import dev.stagecraft.distil.plan.Lesson;
import dev.stagecraft.distil.plan.Plan;
import dev.stagecraft.distil.plan.PlanLine;
import dev.stagecraft.distil.plan.PlanStage;
import dev.stagecraft.distil.plan.Reason;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.ImageReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Pins the bases of a plan to digests that are known.
final class Digests {
    private Digests() {}

    static Plan pin(Plan plan, Map<ImageReference, Digest> digests) {
        if (digests.isEmpty()) {
            return plan;
        }
        List<PlanStage> stages = new ArrayList<>();
        for (PlanStage stage : plan.stages()) {
            Optional<ImageReference> reference =
                    ImageReference.tryParse(stage.base()).filter(r -> r.digest().isEmpty());
            Optional<Digest> digest = reference.map(digests::get);
            if (digest.isEmpty()) {
                stages.add(stage);
                continue;
            }
            String pinned = stage.base() + "@" + digest.get();
            List<PlanLine> lines = new ArrayList<>(stage.lines());
            PlanLine from = lines.getFirst();
            Reason reason =
                    from.reason()
                            .orElse(
                                    Reason.of(
                                            Lesson.SAME_RELEASE,
                                            "The digest names exactly the image that is here now."));
            lines.set(0, from.changed(from.text().replace(stage.base(), pinned), reason));
            stages.add(new PlanStage(stage.name(), pinned, lines));
        }
        return plan.withStages(stages.getLast().base(), stages);
    }
}
