package dev.stagecraft.stage;

import dev.stagecraft.image.BuildCacheRecord;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.ImageReference;
import dev.stagecraft.image.ImageSummary;
import dev.stagecraft.stage.BuildPlan.PlannedStage;
import dev.stagecraft.stage.BuildPlan.PlannedStep;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds what is known of the stages that were not shipped, the strongest evidence first: images
/// that the builder left, records of its cache, and the Dockerfile alone.
final class DiscardedStages {
    private final Clues clues;
    private final BuildPlan plan;
    private final StageShelf shelf;
    private final boolean buildKit;
    private final Set<Integer> needed;
    private final ClassicChains images;
    private final CacheChains cache;

    DiscardedStages(
            Clues clues, BuildPlan plan, StageShelf shelf, boolean buildKit, Set<Integer> needed) {
        this.clues = clues;
        this.plan = plan;
        this.shelf = shelf;
        this.buildKit = buildKit;
        this.needed = needed;
        this.images = new ClassicChains(clues, plan, buildKit);
        this.cache = new CacheChains(clues.buildCache());
    }

    /// Adds the stage and, before it, the bases that only it stands on.
    void add(PlannedStage stage) {
        Optional<ClassicChains.Found> found = images.find(stage);
        if (found.isPresent()) {
            addImages(stage, found.get());
            return;
        }
        Optional<CacheChains.Chain> chain = cache.find(stage.steps(), clues.image().created());
        if (chain.isPresent()) {
            addRecords(stage, chain.get());
            return;
        }
        DraftStage draft =
                draft(stage, Known.by(Reason.DOCKERFILE_ONLY, Integer.toString(stage.line())));
        // BuildKit leaves out what the target does not need.
        draft.neverBuilt = buildKit && !needed.contains(stage.index());
        for (PlannedStep step : stage.steps()) {
            draft.steps.add(unmeasured(step, draft.known));
        }
        if (!draft.neverBuilt) {
            addNamedBase(stage, draft);
        }
        shelf.add(draft);
    }

    private void addImages(PlannedStage stage, ClassicChains.Found found) {
        Known known =
                found.isNamed()
                        ? Known.by(Reason.TARGET_IMAGE, found.image().displayName())
                        : Known.by(
                                Reason.CLASSIC_INTERMEDIATE,
                                found.alternatives().getFirst(),
                                Integer.toString(found.to() - found.from()));
        DraftStage draft = draft(stage, known);
        if (found.alternatives().size() > 1) {
            draft.ambiguity =
                    Optional.of(new Ambiguity(Ambiguity.Kind.SEVERAL_CHAINS, found.alternatives()));
        }
        if (found.to() == found.steps().size()) {
            draft.imageId = Optional.of(found.image().id());
        } else if (found.to() > 0) {
            draft.imageId = found.steps().get(found.to() - 1).imageId();
        }
        int first = found.alignment().planned().size() - stage.steps().size();
        for (int j = found.from(); j < found.to(); j++) {
            DraftStep step = found.steps().get(j).discarded(known);
            int at = found.alignment().steps().get(j);
            draft.steps.add(at < first ? step : written(step, stage.steps().get(at - first)));
        }
        if (stage.below() < 0 && !stage.isScratch()) {
            List<BaseChain.Base> bases =
                    BaseChain.of(found.image(), clues.localImages(), plan.externalBases()).stream()
                            .filter(b -> b.steps() <= found.from())
                            .toList();
            int covered = shelf.addBases(bases, found.steps(), false);
            draft.standsOn =
                    bases.isEmpty() ? null : DraftStage.baseId(bases.getLast().image().id());
            if (covered < found.from()) {
                // A base that is no local image any more: its layers are still below the chain.
                addRest(stage, draft, found.steps().subList(covered, found.from()));
            }
        }
        shelf.add(draft);
    }

    private void addRest(PlannedStage stage, DraftStage draft, List<DraftStep> steps) {
        String id = "base:" + stage.base();
        if (!shelf.has(id)) {
            DraftStage base = new DraftStage(id, Stage.Kind.BASE, false, draft.known);
            base.name = stage.base();
            base.standsOn = draft.standsOn;
            steps.forEach(s -> base.steps.add(s.discarded(draft.known)));
            shelf.add(base);
        }
        draft.standsOn = id;
    }

    private void addRecords(PlannedStage stage, CacheChains.Chain chain) {
        BuildCacheRecord last = chain.last();
        DraftStage draft =
                draft(stage, Known.by(Reason.BUILD_CACHE, last.id(), last.description()));
        if (chain.alternatives().size() > 1) {
            draft.ambiguity =
                    Optional.of(
                            new Ambiguity(Ambiguity.Kind.SEVERAL_RECORDS, chain.alternatives()));
        }
        for (int i = 0; i < stage.steps().size(); i++) {
            BuildCacheRecord record = i < chain.records().size() ? chain.records().get(i) : null;
            draft.steps.add(recorded(stage.steps().get(i), record, draft.known));
        }
        addNamedBase(stage, draft);
        shelf.add(draft);
    }

    private DraftStage draft(PlannedStage stage, Known known) {
        DraftStage draft = new DraftStage(stage.id(), Stage.Kind.BUILD, false, known);
        draft.name = stage.name().orElse(null);
        draft.index = stage.index();
        draft.base = stage.base();
        draft.standsOn = stage.below() < 0 ? null : "stage:" + stage.below();
        return draft;
    }

    /// The base as the Dockerfile names it, measured on the local image of that name.
    private void addNamedBase(PlannedStage stage, DraftStage draft) {
        if (stage.below() >= 0 || stage.isScratch()) {
            return;
        }
        Optional<Image> local =
                clues.localImages().all().stream()
                        .filter(s -> ShippedFit.isCalled(names(s), stage.base()))
                        .findFirst()
                        .flatMap(s -> clues.localImages().image(s.id()));
        if (local.isEmpty()) {
            String id = "base:" + stage.base();
            if (!shelf.has(id)) {
                DraftStage base =
                        new DraftStage(
                                id,
                                Stage.Kind.BASE,
                                false,
                                Known.by(Reason.DOCKERFILE_ONLY, Integer.toString(stage.line())));
                base.name = stage.base();
                base.sizeUnknown = true;
                shelf.add(base);
            }
            draft.standsOn = id;
            return;
        }
        draft.standsOn = addLocal(local.get(), stage.base());
    }

    private String addLocal(Image base, String name) {
        String id = DraftStage.baseId(base.id());
        if (!shelf.has(id)) {
            List<BaseChain.Base> below =
                    BaseChain.of(base, clues.localImages(), plan.externalBases());
            List<DraftStep> steps = DraftStep.of(base);
            int from = shelf.addBases(below, steps, false);
            DraftStage stage =
                    new DraftStage(
                            id, Stage.Kind.BASE, false, Known.by(Reason.LOCAL_IMAGE_NAMED, name));
            stage.name = name;
            stage.imageId = Optional.of(base.id());
            if (!below.isEmpty()) {
                stage.standsOn = DraftStage.baseId(below.getLast().image().id());
                stage.base = shelf.nameOf(stage.standsOn);
            }
            for (DraftStep step : steps.subList(from, steps.size())) {
                stage.steps.add(step.discarded(stage.known));
            }
            shelf.add(stage);
        }
        return id;
    }

    private static List<String> names(ImageSummary summary) {
        return summary.tags().stream().map(ImageReference::familiar).toList();
    }

    /// A recorded step with the text and place that the Dockerfile gives it.
    static DraftStep written(DraftStep step, PlannedStep planned) {
        Instruction shown =
                new Instruction(
                        planned.written().keyword(),
                        planned.written().arguments(),
                        step.instruction().buildArgs(),
                        step.instruction().recorded());
        return step.withDockerfile(shown, planned.line(), origin(planned));
    }

    private static Optional<String> origin(PlannedStep planned) {
        return planned.from().isEmpty()
                ? Optional.empty()
                : Optional.of("stage:" + planned.from().getFirst());
    }

    private static DraftStep unmeasured(PlannedStep planned, Known known) {
        return step(
                planned,
                planned.changesFiles(),
                planned.changesFiles() ? OptionalLong.empty() : OptionalLong.of(0),
                Optional.empty(),
                known);
    }

    private static DraftStep recorded(
            PlannedStep planned, @Nullable BuildCacheRecord record, Known known) {
        if (record == null) {
            return unmeasured(planned, known);
        }
        return step(
                planned,
                true,
                OptionalLong.of(record.size()),
                record.created(),
                Known.by(Reason.BUILD_CACHE, record.id(), record.description()));
    }

    private static DraftStep step(
            PlannedStep planned,
            boolean makesLayer,
            OptionalLong size,
            Optional<Instant> created,
            Known known) {
        return new DraftStep(
                planned.written(),
                Optional.empty(),
                makesLayer,
                size,
                created,
                known,
                OptionalInt.of(planned.line()),
                origin(planned),
                Optional.empty(),
                Optional.empty());
    }
}
