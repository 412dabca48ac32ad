package dev.stagecraft.stage;

import dev.stagecraft.image.ImageReference;
import dev.stagecraft.stage.Alignment.Agreement;
import dev.stagecraft.stage.BuildPlan.PlannedStage;
import dev.stagecraft.stage.BuildPlan.PlannedStep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Which stage of a Dockerfile an image is, and how its history agrees.
///
/// @param target the stage that was shipped
/// @param boundary how many of the image's steps are those of the external base; absent when no
///   local image tells, so that what comes before the first agreeing step is taken for the base's
/// @param alignment the instructions of the target and of the stages below it against the steps
///   from the boundary on
/// @param agreement how far they agree
/// @param alike the stages that fit as well
record ShippedFit(
        PlannedStage target,
        OptionalInt boundary,
        Alignment alignment,
        Agreement agreement,
        List<PlannedStage> alike) {

    /// The best fit of all stages; absent when none agrees even in part.
    ///
    /// @param only the stage that the builder recorded as its target, when it did
    static Optional<ShippedFit> of(
            BuildPlan plan,
            List<DraftStep> steps,
            List<BaseChain.Base> bases,
            Optional<String> only) {
        List<ShippedFit> fits = new ArrayList<>();
        for (PlannedStage target : plan.stages()) {
            if (only.isEmpty() || isNamed(target, only.get(), plan)) {
                fit(plan, target, steps, bases).ifPresent(fits::add);
            }
        }
        Optional<ShippedFit> best = fits.stream().min(BEST_FIRST);
        return best.map(b -> {
            List<PlannedStage> alike =
                    fits.stream()
                            .filter(f -> !f.target.equals(b.target) && BY_FIT.compare(f, b) == 0)
                            .map(ShippedFit::target)
                            .toList();
            return new ShippedFit(b.target, b.boundary, b.alignment, b.agreement, alike);
        });
    }

    private static final Comparator<ShippedFit> BY_FIT =
            Comparator.comparing((ShippedFit f) -> f.agreement)
                    .reversed()
                    .thenComparingInt(ShippedFit::unmatched)
                    .thenComparingDouble(f -> -f.alignment.weight());

    /// Of stages that fit alike, the last is the one that a build without `--target` makes.
    private static final Comparator<ShippedFit> BEST_FIRST =
            BY_FIT.thenComparingInt(f -> -f.target.index());

    private int unmatched() {
        int steps = alignment.steps().size();
        int below = boundary.isPresent() ? 0 : alignment.firstStep();
        return alignment.planned().size() + steps - below - 2 * alignment.matched();
    }

    private static boolean isNamed(PlannedStage stage, String name, BuildPlan plan) {
        return stage.name().map(n -> n.equalsIgnoreCase(name)).orElse(false)
                || Integer.toString(stage.index()).equals(name)
                || (name.isEmpty() && stage.index() == plan.stages().size() - 1);
    }

    private static Optional<ShippedFit> fit(
            BuildPlan plan,
            PlannedStage target,
            List<DraftStep> steps,
            List<BaseChain.Base> bases) {
        List<PlannedStage> chain = plan.chain(target.index());
        List<PlannedStep> planned = chain.stream().flatMap(s -> s.steps().stream()).toList();
        StepMatch match = new StepMatch(plan);
        List<ShippedFit> fits = new ArrayList<>();
        for (OptionalInt boundary : boundaries(chain.getFirst(), bases)) {
            int from = boundary.orElse(0);
            List<DraftStep> own = steps.subList(from, steps.size());
            Alignment alignment = Alignment.of(planned, own, match);
            int below = boundary.isPresent() ? changing(own, alignment.firstStep()) : 0;
            Agreement agreement = alignment.agreement(below);
            if (agreement != Agreement.NONE) {
                fits.add(new ShippedFit(target, boundary, alignment, agreement, List.of()));
            }
        }
        return fits.stream().min(BY_FIT);
    }

    private static int changing(List<DraftStep> steps, int to) {
        return (int)
                steps.subList(0, to).stream().filter(s -> s.instruction().changesFiles()).count();
    }

    /// Where the Dockerfile's own steps may begin.
    private static List<OptionalInt> boundaries(PlannedStage root, List<BaseChain.Base> bases) {
        if (root.isScratch()) {
            return List.of(OptionalInt.of(0));
        }
        List<OptionalInt> named =
                bases.stream()
                        .filter(b -> isCalled(b.names(), root.base()))
                        .map(b -> OptionalInt.of(b.steps()))
                        .toList();
        if (!named.isEmpty()) {
            return named;
        }
        List<OptionalInt> all = new ArrayList<>();
        bases.forEach(b -> all.add(OptionalInt.of(b.steps())));
        all.add(OptionalInt.empty());
        return all;
    }

    /// Whether one of these names is what a Dockerfile writes so.
    static boolean isCalled(List<String> names, String written) {
        Optional<ImageReference> reference = ImageReference.tryParse(written);
        return reference.isPresent()
                && names.stream()
                        .map(ImageReference::tryParse)
                        .flatMap(Optional::stream)
                        .anyMatch(n ->
                                n.familiarName().equals(reference.get().familiarName())
                                        && (n.tag().equals(reference.get().tag())
                                                || reference.get().digest().isPresent()));
    }
}
