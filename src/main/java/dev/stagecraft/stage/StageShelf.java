package dev.stagecraft.stage;

import dev.stagecraft.image.Image;
import dev.stagecraft.stage.StageTree.DockerfileSource;
import dev.stagecraft.stage.StageTree.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The stages of a tree as they are put together, each once.
final class StageShelf {
    private final List<DraftStage> stages = new ArrayList<>();
    private List<DraftStage> reserved = List.of();

    /// Says which bases the shipped stages stand on, the lowest first: a stage that was not shipped
    /// may stand on them too and come earlier.
    void reserve(List<DraftStage> bases) {
        reserved = List.copyOf(bases);
    }

    /// Whether the base is there, if need be by adding those that were reserved up to it.
    boolean has(String id) {
        if (get(id).isPresent()) {
            return true;
        }
        if (reserved.stream().noneMatch(s -> s.id.equals(id))) {
            return false;
        }
        for (DraftStage base : reserved) {
            if (get(base.id).isEmpty()) {
                stages.add(base);
            }
            if (base.id.equals(id)) {
                break;
            }
        }
        return true;
    }

    void add(DraftStage stage) {
        stages.add(stage);
    }

    Optional<DraftStage> get(String id) {
        return stages.stream().filter(s -> s.id.equals(id)).findFirst();
    }

    /// Adds the bases that are not there yet.
    ///
    /// @param steps of the image that stands on them
    /// @return how many of the steps are theirs
    int addBases(List<BaseChain.Base> bases, List<DraftStep> steps, boolean shipped) {
        for (DraftStage base : drafts(bases, steps, shipped)) {
            if (!has(base.id)) {
                stages.add(base);
            }
        }
        return bases.isEmpty() ? 0 : bases.getLast().steps();
    }

    /// The bases of an image, each on the one before.
    static List<DraftStage> drafts(
            List<BaseChain.Base> bases, List<DraftStep> steps, boolean shipped) {
        List<DraftStage> drafts = new ArrayList<>();
        int from = 0;
        for (BaseChain.Base base : bases) {
            List<DraftStep> own = steps.subList(from, base.steps());
            if (!shipped) {
                own = own.stream().map(s -> s.discarded(s.known())).toList();
            }
            DraftStage draft = DraftStage.base(base, shipped, own);
            draft.standsOn = drafts.isEmpty() ? null : drafts.getLast().id;
            draft.base = drafts.isEmpty() ? scratch(steps) : drafts.getLast().name;
            drafts.add(draft);
            from = base.steps();
        }
        return drafts;
    }

    /// Adds bases that the history alone tells of.
    ///
    /// @return how many steps are theirs
    int addGuessed(List<DraftStage> guessed) {
        int steps = 0;
        for (DraftStage stage : guessed) {
            stages.add(stage);
            steps += stage.steps.size();
        }
        return steps;
    }

    /// Says what a stage that comes next stands on: the last one that was shipped.
    void lowerOf(DraftStage stage, List<DraftStep> all) {
        Optional<DraftStage> below = stages.stream().filter(s -> s.shipped).reduce((a, b) -> b);
        if (below.isPresent()) {
            stage.standsOn = below.get().id;
            stage.base = below.get().name;
        } else {
            stage.base = scratch(all);
        }
    }

    /// An image that begins with an instruction began with nothing; an import did not.
    private static @Nullable String scratch(List<DraftStep> steps) {
        return !steps.isEmpty() && !steps.getFirst().instruction().keyword().isEmpty()
                ? "scratch"
                : null;
    }

    @Nullable String nameOf(String id) {
        return get(id).map(s -> s.name).orElse(null);
    }

    StageTree tree(Image image, DockerfileSource source, Set<Notice> notices) {
        long shipped = sum(true);
        if (stages.stream().anyMatch(s -> s.shipped && !s.sizeComplete())) {
            notices.add(Notice.SIZES_UNKNOWN);
            shipped = image.size().orElse(shipped);
        }
        boolean unknown = notices.contains(Notice.DISCARDED_UNKNOWN);
        boolean partly =
                stages.stream().anyMatch(s -> !s.shipped && !s.neverBuilt && !s.sizeComplete());
        if (partly && !unknown) {
            notices.add(Notice.LEFT_BEHIND_INCOMPLETE);
        }
        return new StageTree(
                image,
                stages.stream().map(DraftStage::finished).toList(),
                new Totals(shipped, sum(false), !unknown && !partly),
                source,
                List.copyOf(notices));
    }

    private long sum(boolean shipped) {
        return stages.stream().filter(s -> s.shipped == shipped).mapToLong(DraftStage::size).sum();
    }
}
