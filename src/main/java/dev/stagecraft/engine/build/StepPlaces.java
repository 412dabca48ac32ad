package dev.stagecraft.engine.build;

import dev.stagecraft.dockerfile.BuildOptions;
import dev.stagecraft.dockerfile.Dockerfile;
import dev.stagecraft.dockerfile.Instruction;
import dev.stagecraft.dockerfile.Stage;
import dev.stagecraft.dockerfile.StageSource;
import dev.stagecraft.dockerfile.Stages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/// Where the steps of a build stand in its Dockerfile.
final class StepPlaces {
    private static final String FROM = "FROM ";
    private static final String BASE = "[internal] load metadata for ";

    private final List<String> stages;
    private final List<Integer> starts;
    private final Map<String, Integer> lines;
    private final List<Place> places;
    private final Set<String> needed;
    private final boolean byKey;

    /// A step as BuildKit would name it for this Dockerfile.
    private record Place(String stage, int index, String text) {}

    private StepPlaces(
            List<String> stages,
            List<Integer> starts,
            Map<String, Integer> lines,
            List<Place> places,
            Set<String> needed,
            boolean byKey) {
        this.stages = List.copyOf(stages);
        this.starts = List.copyOf(starts);
        this.places = List.copyOf(places);
        this.needed = Set.copyOf(needed);
        this.lines = Map.copyOf(lines);
        this.byKey = byKey;
    }

    /// The classic builder numbers all instructions, those before the first `FROM` included.
    static StepPlaces ofClassicBuilder(String text) {
        Dockerfile file = Dockerfile.parse(text);
        Stages all = Stages.of(file);
        List<String> stages = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        Map<String, Integer> lines = new HashMap<>();
        for (Instruction instruction : file.instructions()) {
            stages.add(all.stageOf(instruction).map(stage -> name(stage, all)).orElse(""));
            lines.put(Integer.toString(stages.size()), instruction.range().startLine());
            if (instruction instanceof Instruction.From) {
                starts.add(stages.size());
            }
        }
        return new StepPlaces(stages, starts, lines, List.of(), Set.of(), true);
    }

    /// BuildKit numbers, within each stage, what makes a file system: a `FROM` of an image, and
    /// `RUN`, `COPY`, `ADD` and `WORKDIR`.
    ///
    /// @param arguments the build arguments that are given
    /// @param target the name or number of the stage that is built; absent for the last one
    static StepPlaces ofBuildKit(
            String text, Map<String, String> arguments, Optional<String> target) {
        Stages all =
                Stages.of(
                        Dockerfile.parse(text), BuildOptions.DEFAULT.withBuildArguments(arguments));
        Map<String, Integer> lines = new HashMap<>();
        List<Place> places = new ArrayList<>();
        for (Stage stage : all.all()) {
            String name = name(stage, all);
            int index = 0;
            if (stage.base() instanceof StageSource.OfImage image) {
                places.add(new Place(name, 1, fromText(image.reference())));
                lines.put(name + " " + ++index, stage.from().range().startLine());
            }
            for (Instruction instruction : stage.instructions()) {
                boolean counted =
                        instruction instanceof Instruction.Run
                                || instruction instanceof Instruction.Copy
                                || instruction instanceof Instruction.Add
                                || instruction instanceof Instruction.Workdir;
                if (counted) {
                    lines.put(name + " " + ++index, instruction.range().startLine());
                    places.add(new Place(name, index, plain(instruction.source().line())));
                }
            }
        }
        Set<String> needed =
                target
                        .flatMap(all::find)
                        .or(all::target)
                        .map(all::reachableFrom)
                        .orElse(List.of())
                        .stream()
                        .map(stage -> name(stage, all))
                        .collect(Collectors.toSet());
        return new StepPlaces(List.of(), List.of(), lines, places, needed, false);
    }

    private static String name(Stage stage, Stages all) {
        return stage.name().isEmpty() && all.all().size() == 1 ? "" : stage.displayName();
    }

    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /// As BuildKit writes it: with registry and tag, without the stage's name.
    private static String fromText(String reference) {
        int slash = reference.indexOf('/');
        String first = slash < 0 ? "" : reference.substring(0, slash);
        boolean hosted = first.contains(".") || first.contains(":") || first.equals("localhost");
        String rest = slash < 0 ? "library/" + reference : reference;
        String whole = hosted ? reference : "docker.io/" + rest;
        boolean tagged = whole.indexOf(':', whole.lastIndexOf('/') + 1) > 0 || whole.contains("@");
        return FROM + whole + (tagged ? "" : ":latest");
    }

    /// The name that a step has in this Dockerfile. BuildKit does a step that two builds share only
    /// once, and names it for both as the one that came first does.
    StepName own(StepName name) {
        if (byKey || name.index() == 0) {
            return name;
        }
        String text = withoutDigest(plain(name.text()));
        if (places.stream().anyMatch(p -> isAt(p, name) && p.text().equals(text))) {
            return name;
        }
        List<Place> same = places.stream().filter(p -> p.text().equals(text)).toList();
        if (same.isEmpty() && isOfNoStage(name) && text.startsWith(FROM)) {
            // The other build knows the same image by another name.
            same = places.stream().filter(p -> p.text().startsWith(FROM)).toList();
        }
        if (same.isEmpty()) {
            // A variable in it is replaced by now: its place is all there is to go by.
            return name;
        }
        Place place =
                same.stream()
                        .filter(p -> p.index() == name.index())
                        .findFirst()
                        .orElse(same.getFirst());
        return new StepName(place.stage(), place.index(), count(place.stage()), name.text());
    }

    /// The steps of a stage that are not among those that are known; empty when this Dockerfile's
    /// stage is not the one that the builder speaks of.
    ///
    /// @param total how many steps the builder says that the stage has
    /// @param known which of them are known
    List<StepName> others(String stage, int total, Set<Integer> known) {
        List<Place> all = places.stream().filter(place -> place.stage().equals(stage)).toList();
        return all.size() != total
                ? List.of()
                : all.stream()
                        .filter(place -> !known.contains(place.index()))
                        .map(place -> new StepName(stage, place.index(), total, place.text()))
                        .toList();
    }

    /// The steps of the stages that are built, of those of which none is known.
    ///
    /// @param told the stages of which the builder has told any step
    List<StepName> untold(Set<String> told) {
        return needed.stream()
                .filter(stage -> !told.contains(stage))
                .sorted()
                .flatMap(stage -> others(stage, count(stage), Set.of()).stream())
                .toList();
    }

    private int count(String stage) {
        return (int) places.stream().filter(place -> place.stage().equals(stage)).count();
    }

    private boolean isOfNoStage(StepName name) {
        return places.stream().noneMatch(place -> place.stage().equals(name.stage()));
    }

    /// BuildKit adds the digest of an image that it had to ask for.
    private static String withoutDigest(String text) {
        int digest = text.startsWith(FROM) ? text.indexOf("@sha256:") : -1;
        return digest < 0 ? text : text.substring(0, digest);
    }

    /// Whether a stage and an index name one step: only BuildKit counts in that way.
    boolean areUnique() {
        return !byKey;
    }

    private static boolean isAt(Place place, StepName name) {
        return place.stage().equals(name.stage()) && place.index() == name.index();
    }

    /// The stage of each instruction, in the Dockerfile's order; empty unless of the classic
    /// builder.
    List<String> stages() {
        return stages;
    }

    /// The number, from 1, of the instruction that a stage begins with. Buildah counts anew in each
    /// stage, and may pass over stages that nothing needs.
    ///
    /// @param name what its `FROM` names it; absent when it does not
    /// @param nth its place among the stages that are built, from 1
    /// @param built how many are built
    int start(Optional<String> name, int nth, int built) {
        for (int start : starts) {
            if (name.isPresent() && stages.get(start - 1).equalsIgnoreCase(name.get())) {
                return start;
            }
        }
        int place = nth == built ? starts.size() : Math.min(nth, starts.size());
        return place < 1 ? 1 : starts.get(place - 1);
    }

    /// The line that makes the builder ask for a base image, which is its own work and fails when
    /// the image cannot be had.
    private OptionalInt lineOfBase(String work) {
        if (!work.startsWith(BASE)) {
            return OptionalInt.empty();
        }
        String from = FROM + work.substring(BASE.length());
        return places.stream()
                .filter(place -> place.text().equals(from))
                .mapToInt(place -> lines.get(place.stage() + " " + place.index()))
                .findFirst();
    }

    /// The line where a step begins.
    ///
    /// @param key the builder's name for it
    OptionalInt line(String key, StepName name) {
        if (name.index() == 0) {
            return lineOfBase(name.text());
        }
        Integer line = lines.get(byKey ? key : name.stage() + " " + name.index());
        return line == null ? OptionalInt.empty() : OptionalInt.of(line);
    }
}
