package dev.stagecraft.stage;

import dev.stagecraft.image.Image;
import dev.stagecraft.stage.Alignment.Agreement;
import dev.stagecraft.stage.BuildPlan.PlannedStage;
import dev.stagecraft.stage.StageTree.DockerfileSource;
import dev.stagecraft.stage.StageTree.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Puts the tree together where a Dockerfile agrees with the image.
final class PlannedTree {
    private final Clues clues;
    private final Image image;
    private final BuildPlan plan;
    private final List<DraftStep> steps;
    private final List<BaseChain.Base> bases;
    private final ShippedFit fit;
    private final DockerfileSource source;
    private final Set<Notice> notices;
    private final StageShelf shelf = new StageShelf();
    private final List<PlannedStage> chain;

    PlannedTree(
            Clues clues,
            BuildPlan plan,
            List<DraftStep> steps,
            List<BaseChain.Base> bases,
            ShippedFit fit,
            DockerfileSource source,
            Set<Notice> notices) {
        this.clues = clues;
        this.image = clues.image();
        this.plan = plan;
        this.steps = steps;
        this.bases = bases;
        this.fit = fit;
        this.source = source;
        this.notices = notices;
        this.chain = plan.chain(fit.target().index());
    }

    StageTree build() {
        if (fit.agreement() == Agreement.PART) {
            notices.add(Notice.DOCKERFILE_AGREES_IN_PART);
        }
        Set<Integer> needed = plan.needed(fit.target().index());
        DiscardedStages discarded = new DiscardedStages(clues, plan, shelf, isBuildKit(), needed);
        List<DraftStage> shipped = shippedStages();
        List<DraftStage> below = shippedBases();
        shelf.reserve(below);
        for (PlannedStage stage : plan.stages()) {
            int at = chain.indexOf(stage);
            if (at >= 0) {
                if (at == 0) {
                    below.stream().filter(b -> !shelf.has(b.id)).forEach(shelf::add);
                    standOn(shipped.getFirst(), stage);
                }
                shelf.add(shipped.get(at));
            } else if (stage.index() < fit.target().index()) {
                discarded.add(stage);
            }
        }
        return shelf.tree(image, source, notices);
    }

    private boolean isBuildKit() {
        return image.history().stream()
                .skip(fit.boundary().orElse(0))
                .anyMatch(h -> h.comment().startsWith("buildkit."));
    }

    private int firstOwnStep() {
        return fit.boundary().isPresent() ? fit.boundary().getAsInt() : fit.alignment().firstStep();
    }

    private List<DraftStage> shippedBases() {
        int from = firstOwnStep();
        if (fit.boundary().isPresent()) {
            return StageShelf.drafts(
                    bases.stream().filter(b -> b.steps() <= from).toList(), steps, true);
        }
        if (from == 0) {
            return List.of();
        }
        DraftStage base =
                new DraftStage("base:" + chain.getFirst().base(), Stage.Kind.BASE, true, aligned());
        base.name = chain.getFirst().base();
        base.steps.addAll(steps.subList(0, from));
        return List.of(base);
    }

    private void standOn(DraftStage lowest, PlannedStage stage) {
        shelf.lowerOf(lowest, steps);
        lowest.base = stage.base();
    }

    private Known aligned() {
        return source == DockerfileSource.PROVENANCE
                ? Known.by(Reason.PROVENANCE)
                : Known.by(
                        Reason.DOCKERFILE_ALIGNED,
                        Integer.toString(fit.alignment().matched()),
                        Integer.toString(fit.alignment().planned().size()));
    }

    /// The stages of the chain with their steps, without bases.
    private List<DraftStage> shippedStages() {
        List<DraftStage> stages = new ArrayList<>();
        int planned = 0;
        int next = firstOwnStep();
        int offset = fit.boundary().orElse(0);
        for (PlannedStage stage : chain) {
            boolean last = stage.equals(chain.getLast());
            int end = next;
            for (int i = planned; i < planned + stage.steps().size(); i++) {
                int step = fit.alignment().planned().get(i);
                end = step < 0 ? end : Math.max(end, step + offset + 1);
            }
            end = last ? steps.size() : end;
            DraftStage draft = new DraftStage(stage.id(), Stage.Kind.BUILD, true, aligned());
            draft.name = stage.name().orElse(null);
            draft.index = stage.index();
            draft.base = stage.base();
            draft.standsOn = stage.below() < 0 ? null : "stage:" + stage.below();
            for (int j = next; j < end; j++) {
                int at = j < offset ? -1 : fit.alignment().steps().get(j - offset);
                draft.steps.add(at < 0 ? steps.get(j) : written(steps.get(j), at, stage, planned));
            }
            identify(draft, end, last);
            stages.add(draft);
            next = end;
            planned += stage.steps().size();
        }
        return stages;
    }

    private DraftStep written(DraftStep step, int at, PlannedStage stage, int planned) {
        return stage.steps().size() > at - planned && at >= planned
                ? DiscardedStages.written(step, stage.steps().get(at - planned))
                : step;
    }

    /// The image that ends here: this one, or one that was built with `--target`.
    private void identify(DraftStage draft, int end, boolean last) {
        if (last) {
            draft.imageId = Optional.of(image.id());
            if (!fit.alike().isEmpty()) {
                List<String> names = new ArrayList<>();
                names.add(label(fit.target()));
                fit.alike().forEach(s -> names.add(label(s)));
                draft.ambiguity = Optional.of(new Ambiguity(Ambiguity.Kind.SEVERAL_TARGETS, names));
            }
            return;
        }
        for (BaseChain.Base base : bases) {
            if (base.steps() == end && end > firstOwnStep()) {
                draft.imageId = Optional.of(base.image().id());
                draft.known = Known.by(Reason.TARGET_IMAGE, base.names().getFirst());
                draft.ambiguity = base.ambiguity();
            }
        }
    }

    private static String label(PlannedStage stage) {
        return stage.name().orElse(Integer.toString(stage.index()));
    }
}
