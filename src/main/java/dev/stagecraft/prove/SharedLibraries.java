package dev.stagecraft.prove;

import dev.stagecraft.distil.binary.BuiltImage;
import dev.stagecraft.distil.binary.LibraryClosure;
import dev.stagecraft.distil.catalog.DistrolessImage;
import dev.stagecraft.distil.plan.Lesson;
import dev.stagecraft.distil.plan.Plan;
import dev.stagecraft.distil.plan.PlanLine;
import dev.stagecraft.distil.plan.PlanStage;
import dev.stagecraft.distil.plan.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Brings a missing shared library into the final stage, together with all that it and the program
/// need in turn and the base has not: one repair instead of one for each library.
record SharedLibraries(BuiltImage original, Optional<DistrolessImage> base) {
    private static final List<String> FOLDERS =
            List.of("/usr/lib", "/lib", "/lib64", "/usr/local/lib", "/opt");
    private static final Pattern TRIPLET = Pattern.compile("/([a-z0-9_]+-linux-gnu[a-z0-9]*)/");

    /// What was brought.
    ///
    /// @param files the paths that are taken from the workshop
    record Brought(Plan plan, List<String> files) {}

    /// The plan that brings it; absent when the original has no such library.
    ///
    /// @param workshop a stage of the plan that has the original's files
    /// @param neededBy paths of what asks for it, as far as known
    Optional<Brought> bring(Plan plan, PlanStage workshop, String soname, List<String> neededBy) {
        Optional<String> found = find(soname);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        TreeSet<String> files = new TreeSet<>(List.of(found.get()));
        if (base.isPresent()) {
            List<String> roots = new ArrayList<>(neededBy);
            roots.add(found.get());
            TreeMap<String, String> all =
                    new TreeMap<>(LibraryClosure.of(original, roots, base.get()).files());
            all.values().stream().filter(OriginalPaths::isSafe).forEach(files::add);
        }
        String target = "/usr/lib/" + triplet(found.get()) + "/";
        String why =
                files.size() == 1
                        ? "The library " + soname + " comes along from the builder."
                        : "The library " + soname + " comes along with all that it needs.";
        Reason reason = Reason.of(Lesson.LIBRARIES, why);
        if (files.size() == 1) {
            // A named target: the source may be a link, and the loader looks for this name.
            String copy =
                    "COPY --from=" + workshop.name() + " " + found.get() + " " + target + soname;
            return brought(plan, copy, reason, files);
        }
        String folder = PlanEdit.unused(plan, "/missing-libs");
        String gather =
                "RUN mkdir -p "
                        + folder
                        + " \\\n    && cp -L \\\n        "
                        + String.join(" \\\n        ", files)
                        + " \\\n        "
                        + folder
                        + "/";
        Plan gathered = PlanEdit.append(plan, workshop, PlanLine.added(gather, reason));
        String copy = "COPY --from=" + workshop.name() + " " + folder + "/ " + target;
        return brought(gathered, copy, reason, files);
    }

    private static Optional<Brought> brought(
            Plan plan, String copy, Reason reason, Collection<String> files) {
        return Optional.of(
                new Brought(
                        PlanEdit.copyInFinal(plan, PlanLine.added(copy, reason)),
                        List.copyOf(files)));
    }

    private Optional<String> find(String soname) {
        return FOLDERS.stream()
                .flatMap(folder -> original.list(folder).stream())
                .filter(path -> path.endsWith("/" + soname) && OriginalPaths.isSafe(path))
                .findFirst();
    }

    /// The folder of an architecture's libraries, as Debian names it. Where the path names none, it
    /// is that of the original's own C library.
    private String triplet(String path) {
        Matcher matcher = TRIPLET.matcher(path);
        if (matcher.find()) {
            return matcher.group(1);
        }
        return find("libc.so.6")
                .map(TRIPLET::matcher)
                .filter(Matcher::find)
                .map(m -> m.group(1))
                .orElse("x86_64-linux-gnu");
    }
}
