package dev.stagecraft.stage;

import dev.stagecraft.dockerfile.Dockerfile;
import dev.stagecraft.image.Image;
import dev.stagecraft.stage.StageTree.DockerfileSource;
import dev.stagecraft.stage.StageTree.Notice;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Works out how an image was made from everything that is known of it.
///
/// The image's own layers and history come first. Local images whose layers are its first layers
/// are its bases. A Dockerfile, given by a person or found in the provenance, is laid beside what
/// remains; where it agrees, it names the stages, and what a builder left of the others (images of
/// the classic builder, records of BuildKit's cache) is looked for with its instructions. Where it
/// does not agree, it is not used.
public final class StageInference {
    private final Clues clues;
    private final Image image;
    private final List<DraftStep> steps;
    private final Set<Notice> notices = EnumSet.noneOf(Notice.class);

    private StageInference(Clues clues) {
        this.clues = clues;
        this.image = clues.image();
        this.steps = DraftStep.of(image);
    }

    /// The image's stages. Asks [Clues#localImages] for what it needs, so it must not run on the
    /// window's thread.
    public static StageTree infer(Clues clues) {
        return new StageInference(clues).infer();
    }

    private StageTree infer() {
        if (steps.size() > image.history().size()) {
            notices.add(Notice.HISTORY_INCOMPLETE);
        }
        Optional<String> recorded = clues.provenance().flatMap(p -> p.dockerfile());
        Optional<String> text = clues.dockerfile().or(() -> recorded);
        if (text.isPresent()) {
            DockerfileSource source =
                    clues.dockerfile().isPresent()
                            ? DockerfileSource.GIVEN
                            : DockerfileSource.PROVENANCE;
            Optional<StageTree> tree = withDockerfile(Dockerfile.parse(text.get()), source);
            if (tree.isPresent()) {
                return tree.get();
            }
            notices.add(Notice.DOCKERFILE_DIFFERS);
        }
        return withoutDockerfile();
    }

    private Optional<StageTree> withDockerfile(Dockerfile file, DockerfileSource source) {
        BuildPlan plan = BuildPlan.of(file, knownVariables());
        List<BaseChain.Base> bases = BaseChain.of(image, clues.localImages(), plan.externalBases());
        Optional<String> target =
                source == DockerfileSource.PROVENANCE
                        ? clues.provenance().flatMap(p -> p.target())
                        : Optional.empty();
        Optional<ShippedFit> fit = ShippedFit.of(plan, steps, bases, target);
        return fit.map(f -> new PlannedTree(clues, plan, steps, bases, f, source, notices).build());
    }

    /// Build arguments that the history has, and the environment that the image ends with.
    private Map<String, String> knownVariables() {
        Map<String, String> known = new HashMap<>(image.config().environment());
        for (DraftStep step : steps) {
            for (String assignment : step.instruction().buildArgs()) {
                int equals = assignment.indexOf('=');
                if (equals > 0) {
                    known.put(assignment.substring(0, equals), assignment.substring(equals + 1));
                }
            }
        }
        clues.provenance().ifPresent(p -> known.putAll(p.buildArgs()));
        return known;
    }

    private StageTree withoutDockerfile() {
        StageShelf shelf = new StageShelf();
        List<BaseChain.Base> bases = BaseChain.of(image, clues.localImages(), List.of());
        List<DraftStage> guessed = bases.isEmpty() ? HistoryPatterns.bases(steps) : List.of();
        int done = bases.isEmpty() ? shelf.addGuessed(guessed) : shelf.addBases(bases, steps, true);
        DraftStage last =
                new DraftStage("final", Stage.Kind.BUILD, true, Known.by(Reason.OWN_LAYERS));
        last.steps.addAll(steps.subList(done, steps.size()));
        last.imageId = Optional.of(image.id());
        shelf.lowerOf(last, steps);
        shelf.add(last);
        notices.add(Notice.DISCARDED_UNKNOWN);
        return shelf.tree(image, DockerfileSource.NONE, notices);
    }
}
