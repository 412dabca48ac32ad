package dev.stagecraft.stage;

import dev.stagecraft.image.DiffId;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.HistoryEntry;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.ImageConfig;
import dev.stagecraft.image.ImageReference;
import dev.stagecraft.image.ImageSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Finds the local images that an image stands on: those whose layers are its first layers, and
/// whose history is the beginning of its own.
final class BaseChain {
    private BaseChain() {}

    /// One base.
    ///
    /// @param image the local image
    /// @param steps how many steps of the upper image's history are the base's
    /// @param names its names, the one to show first
    record Base(Image image, int steps, List<String> names, Optional<Ambiguity> ambiguity) {
        Known known() {
            return Known.by(
                    Reason.LAYERS_OF_LOCAL_IMAGE,
                    names.getFirst(),
                    Integer.toString(image.layers().size()));
        }
    }

    /// The bases of an image, the lowest first.
    ///
    /// @param preferred names that a Dockerfile says after `FROM`: where a base has several, these
    ///   are shown
    static List<Base> of(Image image, LocalImages locals, List<String> preferred) {
        OptionalLong largest = largestBase(locals, image);
        List<Digest> candidates =
                locals.all().stream()
                        .filter(s -> mayBeBase(s, image, largest))
                        .map(ImageSummary::id)
                        .toList();
        locals.announce(candidates);
        List<DiffId> diffIds = image.diffIds();
        Map<Integer, List<Image>> bySteps = new TreeMap<>();
        for (Digest id : candidates) {
            Optional<Image> found = locals.image(id).filter(c -> isBase(c, image, diffIds));
            found.ifPresent(
                    c -> bySteps.computeIfAbsent(stepsOf(c, image), k -> new ArrayList<>()).add(c));
        }
        List<Base> bases = new ArrayList<>();
        bySteps.forEach((steps, images) -> bases.add(base(images, steps, image, preferred)));
        return bases;
    }

    /// The image's own size, which no base of it exceeds; absent when the list counts otherwise
    /// than the inspection. The containerd image store does: its list adds the compressed blobs, of
    /// all platforms, to the unpacked files, so that a base may have more than what was made from
    /// it.
    private static OptionalLong largestBase(LocalImages locals, Image image) {
        OptionalLong size = image.size();
        boolean otherwise =
                locals.all().stream()
                        .filter(s -> s.id().equals(image.id()))
                        .anyMatch(s -> size.isEmpty() || s.size() != size.getAsLong());
        return otherwise ? OptionalLong.empty() : size;
    }

    private static boolean mayBeBase(ImageSummary candidate, Image image, OptionalLong largest) {
        boolean named = !candidate.tags().isEmpty() || !candidate.repoDigests().isEmpty();
        return named
                && !candidate.intermediate()
                && !candidate.id().equals(image.id())
                && candidate.size() <= largest.orElse(Long.MAX_VALUE);
    }

    private static boolean isBase(Image candidate, Image image, List<DiffId> diffIds) {
        int count = candidate.layers().size();
        if (count == 0 || count > diffIds.size()) {
            return false;
        }
        if (!candidate.diffIds().equals(diffIds.subList(0, count))) {
            return false;
        }
        if (candidate.history().isEmpty() || image.history().isEmpty()) {
            return count < diffIds.size();
        }
        return candidate.history().size() < image.history().size()
                && startsWith(image.history(), candidate.history());
    }

    private static boolean startsWith(List<HistoryEntry> whole, List<HistoryEntry> start) {
        for (int i = 0; i < start.size(); i++) {
            HistoryEntry a = whole.get(i);
            HistoryEntry b = start.get(i);
            boolean sameTime =
                    a.created().isEmpty()
                            || b.created().isEmpty()
                            || a.created().get().getEpochSecond()
                                    == b.created().get().getEpochSecond();
            if (!sameTime || !a.createdBy().equals(b.createdBy())) {
                return false;
            }
        }
        return true;
    }

    /// How many steps of the image are the candidate's; without a history of the candidate, those
    /// up to its last layer.
    private static int stepsOf(Image candidate, Image image) {
        if (!candidate.history().isEmpty() && !image.history().isEmpty()) {
            return candidate.history().size() + unrecorded(image);
        }
        List<DraftStep> steps = DraftStep.of(image);
        int layers = 0;
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).makesLayer() && ++layers == candidate.layers().size()) {
                return i + 1;
            }
        }
        return steps.size();
    }

    /// Layers below the first recorded step.
    private static int unrecorded(Image image) {
        return DraftStep.of(image).size() - image.history().size();
    }

    private static Base base(List<Image> images, int steps, Image upper, List<String> preferred) {
        List<Image> fitting = images;
        if (images.size() > 1) {
            List<Image> same =
                    images.stream().filter(i -> settingsFit(i.config(), upper, steps)).toList();
            fitting = same.isEmpty() ? images : same;
        }
        List<String> names = names(fitting, preferred);
        Image chosen =
                fitting.stream()
                        .filter(i -> namesOf(i).contains(names.getFirst()))
                        .findFirst()
                        .orElse(fitting.getFirst());
        Optional<Ambiguity> ambiguity = Optional.empty();
        boolean said = isPreferred(names.getFirst(), preferred);
        if (fitting.size() > 1 && !said) {
            ambiguity = Optional.of(new Ambiguity(Ambiguity.Kind.SEVERAL_IMAGES, names));
        } else if (names.size() > 1 && !said) {
            ambiguity = Optional.of(new Ambiguity(Ambiguity.Kind.SEVERAL_NAMES, names));
        }
        return new Base(chosen, steps, names, ambiguity);
    }

    /// Whether what the upper image did not set itself is as in this base.
    private static boolean settingsFit(ImageConfig base, Image upper, int steps) {
        List<String> own =
                HistoryInstructions.read(upper.history()).stream()
                        .skip(steps)
                        .map(Instruction::keyword)
                        .toList();
        ImageConfig config = upper.config();
        return (own.contains("USER") || base.user().equals(config.user()))
                && (own.contains("WORKDIR") || base.workingDir().equals(config.workingDir()))
                && (own.contains("ENTRYPOINT")
                        || Objects.equals(base.entrypoint(), config.entrypoint()))
                && (own.contains("ENV") || base.env().equals(config.env()));
    }

    private static List<String> names(List<Image> images, List<String> preferred) {
        LinkedHashSet<String> names =
                images.stream()
                        .flatMap(i -> namesOf(i).stream())
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        return names.stream()
                .sorted(
                        Comparator.comparing((String n) -> !isPreferred(n, preferred))
                                .thenComparing(n -> isFloating(n))
                                .thenComparingInt(n -> -tag(n).length())
                                .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /// Whether a Dockerfile says this name, in whichever way it writes it.
    private static boolean isPreferred(String name, List<String> preferred) {
        return preferred.stream().anyMatch(p -> ShippedFit.isCalled(List.of(name), p));
    }

    private static List<String> namesOf(Image image) {
        List<ImageReference> named = image.tags().isEmpty() ? image.repoDigests() : image.tags();
        return named.stream().map(ImageReference::familiar).toList();
    }

    /// Names that mean another image next month say the least.
    private static boolean isFloating(String name) {
        String tag = tag(name);
        return List.of("latest", "stable", "mainline", "lts", "current", "edge").stream()
                .anyMatch(f -> tag.equals(f) || tag.startsWith(f + "-"));
    }

    private static String tag(String name) {
        int colon = name.lastIndexOf(':');
        return colon > name.lastIndexOf('/') ? name.substring(colon + 1) : "";
    }
}
