package dev.stagecraft.stage;

import dev.stagecraft.image.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// A stage while the tree is still being worked out.
final class DraftStage {
    final String id;
    final Stage.Kind kind;
    final boolean shipped;
    final List<DraftStep> steps = new ArrayList<>();
    Known known;
    @Nullable String name;
    @Nullable String base;
    @Nullable String standsOn;
    int index = -1;
    Optional<Ambiguity> ambiguity = Optional.empty();
    Optional<Digest> imageId = Optional.empty();

    /// Whether it is known that the builder never made it: a stage that nothing needed.
    boolean neverBuilt;

    /// Whether not even its steps are known.
    boolean sizeUnknown;

    DraftStage(String id, Stage.Kind kind, boolean shipped, Known known) {
        this.id = id;
        this.kind = kind;
        this.shipped = shipped;
        this.known = known;
    }

    /// A base, with the steps that are its own.
    static DraftStage base(BaseChain.Base base, boolean shipped, List<DraftStep> own) {
        DraftStage stage =
                new DraftStage(baseId(base.image().id()), Stage.Kind.BASE, shipped, base.known());
        stage.name = base.names().getFirst();
        stage.ambiguity = base.ambiguity();
        stage.imageId = Optional.of(base.image().id());
        stage.steps.addAll(own);
        return stage;
    }

    static String baseId(Digest image) {
        return "base:" + image.shortHex();
    }

    long size() {
        return steps.stream().mapToLong(s -> s.size().orElse(0)).sum();
    }

    boolean sizeComplete() {
        return !sizeUnknown && steps.stream().allMatch(s -> s.size().isPresent());
    }

    Stage finished() {
        List<Step> finished = new ArrayList<>(steps.size());
        for (int i = 0; i < steps.size(); i++) {
            finished.add(steps.get(i).finished(i));
        }
        return new Stage(
                id,
                kind,
                shipped,
                Optional.ofNullable(name),
                index < 0 ? OptionalInt.empty() : OptionalInt.of(index),
                Optional.ofNullable(base),
                Optional.ofNullable(standsOn),
                finished,
                size(),
                sizeComplete(),
                known,
                ambiguity,
                imageId);
    }
}
