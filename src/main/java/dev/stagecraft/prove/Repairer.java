package dev.stagecraft.prove;

import dev.stagecraft.distil.binary.BuiltImage;
import dev.stagecraft.distil.catalog.Catalogue;
import dev.stagecraft.distil.catalog.DistrolessImage;
import dev.stagecraft.distil.plan.Lesson;
import dev.stagecraft.distil.plan.Plan;
import dev.stagecraft.distil.plan.PlanLine;
import dev.stagecraft.distil.plan.PlanStage;
import dev.stagecraft.distil.plan.Reason;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.image.ImageConfig;
import dev.stagecraft.prove.Cause.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// From the cause of a failure to the smallest change of the plan that may mend it.
///
/// What a repair brings into the final image comes from the original image, which runs: the file
/// lies at the same place in a stage that has it, because the stages are the original's own lines.
final class Repairer {
    private static final Pattern SAFE_PATH = Pattern.compile("/[\\w@%+=:,./-]*");
    private static final List<String> PYTHON_FOLDERS =
            List.of("/usr/local/lib", "/usr/lib/python3", "/usr/lib", "/venv", "/opt");
    private static final String CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt";
    private static final String ZONES = "/usr/share/zoneinfo";
    private static final String UNPRIVILEGED = "65532";

    /// @param summary one sentence
    /// @param copied the paths that the plan copies from the stage that it was made for
    record Change(String summary, Plan plan, List<String> copied) {
        /// One that copies nothing.
        Change(String summary, Plan plan) {
            this(summary, plan, List.of());
        }
    }

    /// What lies in the stages of a plan.
    interface Stages {
        /// Whether a stage has all of these paths at its end.
        ///
        /// @param plan the plan as it is before the change
        boolean hold(Plan plan, PlanStage stage, List<String> paths) throws EngineException;
    }

    private final BuiltImage original;
    private final ImageConfig finalConfig;
    private final Optional<Plan> originalPlan;
    private final Catalogue catalogue;
    private final Stages stages;

    /// @param original the image that runs
    /// @param originalPlan the Dockerfile that it is made by, from which is copied where no stage
    ///   of the plan has a file
    /// @param finalConfig what containers of the failing image start with
    /// @param stages tells what lies in the plan's stages
    Repairer(
            BuiltImage original,
            Optional<Plan> originalPlan,
            ImageConfig finalConfig,
            Catalogue catalogue,
            Stages stages) {
        this.original = original;
        this.originalPlan = originalPlan;
        this.finalConfig = finalConfig;
        this.catalogue = catalogue;
        this.stages = stages;
    }

    /// The change; absent when none is known that does not guess.
    ///
    /// @throws EngineException when the stages cannot be looked into
    Optional<Change> propose(Diagnosis diagnosis, Plan plan) throws EngineException {
        return switch (diagnosis.cause()) {
            case Cause.UserUnknown user -> user(plan, user.name());
            case Cause.LibcTooNew libc -> newerSuite(plan, libc);
            case Cause.PortNotAllowed port -> root(plan);
            case Cause.MissingLibrary missing -> copying(missing, plan);
            case Cause.FileNotFound file -> copying(file, plan);
            case Cause.ProgramNotFound program -> {
                Optional<Change> rebased = loadedBase(plan, program.path());
                yield rebased.isPresent() ? rebased : copying(program, plan);
            }
            case Cause.ModuleNotFound module -> copying(module, plan);
            case Cause.PermissionDenied denied -> {
                Optional<Change> owned = owned(plan, denied);
                yield owned.isPresent() ? owned : copying(denied, plan);
            }
            case Cause.CertificatesMissing certificates -> copying(certificates, plan);
            case Cause.TimeZoneMissing zone -> copying(zone, plan);
            case Cause.ShellWanted shell -> Optional.empty();
            case Cause.PortRefused port -> Optional.empty();
            case Cause.SourceNotInContext source -> Optional.empty();
            case Cause.BaseUnavailable base -> Optional.empty();
            case Cause.PackageUnknown unknown -> Optional.empty();
            case Cause.BuildCommandNotFound command -> Optional.empty();
            case Cause.DiskFull disk -> Optional.empty();
            case Cause.OutOfMemory memory -> Optional.empty();
            case Cause.EngineGone gone -> Optional.empty();
        };
    }

    /// Changes that take something from a stage that has the original's files.
    private Optional<Change> copying(Cause cause, Plan bare) throws EngineException {
        for (PlanEdit.Source source : PlanEdit.sources(bare, originalPlan)) {
            Optional<Change> change = from(source.plan(), source.stage(), cause);
            if (change.isEmpty()) {
                return change; // the original has no such thing
            }
            List<String> copied = change.get().copied();
            if (source.certain()
                    || copied.isEmpty()
                    || stages.hold(source.plan(), source.stage(), copied)) {
                return change;
            }
        }
        return Optional.empty();
    }

    private Optional<Change> from(Plan plan, PlanStage workshop, Cause cause) {
        String from = workshop.name();
        return switch (cause) {
            case Cause.MissingLibrary missing -> library(plan, workshop, missing);
            case Cause.FileNotFound file -> fileOrFolder(plan, workshop, absolute(file.path()));
            case Cause.ProgramNotFound program -> program(plan, from, program.path());
            case Cause.ModuleNotFound module -> module(plan, from, module);
            case Cause.PermissionDenied denied -> permission(plan, workshop, denied);
            case Cause.CertificatesMissing certificates ->
                    file(plan, from, CERTIFICATES, "Certificates of authorities for TLS.");
            case Cause.TimeZoneMissing zone -> zones(plan, from);
            default -> Optional.empty();
        };
    }

    private Optional<Change> library(Plan plan, PlanStage workshop, Cause.MissingLibrary missing) {
        List<String> neededBy =
                missing.neededBy()
                        .map(this::absolute)
                        .filter(path -> original.read(path).isPresent())
                        .map(List::of)
                        .orElse(List.of());
        return new SharedLibraries(original, base(plan))
                .bring(plan, workshop, missing.soname(), neededBy)
                .map(brought ->
                        new Change(
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
    private Optional<Change> fileOrFolder(Plan plan, PlanStage workshop, String path) {
        Optional<Change> copied = file(plan, workshop.name(), path, "");
        String folder = parent(path);
        boolean makeable =
                SAFE_PATH.matcher(folder).matches() && !folder.equals("/") && !isSystem(folder);
        return copied.isPresent() || !makeable
                ? copied
                : Optional.of(writable(plan, workshop, folder));
    }

    private Optional<Change> file(Plan plan, String from, String path, String why) {
        if (!SAFE_PATH.matcher(path).matches() || path.equals("/")) {
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
                        "COPY --from=" + from + owner() + " " + path + " " + path,
                        Lesson.SMALL_FINAL,
                        sentence));
    }

    private Optional<Change> program(Plan plan, String from, String path) {
        if (path.startsWith("/")) {
            return file(plan, from, path, "The program " + path + " comes along from the builder.");
        }
        return inSearchPath(path)
                .flatMap(whole ->
                        file(
                                plan,
                                from,
                                whole,
                                "The program " + whole + " comes along from the builder."));
    }

    private Optional<Change> loadedBase(Plan plan, String named) {
        Optional<String> path =
                named.contains("/") ? Optional.of(absolute(named)) : inSearchPath(named);
        return path.flatMap(p -> new LoadedBase(original, catalogue).rebase(plan, p))
                .map(rebased -> new Change(rebased.why(), rebased.plan()));
    }

    private Optional<String> inSearchPath(String name) {
        return searchPath().stream()
                .map(folder -> folder + "/" + name)
                .filter(whole ->
                        SAFE_PATH.matcher(whole).matches() && original.read(whole).isPresent())
                .findFirst();
    }

    private List<String> searchPath() {
        String path = original.config().environment().getOrDefault("PATH", "");
        List<String> folders = new ArrayList<>();
        for (String folder : path.split(":", -1)) {
            if (folder.startsWith("/")) {
                folders.add(folder);
            }
        }
        return folders.isEmpty()
                ? List.of("/usr/local/bin", "/usr/bin", "/bin", "/usr/local/sbin", "/usr/sbin")
                : folders;
    }

    private Optional<Change> module(Plan plan, String from, Cause.ModuleNotFound module) {
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

    private Optional<Change> pythonModule(Plan plan, String from, String name) {
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
        if (packages.isPresent() && SAFE_PATH.matcher(packages.get()).matches()) {
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
        String workdir = workdir();
        String asFile = workdir + "/" + name + ".py";
        return original.read(asFile).isPresent()
                ? file(plan, from, asFile, "")
                : file(plan, from, workdir + "/" + name, "");
    }

    private Optional<Change> nodeModule(Plan plan, String from) {
        return file(
                plan,
                from,
                workdir() + "/node_modules",
                "The packages that the program requires come along.");
    }

    /// The user gets what the final stage copies anyway.
    private Optional<Change> owned(Plan plan, Cause.PermissionDenied denied) {
        if (denied.path().isEmpty() || denied.access() == Access.EXECUTE) {
            return Optional.empty();
        }
        String path = absolute(denied.path().get());
        if (!SAFE_PATH.matcher(path).matches() || path.equals("/")) {
            return Optional.empty();
        }
        return PlanEdit.own(plan, path, workdir(), runsAs(), p -> original.read(p).isPresent())
                .map(changed ->
                        new Change(
                                "What the program writes at " + path + " belongs to its user.",
                                changed));
    }

    private Optional<Change> permission(
            Plan plan, PlanStage workshop, Cause.PermissionDenied denied) {
        if (denied.path().isEmpty()) {
            return Optional.empty();
        }
        String path = absolute(denied.path().get());
        if (!SAFE_PATH.matcher(path).matches() || path.equals("/")) {
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

    private Optional<Change> executable(Plan plan, PlanStage workshop, String path) {
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

    private Change writable(Plan plan, PlanStage workshop, String folder) {
        Reason reason = Reason.of(Lesson.WRITABLE, "The folder is made where there is a shell.");
        boolean absent = original.list(folder).isEmpty();
        Plan made =
                absent
                        ? PlanEdit.append(
                                plan, workshop, PlanLine.added("RUN mkdir -p " + folder, reason))
                        : plan;
        String why = "The program writes to " + folder + ", so its user owns it.";
        String copy = "COPY --from=" + workshop.name() + owner() + " " + folder + " " + folder;
        return new Change(
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

    private static Optional<Change> user(Plan plan, String name) {
        Reason reason =
                Reason.of(
                        Lesson.NON_ROOT,
                        "The base has no user " + name + "; a number needs no entry.");
        Plan changed = PlanEdit.mapFinal(plan, line -> numbered(line, name, reason));
        return changed.stages().getLast().lines().equals(plan.stages().getLast().lines())
                ? Optional.empty()
                : Optional.of(new Change("The user " + name + " becomes a number.", changed));
    }

    private static PlanLine numbered(PlanLine line, String name, Reason reason) {
        if (line.keyword().equals("USER")) {
            return line.changed("USER " + UNPRIVILEGED, reason);
        }
        String text =
                line.text()
                        .replaceAll(
                                "--chown=(?:"
                                        + Pattern.quote(name)
                                        + "(?::\\S*)?|[^\\s:]+:"
                                        + Pattern.quote(name)
                                        + ")(?=\\s)",
                                "--chown=" + UNPRIVILEGED + ":" + UNPRIVILEGED);
        return text.equals(line.text()) ? line : line.changed(text, reason);
    }

    private Optional<Change> zones(Plan plan, String from) {
        return file(plan, from, ZONES, "The time zones come along from the builder.");
    }

    /// A binary that wants a newer C library was built on a newer Debian than the final stage's.
    private static Optional<Change> newerSuite(Plan plan, Cause.LibcTooNew libc) {
        String base = plan.base();
        if (!base.contains("-debian12")) {
            return Optional.empty();
        }
        String newer = base.replace("-debian12", "-debian13");
        String sentence =
                "The binary wants "
                        + libc.symbolVersion()
                        + ", which Debian 13 has and 12 has not.";
        return Optional.of(
                new Change(
                        sentence,
                        PlanEdit.onBase(
                                plan,
                                newer,
                                line ->
                                        line.changed(
                                                line.text().replace(base, newer),
                                                Reason.of(Lesson.SAME_RELEASE, sentence)))));
    }

    private static Optional<Change> root(Plan plan) {
        String base = plan.base();
        if (!base.endsWith(":nonroot")) {
            return Optional.empty();
        }
        String rooted = base.substring(0, base.length() - "nonroot".length()) + "latest";
        String sentence = "The program listens on a port that only root may have here.";
        return Optional.of(
                new Change(
                        sentence,
                        PlanEdit.onBase(
                                PlanEdit.mapFinal(
                                        plan,
                                        line ->
                                                line.keyword().equals("USER")
                                                        ? line.changed(
                                                                "USER 0",
                                                                Reason.of(
                                                                        Lesson.NON_ROOT, sentence))
                                                        : line),
                                rooted,
                                line ->
                                        line.changed(
                                                line.text().replace(base, rooted),
                                                Reason.of(Lesson.NON_ROOT, sentence)))));
    }

    private static Change copied(Plan plan, String path, String text, Lesson lesson, String why) {
        return new Change(
                why,
                PlanEdit.copyInFinal(plan, PlanLine.added(text, Reason.of(lesson, why))),
                List.of(path));
    }

    private Optional<String> find(List<String> folders, Predicate<String> wanted) {
        for (String folder : folders) {
            Optional<String> found =
                    original.list(folder).stream()
                            .filter(path -> wanted.test(path) && SAFE_PATH.matcher(path).matches())
                            .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private String absolute(String path) {
        if (path.startsWith("/")) {
            return path;
        }
        String relative = path.startsWith("./") ? path.substring(2) : path;
        return workdir() + "/" + relative;
    }

    private String workdir() {
        String dir =
                finalConfig.workingDir().isEmpty()
                        ? original.config().workingDir()
                        : finalConfig.workingDir();
        return dir.equals("/") ? "" : dir;
    }

    private String owner() {
        return runsAs().equals("0") ? "" : " --chown=" + runsAs() + ":" + runsAs();
    }

    private String runsAs() {
        String user = finalConfig.user().replaceFirst(":.*", "");
        return user.matches("[0-9]{1,9}")
                ? user
                : user.isEmpty() || user.equals("root") ? "0" : UNPRIVILEGED;
    }
}
