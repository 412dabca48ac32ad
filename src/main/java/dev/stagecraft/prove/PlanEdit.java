package dev.stagecraft.prove;

import dev.stagecraft.distil.plan.Lesson;
import dev.stagecraft.distil.plan.Plan;
import dev.stagecraft.distil.plan.PlanLine;
import dev.stagecraft.distil.plan.PlanStage;
import dev.stagecraft.distil.plan.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Small changes to a plan's last two rooms: the final stage, and the stage that it copies from.
final class PlanEdit {
    private static final Pattern FROM_STAGE = Pattern.compile("--from=([\\w.-]+)");
    private static final Pattern FROM_NUMBER = Pattern.compile("[-,]from=[0-9]+\\b");

    private PlanEdit() {}

    /// A stage to copy from.
    ///
    /// @param plan the plan that has it before its final stage, under a name
    /// @param certain whether it is the original's own final stage, which has all of its files
    record Source(Plan plan, PlanStage stage, boolean certain) {}

    /// The stages that the final stage may copy from, the likeliest first: those that it copies
    /// from already, the others from the last to the first, and the original's own final stage,
    /// which is put before the plan's.
    ///
    /// @param original the plan of the original Dockerfile; absent when it cannot be read
    static List<Source> sources(Plan plan, Optional<Plan> original) {
        Plan named = named(plan, plan.preamble(), plan.stages());
        List<PlanStage> before = named.stages().subList(0, named.stages().size() - 1);
        Set<PlanStage> all = new LinkedHashSet<>(copiedFrom(named, before));
        all.addAll(before.reversed());
        List<Source> sources = new ArrayList<>();
        all.forEach(stage -> sources.add(new Source(named, stage, false)));
        original.flatMap(o -> together(plan, o))
                .ifPresent(both ->
                        sources.add(
                                new Source(
                                        both, both.stages().get(both.stages().size() - 2), true)));
        return sources;
    }

    private static List<PlanStage> copiedFrom(Plan plan, List<PlanStage> before) {
        List<PlanStage> stages = new ArrayList<>();
        for (PlanLine line : plan.stages().getLast().lines()) {
            Matcher from = FROM_STAGE.matcher(line.text());
            if (line.keyword().equals("COPY") && from.find()) {
                String name = from.group(1);
                before.stream().filter(s -> s.name().equalsIgnoreCase(name)).forEach(stages::add);
                if (name.matches("[0-9]{1,3}") && Integer.parseInt(name) < before.size()) {
                    stages.add(before.get(Integer.parseInt(name)));
                }
            }
        }
        return stages;
    }

    /// The plan with the original's stages that it has not before its final one; absent when they
    /// would mean something else there, or are all there.
    private static Optional<Plan> together(Plan plan, Plan original) {
        PlanStage last = original.stages().getLast();
        Set<String> known = new HashSet<>();
        plan.stages().forEach(stage -> known.add(stage.name().toLowerCase(Locale.ROOT)));
        known.remove("");
        List<PlanStage> missing = new ArrayList<>();
        for (PlanStage stage : original.stages().subList(0, original.stages().size() - 1)) {
            boolean there = plan.stages().stream().anyMatch(s -> same(s, stage));
            if (!there) {
                missing.add(stage);
            }
        }
        missing.add(last);
        boolean apart = plan.stages().stream().noneMatch(stage -> same(stage, last));
        boolean clear =
                missing.stream()
                        .allMatch(stage -> !known.contains(stage.name().toLowerCase(Locale.ROOT)));
        boolean numbered =
                plan.stages().size() > 1
                        && missing.stream()
                                .flatMap(stage -> stage.lines().stream())
                                .anyMatch(line -> FROM_NUMBER.matcher(line.text()).find());
        boolean arguments =
                plan.preamble().isEmpty()
                        || texts(plan.preamble()).containsAll(texts(original.preamble()));
        if (!apart || !clear || numbered || !arguments) {
            return Optional.empty();
        }
        List<PlanStage> stages = new ArrayList<>(plan.stages());
        stages.addAll(stages.size() - 1, missing);
        return Optional.of(
                named(
                        plan,
                        plan.preamble().isEmpty() ? original.preamble() : plan.preamble(),
                        stages));
    }

    private static boolean same(PlanStage a, PlanStage b) {
        return a.name().equals(b.name()) && texts(a.lines()).equals(texts(b.lines()));
    }

    private static List<String> texts(List<PlanLine> lines) {
        return lines.stream().map(line -> line.text().strip()).toList();
    }

    /// The plan with a name for each stage but the last.
    private static Plan named(Plan plan, List<PlanLine> preamble, List<PlanStage> all) {
        List<PlanStage> stages = new ArrayList<>(all);
        Set<String> names = new HashSet<>();
        stages.forEach(stage -> names.add(stage.name()));
        for (int i = 0; i < stages.size() - 1; i++) {
            PlanStage stage = stages.get(i);
            if (stage.name().isEmpty()) {
                stages.set(i, named(stage, names));
            }
        }
        return new Plan(
                plan.ecosystem(),
                plan.framework(),
                plan.base(),
                preamble,
                stages,
                plan.removals(),
                plan.warnings(),
                plan.questions(),
                plan.ignoreProposal());
    }

    private static PlanStage named(PlanStage stage, Set<String> taken) {
        String name = "builder";
        for (int i = 2; !taken.add(name); i++) {
            name = "builder-" + i;
        }
        List<PlanLine> lines = new ArrayList<>(stage.lines());
        PlanLine from = lines.getFirst();
        Reason reason = Reason.of(Lesson.BUILDER_STAGE, "The final stage copies from here.");
        lines.set(0, from.changed(from.text().stripTrailing() + " AS " + name, reason));
        return new PlanStage(name, stage.base(), lines);
    }

    /// A path that no line of the plan names, made of the given one.
    static String unused(Plan plan, String path) {
        String free = path;
        for (int i = 2; names(plan, free); i++) {
            free = path + "-" + i;
        }
        return free;
    }

    private static boolean names(Plan plan, String path) {
        return plan.stages().stream()
                .flatMap(stage -> stage.lines().stream())
                .anyMatch(line -> line.text().contains(path));
    }

    /// The stage with one more line at its end.
    static PlanStage and(PlanStage stage, PlanLine line) {
        List<PlanLine> lines = new ArrayList<>(stage.lines());
        lines.add(line);
        return new PlanStage(stage.name(), stage.base(), lines);
    }

    /// The plan with one more line in its final stage, after the last COPY.
    static Plan copyInFinal(Plan plan, PlanLine line) {
        PlanStage last = plan.stages().getLast();
        int at = 1;
        for (int i = 0; i < last.lines().size(); i++) {
            String keyword = last.lines().get(i).keyword();
            if (keyword.equals("COPY") || keyword.equals("ADD") || keyword.equals("WORKDIR")) {
                at = i + 1;
            }
        }
        return inFinal(plan, line, at);
    }

    /// The plan with a COPY whose target folder belongs to somebody. It stands before what would
    /// make that folder root's: a WORKDIR, or another COPY into it.
    static Plan ownedInFinal(Plan plan, PlanLine line, String folder) {
        List<PlanLine> lines = plan.stages().getLast().lines();
        int at = makes(lines, folder);
        for (int i = 1; i < (at < 0 ? lines.size() : at); i++) {
            String keyword = lines.get(i).keyword();
            boolean copies = keyword.equals("COPY") || keyword.equals("ADD");
            if (copies && (target(lines.get(i), "") + "/").startsWith(folder + "/")) {
                at = i;
            }
        }
        return at < 0 ? copyInFinal(plan, line) : inFinal(plan, line, at);
    }

    /// Where a WORKDIR makes this folder or one beneath it; negative when none does.
    private static int makes(List<PlanLine> lines, String folder) {
        for (int i = 1; i < lines.size(); i++) {
            PlanLine line = lines.get(i);
            if (line.keyword().equals("WORKDIR")) {
                String dir = line.text().replaceFirst("(?i)^WORKDIR\\s+", "").strip();
                dir = dir.replaceAll("^[\"']|[\"']$", "").replaceAll("/+$", "");
                if (dir.equals(folder) || dir.startsWith(folder + "/")) {
                    return i;
                }
            }
        }
        return -1;
    }

    private static Plan inFinal(Plan plan, PlanLine line, int at) {
        PlanStage last = plan.stages().getLast();
        List<PlanLine> lines = new ArrayList<>(last.lines());
        lines.add(Math.min(at, lines.size()), line);
        return with(plan, last, lines, plan.base());
    }

    /// The plan with one more line at the end of a stage.
    static Plan append(Plan plan, PlanStage stage, PlanLine line) {
        return stages(plan, stage, and(stage, line), plan.base());
    }

    /// The plan with the lines of its final stage changed.
    static Plan mapFinal(Plan plan, UnaryOperator<PlanLine> change) {
        PlanStage last = plan.stages().getLast();
        return with(plan, last, last.lines().stream().map(change).toList(), plan.base());
    }

    /// The plan with the user owning what brings a path into the final stage; absent when no COPY
    /// brings it, or the user owns it already.
    ///
    /// @param path absolute
    /// @param workdir the final stage's; empty for the root
    /// @param single whether a path of the image is a file
    static Optional<Plan> own(
            Plan plan, String path, String workdir, String user, Predicate<String> single) {
        PlanStage last = plan.stages().getLast();
        for (int at = last.lines().size() - 1; at > 0; at--) {
            PlanLine line = last.lines().get(at);
            boolean copies = line.keyword().equals("COPY") || line.keyword().equals("ADD");
            boolean plain =
                    !line.text().contains("--chown")
                            && !line.text().contains("<<")
                            && !line.text().contains("[")
                            && !line.text().contains("\n");
            if (copies && plain && brings(line, path, workdir, single)) {
                return Optional.of(owned(plan, last, at, workdir, user));
            }
        }
        return Optional.empty();
    }

    private static Plan owned(Plan plan, PlanStage last, int at, String workdir, String user) {
        PlanLine line = last.lines().get(at);
        String target = target(line, workdir);
        String text =
                line.text().replaceFirst("^(\\w+)\\s+", "$1 --chown=" + user + ":" + user + " ");
        String why = "The program writes here, and it is not root any more.";
        List<PlanLine> lines = new ArrayList<>(last.lines());
        int workdirAt = makes(lines.subList(0, at), target);
        if (workdirAt >= 0) {
            // A folder that WORKDIR makes is root's and stays so: the copy has to make it.
            lines.remove(at);
            String absolute = text.replaceFirst("\\S+\\s*$", "") + target + "/";
            lines.add(workdirAt, line.changed(absolute, Reason.of(Lesson.WRITABLE, why)));
        } else {
            lines.set(at, line.changed(text, Reason.of(Lesson.WRITABLE, why)));
        }
        return with(plan, last, lines, plan.base());
    }

    /// Whether a COPY makes this path or the folder that it lies in.
    private static boolean brings(
            PlanLine line, String path, String workdir, Predicate<String> single) {
        String target = target(line, workdir);
        if (single.test(target)) {
            return path.equals(target);
        }
        List<String> words = new ArrayList<>(List.of(line.text().strip().split("\\s+")));
        words.removeFirst();
        words.removeLast();
        words.removeIf(word -> word.startsWith("--"));
        for (String source : words) {
            String name = source.replaceAll("/+$", "");
            String inside = target + "/" + name.substring(name.lastIndexOf('/') + 1);
            boolean file = !name.isEmpty() && !name.endsWith(".") && single.test(inside);
            if (file ? path.equals(inside) : path.equals(target) || path.startsWith(target + "/")) {
                return true;
            }
        }
        return false;
    }

    private static String target(PlanLine line, String workdir) {
        String[] words = line.text().strip().split("\\s+");
        String last = words[words.length - 1].replaceAll("^[\"\\[]+|[\"\\]]+$", "");
        String path = last.startsWith("/") ? last : workdir + "/" + last;
        return path.replaceAll("/\\./", "/").replaceAll("(?:/\\.)*/*$", "");
    }

    /// The plan on another final base.
    static Plan onBase(Plan plan, String base, UnaryOperator<PlanLine> from) {
        PlanStage last = plan.stages().getLast();
        List<PlanLine> lines = new ArrayList<>(last.lines());
        lines.set(0, from.apply(lines.getFirst()));
        PlanStage changed = new PlanStage(last.name(), base, lines);
        return stages(plan, last, changed, base);
    }

    private static Plan with(Plan plan, PlanStage stage, List<PlanLine> lines, String base) {
        return stages(plan, stage, new PlanStage(stage.name(), stage.base(), lines), base);
    }

    private static Plan stages(Plan plan, PlanStage old, PlanStage changed, String base) {
        List<PlanStage> stages = new ArrayList<>(plan.stages());
        stages.set(stages.lastIndexOf(old), changed);
        return plan.withStages(base, stages);
    }
}
