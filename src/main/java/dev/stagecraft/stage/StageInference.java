package dev.stagecraft.stage;

import dev.stagecraft.image.Image;
import dev.stagecraft.stage.StageTree.DockerfileSource;
import dev.stagecraft.stage.StageTree.Notice;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Works out how an image was made from everything that is known of it.
public final class StageInference {
    private final Clues clues;
    private final Image image;
    private final List<DraftStage> stages = new ArrayList<>();
    private final Set<Notice> notices = EnumSet.noneOf(Notice.class);

    private StageInference(Clues clues) {
        this.clues = clues;
        this.image = clues.image();
    }

    /// The image's stages. Asks [Clues#localImages] for what it needs, so it must not run on the
    /// window's thread.
    public static StageTree infer(Clues clues) {
        return new StageInference(clues).infer();
    }

    private StageTree infer() {
        List<DraftStep> steps = DraftStep.of(image);
        if (steps.size() > image.history().size()) {
            notices.add(Notice.HISTORY_INCOMPLETE);
        }
        List<BaseChain.Base> bases = BaseChain.of(image, clues.localImages(), List.of());
        int done = addBases(bases, steps, true);
        DraftStage last =
                new DraftStage("final", Stage.Kind.BUILD, true, Known.by(Reason.OWN_LAYERS));
        last.steps.addAll(steps.subList(done, steps.size()));
        last.imageId = Optional.of(image.id());
        if (!bases.isEmpty()) {
            last.base = bases.getLast().names().getFirst();
            last.standsOn = DraftStage.baseId(bases.getLast().image().id());
        } else if (beginsWithInstruction(steps)) {
            last.base = "scratch";
        }
        stages.add(last);
        notices.add(Notice.DISCARDED_UNKNOWN);
        return tree(DockerfileSource.NONE);
    }

    /// Adds the bases that the tree does not have yet.
    ///
    /// @return how many of the steps are theirs
    private int addBases(List<BaseChain.Base> bases, List<DraftStep> steps, boolean shipped) {
        int from = 0;
        String below = null;
        for (BaseChain.Base base : bases) {
            String id = DraftStage.baseId(base.image().id());
            if (stages.stream().noneMatch(s -> s.id.equals(id))) {
                DraftStage stage =
                        DraftStage.base(base, shipped, steps.subList(from, base.steps()));
                stage.standsOn = below;
                if (below == null && beginsWithInstruction(steps)) {
                    stage.base = "scratch";
                } else if (below != null) {
                    stage.base =
                            stages.stream()
                                    .filter(s -> s.id.equals(stage.standsOn))
                                    .map(s -> s.name)
                                    .findFirst()
                                    .orElse(null);
                }
                stages.add(stage);
            }
            below = id;
            from = base.steps();
        }
        return from;
    }

    private static boolean beginsWithInstruction(List<DraftStep> steps) {
        return !steps.isEmpty() && !steps.getFirst().instruction().keyword().isEmpty();
    }

    private StageTree tree(DockerfileSource source) {
        long shipped = sum(true);
        if (stages.stream().anyMatch(s -> s.shipped && !s.sizeComplete())) {
            notices.add(Notice.SIZES_UNKNOWN);
            shipped = image.size().orElse(shipped);
        }
        boolean complete =
                !notices.contains(Notice.DISCARDED_UNKNOWN)
                        && stages.stream()
                                .noneMatch(s -> !s.shipped && !s.neverBuilt && !s.sizeComplete());
        if (!complete && !notices.contains(Notice.DISCARDED_UNKNOWN)) {
            notices.add(Notice.LEFT_BEHIND_INCOMPLETE);
        }
        return new StageTree(
                image,
                stages.stream().map(DraftStage::finished).toList(),
                new Totals(shipped, sum(false), complete),
                source,
                List.copyOf(notices));
    }

    private long sum(boolean shipped) {
        return stages.stream().filter(s -> s.shipped == shipped).mapToLong(DraftStage::size).sum();
    }
}
