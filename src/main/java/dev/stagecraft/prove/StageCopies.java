package dev.stagecraft.prove;

import dev.stagecraft.distil.binary.BuiltImage;
import dev.stagecraft.distil.catalog.Catalogue;
import dev.stagecraft.distil.catalog.DistrolessImage;
import dev.stagecraft.distil.plan.Lesson;
import dev.stagecraft.distil.plan.Plan;
import dev.stagecraft.distil.plan.PlanLine;
import dev.stagecraft.distil.plan.PlanStage;
import dev.stagecraft.distil.plan.Reason;
import dev.stagecraft.prove.Cause.Access;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Repairs that copy what the final image lacks from a stage that has the original's files.
///
/// The file lies there at the same place as in the original, because the stages are the original's
/// own lines.
record StageCopies(BuiltImage original, OriginalPaths paths, Catalogue catalogue) {
    private static final List<String> PYTHON_FOLDERS =
            List.of("/usr/local/lib", "/usr/lib/python3", "/usr/lib", "/venv", "/opt");
    private static final String CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt";
    private static final String ZONES = "/usr/share/zoneinfo";

    /// The change; absent when the original has no such thing.
    ///
    /// @param plan the plan as it is before the change
    /// @param workshop a stage of it that has the original's files
    Optional<PlanChange> from(Plan plan, PlanStage workshop, Cause cause) {
        String from = workshop.name();
        return switch (cause) {
            case Cause.MissingLibrary missing -> library(plan, workshop, missing);
            case Cause.FileNotFound file ->
                    fileOrFolder(plan, workshop, paths.absolute(file.path()));
            case Cause.ProgramNotFound program -> program(plan, from, program.path());
            case Cause.ModuleNotFound module -> module(plan, from, module);
            case Cause.PermissionDenied denied -> permission(plan, workshop, denied);
            case Cause.CertificatesMissing certificates ->
                    file(plan, from, CERTIFICATES, "Certificates of authorities for TLS.");
            case Cause.TimeZoneMissing zone -> zones(plan, from);
            default -> Optional.empty();
        };
    }

    private Optional<PlanChange> library(
            Plan plan, PlanStage workshop, Cause.MissingLibrary missing) {
        List<String> neededBy =
                missing.neededBy()
                        .map(paths::absolute)
                        .filter(path -> original.read(path).isPresent())
                        .map(List::of)
                        .orElse(List.of());
        return new SharedLibraries(original, base(plan))
                .bring(plan, workshop, missing.soname(), neededBy)
                .map(brought ->
                        new PlanChange(
                                "The library "
                                        + missing.soname()
                                        + " comes along from the builder, with what it needs.",
                                brought.plan(),
                                brought.files()));
    }

    private Optional<DistrolessImage> base(Plan plan) {
        String reference = plan.base().replaceFirst("(?<=[^/]):[^/]*$", "");
        return reference.startsWith(catalogue.registry() + "/")
                ? catalogue.image(reference.substring(catalogue.registry().length() + 1))
                : Optional.empty();
    }

    /// A file that the original has; else the folder that the program wants to make it in.
    private Optional<PlanChange> fileOrFolder(Plan plan, PlanStage workshop, String path) {
        Optional<PlanChange> copied = file(plan, workshop.name(), path, "");
        String folder = parent(path);
        boolean makeable = OriginalPaths.isSafe(folder) && !folder.equals("/") && !isSystem(folder);
        return copied.isPresent() || !makeable
                ? copied
                : Optional.of(writable(plan, workshop, folder));
    }

    private Optional<PlanChange> file(Plan plan, String from, String path, String why) {
        if (!OriginalPaths.isSafe(path) || path.equals("/")) {
            return Optional.empty();
        }
        boolean single = original.read(path).isPresent();
        boolean folder = !single && !original.list(path).isEmpty();
        if (!single && !folder) {
            return Optional.empty();
        }
        String sentence =
                why.isEmpty() ? "The program reads " + path + ", so it comes along." : why;
        return Optional.of(
                copied(
                        plan,
                        path,
                        "COPY --from=" + from + paths.chown() + " " + path + " " + path,
                        Lesson.SMALL_FINAL,
                        sentence));
    }

    private Optional<PlanChange> program(Plan plan, String from, String path) {
        if (path.startsWith("/")) {
            return file(plan, from, path, "The program " + path + " comes along from the builder.");
        }
        return paths.inSearchPath(path)
                .flatMap(whole ->
                        file(
                                plan,
                                from,
                                whole,
                                "The program " + whole + " comes along from the builder."));
    }

    private Optional<PlanChange> module(Plan plan, String from, Cause.ModuleNotFound module) {
        String first = module.name().replaceFirst("[./].*", "");
        if (!first.matches("@?[\\w-]+")) {
            return Optional.empty();
        }
        return switch (module.language()) {
            case "python" -> pythonModule(plan, from, first);
            case "node" -> nodeModule(plan, from);
            default -> Optional.empty();
        };
    }

    private Optional<PlanChange> pythonModule(Plan plan, String from, String name) {
        Pattern place =
                Pattern.compile(
                        "(.*/(?:site|dist)-packages)/"
                                + Pattern.quote(name)
                                + "(?:/__init__\\.py|\\.py|[\\w.-]*\\.so)");
        Optional<String> packages =
                find(PYTHON_FOLDERS, path -> place.matcher(path).matches())
                        .map(path -> {
                            Matcher matcher = place.matcher(path);
                            return matcher.matches() ? matcher.group(1) : path;
                        });
        if (packages.isPresent() && OriginalPaths.isSafe(packages.get())) {
            return Optional.of(
                    copied(
                            plan,
                            packages.get(),
                            "COPY --from="
                                    + from
                                    + " "
                                    + packages.get()
                                    + " /usr/lib/python3/dist-packages",
                            Lesson.VENV,
                            "The package " + name + " comes along with those it stands among."));
        }
        String workdir = paths.workdir();
        String asFile = workdir + "/" + name + ".py";
        return original.read(asFile).isPresent()
                ? file(plan, from, asFile, "")
                : file(plan, from, workdir + "/" + name, "");
    }

    private Optional<String> find(List<String> folders, Predicate<String> wanted) {
        for (String folder : folders) {
            Optional<String> found =
                    original.list(folder).stream()
                            .filter(path -> wanted.test(path) && OriginalPaths.isSafe(path))
                            .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<PlanChange> nodeModule(Plan plan, String from) {
        return file(
                plan,
                from,
                paths.workdir() + "/node_modules",
                "The packages that the program requires come along.");
    }

    private Optional<PlanChange> permission(
            Plan plan, PlanStage workshop, Cause.PermissionDenied denied) {
        if (denied.path().isEmpty()) {
            return Optional.empty();
        }
        String path = paths.absolute(denied.path().get());
        if (!OriginalPaths.isSafe(path) || path.equals("/")) {
            return Optional.empty();
        }
        if (denied.access() == Access.EXECUTE) {
            return executable(plan, workshop, path);
        }
        boolean single = original.read(path).isPresent();
        String folder = single || looksLikeFile(path) ? parent(path) : path;
        if (folder.equals("/") || isSystem(folder)) {
            return Optional.empty();
        }
        return Optional.of(writable(plan, workshop, folder));
    }

    private Optional<PlanChange> executable(Plan plan, PlanStage workshop, String path) {
        if (original.read(path).isEmpty()) {
            return Optional.empty();
        }
        Reason reason =
                Reason.of(
                        Lesson.EXEC_FORM,
                        "Without a shell to read it, the file itself must be executable.");
        return Optional.of(
                copied(
                        PlanEdit.append(
                                plan, workshop, PlanLine.added("RUN chmod 0755 " + path, reason)),
                        path,
                        "COPY --from=" + workshop.name() + " " + path + " " + path,
                        Lesson.EXEC_FORM,
                        "The program may be run by everyone."));
    }

    private PlanChange writable(Plan plan, PlanStage workshop, String folder) {
        Reason reason = Reason.of(Lesson.WRITABLE, "The folder is made where there is a shell.");
        boolean absent = original.list(folder).isEmpty();
        Plan made =
                absent
                        ? PlanEdit.append(
                                plan, workshop, PlanLine.added("RUN mkdir -p " + folder, reason))
                        : plan;
        String why = "The program writes to " + folder + ", so its user owns it.";
        String copy =
                "COPY --from=" + workshop.name() + paths.chown() + " " + folder + " " + folder;
        return new PlanChange(
                why,
                PlanEdit.ownedInFinal(
                        made, PlanLine.added(copy, Reason.of(Lesson.WRITABLE, why)), folder),
                absent ? List.of() : List.of(folder));
    }

    private static boolean looksLikeFile(String path) {
        return path.substring(path.lastIndexOf('/') + 1).indexOf('.') > 0;
    }

    private static boolean isSystem(String folder) {
        return folder.matches("/(?:etc|usr|bin|sbin|lib|lib64|proc|sys|dev|boot)(?:/.*)?");
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    private Optional<PlanChange> zones(Plan plan, String from) {
        return file(plan, from, ZONES, "The time zones come along from the builder.");
    }

    private static PlanChange copied(
            Plan plan, String path, String text, Lesson lesson, String why) {
        return new PlanChange(
                why,
                PlanEdit.copyInFinal(plan, PlanLine.added(text, Reason.of(lesson, why))),
                List.of(path));
    }
}
