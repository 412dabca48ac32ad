package dev.stagecraft.stage;

import dev.stagecraft.image.Digest;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.ImageSummary;
import dev.stagecraft.stage.BuildPlan.PlannedStage;
import dev.stagecraft.stage.BuildPlan.PlannedStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds the images that a build left for its other stages: the classic builder's untagged chains,
/// and images that were built with `--target`.
final class ClassicChains {
    private static final int MAX_ASKED = 300;

    private final List<Tip> tips = new ArrayList<>();
    private final BuildPlan plan;
    private final StepMatch match;
    private final Optional<Instant> imageCreated;

    /// An image that others may have been left below.
    private record Tip(Image image, List<DraftStep> steps) {}

    /// A stage found among images.
    ///
    /// @param image the image whose history holds it
    /// @param steps all steps of that image
    /// @param from the first of the stage's own steps
    /// @param to after the last of them
    /// @param alignment of the instructions of the stage and of those below it against all steps
    /// @param alternatives the ends of every chain that agrees, the chosen one first
    record Found(
            Image image,
            List<DraftStep> steps,
            int from,
            int to,
            Alignment alignment,
            List<String> alternatives) {
        /// Whether the image that ends the stage has a name.
        boolean isNamed() {
            return to == steps.size() && !image.tags().isEmpty();
        }
    }

    /// @param buildKit whether BuildKit built the image: it leaves no untagged chains, and what the
    ///   classic builder left belongs to another build
    ClassicChains(Clues clues, BuildPlan plan, boolean buildKit) {
        this.plan = plan;
        this.match = new StepMatch(plan);
        this.imageCreated = clues.image().created();
        LocalImages locals = clues.localImages();
        Set<Digest> notTips = new HashSet<>();
        notTips.add(clues.image().id());
        for (ImageSummary summary : locals.all()) {
            summary.parent().ifPresent(notTips::add);
        }
        List<Digest> asked =
                locals.all().stream()
                        .filter(s -> !s.tags().isEmpty() || !notTips.contains(s.id()))
                        .filter(s -> !s.id().equals(clues.image().id()))
                        .sorted(
                                Comparator.comparing(
                                        (ImageSummary s) -> s.created().orElse(Instant.MIN),
                                        Comparator.reverseOrder()))
                        .map(ImageSummary::id)
                        .limit(MAX_ASKED)
                        .toList();
        locals.announce(asked);
        for (Digest id : asked) {
            locals.image(id)
                    .filter(i -> !i.history().isEmpty())
                    .filter(i ->
                            i.history().getLast().comment().startsWith("buildkit.") == buildKit)
                    .ifPresent(i -> tips.add(new Tip(i, DraftStep.of(i))));
        }
    }

    /// The chain of this stage; of several, the latest that is not younger than the image.
    Optional<Found> find(PlannedStage stage) {
        List<PlannedStep> planned =
                plan.chain(stage.index()).stream().flatMap(s -> s.steps().stream()).toList();
        if (planned.isEmpty()) {
            return Optional.empty();
        }
        int below = planned.size() - stage.steps().size();
        Map<String, Found> byEnd = new LinkedHashMap<>();
        for (Tip tip : tips) {
            Alignment alignment = Alignment.of(planned, tip.steps(), match);
            if (agrees(alignment, tip.steps(), planned)) {
                Found found = found(tip, alignment, below);
                byEnd.merge(end(found), found, ClassicChains::shorter);
            }
        }
        List<Map.Entry<String, Found>> sorted =
                byEnd.entrySet().stream()
                        .sorted(
                                Comparator.comparing(
                                        Map.Entry::getValue, latestFirst(imageCreated)))
                        .toList();
        if (sorted.isEmpty()) {
            return Optional.empty();
        }
        Found best = sorted.getFirst().getValue();
        return Optional.of(
                new Found(
                        best.image,
                        best.steps,
                        best.from,
                        best.to,
                        best.alignment,
                        sorted.stream().map(Map.Entry::getKey).toList()));
    }

    /// Everything that changes files must agree, from the first step to the stage's last.
    private static boolean agrees(
            Alignment alignment, List<DraftStep> steps, List<PlannedStep> planned) {
        if (alignment.filesPlanned() == 0
                ? alignment.matched() < planned.size()
                : alignment.filesMatched() < alignment.filesPlanned()) {
            return false;
        }
        boolean certain = false;
        for (int j = alignment.firstStep(); j <= alignment.lastStep(); j++) {
            DraftStep step = steps.get(j);
            boolean matched = alignment.steps().get(j) >= 0;
            if (!matched && (step.instruction().changesFiles() || step.size().orElse(0) > 0)) {
                return false;
            }
            certain |= matched && step.instruction().changesFiles();
        }
        return certain || alignment.filesPlanned() == 0;
    }

    private static Found found(Tip tip, Alignment alignment, int below) {
        int from = -1;
        for (int i = below; i < alignment.planned().size() && from < 0; i++) {
            from = alignment.planned().get(i);
        }
        int to = alignment.lastStep() + 1;
        return new Found(tip.image(), tip.steps(), from < 0 ? to : from, to, alignment, List.of());
    }

    private static String end(Found found) {
        Optional<Digest> id =
                found.to == found.steps.size()
                        ? Optional.of(found.image.id())
                        : found.to == 0
                                ? Optional.empty()
                                : found.steps.get(found.to - 1).imageId();
        return id.map(Digest::shortHex)
                .orElseGet(() -> found.image.id().shortHex() + "-" + found.to);
    }

    private static Found shorter(Found a, Found b) {
        return a.steps.size() <= b.steps.size() ? a : b;
    }

    private static Comparator<Found> latestFirst(Optional<Instant> imageCreated) {
        return Comparator.comparing((Found f) ->
                        imageCreated.isPresent() && ended(f).isAfter(imageCreated.get()))
                .thenComparing(ClassicChains::ended, Comparator.reverseOrder());
    }

    private static Instant ended(Found found) {
        return found.to == 0
                ? Instant.MIN
                : found.steps.get(found.to - 1).created().orElse(Instant.MIN);
    }
}
