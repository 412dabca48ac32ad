package dev.stagecraft.prove;

import dev.stagecraft.distil.binary.BuiltImage;
import dev.stagecraft.distil.catalog.Catalogue;
import dev.stagecraft.distil.plan.Lesson;
import dev.stagecraft.distil.plan.Plan;
import dev.stagecraft.distil.plan.PlanLine;
import dev.stagecraft.distil.plan.PlanStage;
import dev.stagecraft.distil.plan.Reason;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.image.ImageConfig;
import dev.stagecraft.prove.Cause.Access;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// From the cause of a failure to the smallest change of the plan that may mend it.
///
/// What a repair brings into the final image comes from the original image, which runs. Changes of
/// settings are made here, those that copy are [StageCopies].
final class Repairer {
    /// What lies in the stages of a plan.
    interface Stages {
        /// Whether a stage has all of these paths at its end.
        ///
        /// @param plan the plan as it is before the change
        boolean hold(Plan plan, PlanStage stage, List<String> paths) throws EngineException;
    }

    private final BuiltImage original;
    private final Optional<Plan> originalPlan;
    private final Catalogue catalogue;
    private final OriginalPaths paths;
    private final StageCopies copies;
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
        this.catalogue = catalogue;
        this.paths = new OriginalPaths(original, finalConfig);
        this.copies = new StageCopies(original, paths, catalogue);
        this.stages = stages;
    }

    /// The change; absent when none is known that does not guess.
    ///
    /// @throws EngineException when the stages cannot be looked into
    Optional<PlanChange> propose(Diagnosis diagnosis, Plan plan) throws EngineException {
        return switch (diagnosis.cause()) {
            case Cause.UserUnknown user -> user(plan, user.name());
            case Cause.LibcTooNew libc -> newerSuite(plan, libc);
            case Cause.PortNotAllowed port -> root(plan);
            case Cause.MissingLibrary missing -> copying(missing, plan);
            case Cause.FileNotFound file -> copying(file, plan);
            case Cause.ProgramNotFound program -> {
                Optional<PlanChange> rebased = loadedBase(plan, program.path());
                yield rebased.isPresent() ? rebased : copying(program, plan);
            }
            case Cause.ModuleNotFound module -> copying(module, plan);
            case Cause.PermissionDenied denied -> {
                Optional<PlanChange> owned = owned(plan, denied);
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
    private Optional<PlanChange> copying(Cause cause, Plan bare) throws EngineException {
        for (PlanEdit.Source source : PlanEdit.sources(bare, originalPlan)) {
            Optional<PlanChange> change = copies.from(source.plan(), source.stage(), cause);
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

    private Optional<PlanChange> loadedBase(Plan plan, String named) {
        Optional<String> path =
                named.contains("/")
                        ? Optional.of(paths.absolute(named))
                        : paths.inSearchPath(named);
        return path.flatMap(p -> new LoadedBase(original, catalogue).rebase(plan, p))
                .map(rebased -> new PlanChange(rebased.why(), rebased.plan()));
    }

    /// The user gets what the final stage copies anyway.
    private Optional<PlanChange> owned(Plan plan, Cause.PermissionDenied denied) {
        if (denied.path().isEmpty() || denied.access() == Access.EXECUTE) {
            return Optional.empty();
        }
        String path = paths.absolute(denied.path().get());
        if (!OriginalPaths.isSafe(path) || path.equals("/")) {
            return Optional.empty();
        }
        return PlanEdit.own(
                        plan,
                        path,
                        paths.workdir(),
                        paths.runsAs(),
                        p -> original.read(p).isPresent())
                .map(changed ->
                        new PlanChange(
                                "What the program writes at " + path + " belongs to its user.",
                                changed));
    }

    private static Optional<PlanChange> user(Plan plan, String name) {
        Reason reason =
                Reason.of(
                        Lesson.NON_ROOT,
                        "The base has no user " + name + "; a number needs no entry.");
        Plan changed = PlanEdit.mapFinal(plan, line -> numbered(line, name, reason));
        return changed.stages().getLast().lines().equals(plan.stages().getLast().lines())
                ? Optional.empty()
                : Optional.of(new PlanChange("The user " + name + " becomes a number.", changed));
    }

    private static PlanLine numbered(PlanLine line, String name, Reason reason) {
        if (line.keyword().equals("USER")) {
            return line.changed("USER " + OriginalPaths.UNPRIVILEGED, reason);
        }
        String text =
                line.text()
                        .replaceAll(
                                "--chown=(?:"
                                        + Pattern.quote(name)
                                        + "(?::\\S*)?|[^\\s:]+:"
                                        + Pattern.quote(name)
                                        + ")(?=\\s)",
                                "--chown="
                                        + OriginalPaths.UNPRIVILEGED
                                        + ":"
                                        + OriginalPaths.UNPRIVILEGED);
        return text.equals(line.text()) ? line : line.changed(text, reason);
    }

    /// A binary that wants a newer C library was built on a newer Debian than the final stage's.
    private static Optional<PlanChange> newerSuite(Plan plan, Cause.LibcTooNew libc) {
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
                new PlanChange(
                        sentence,
                        PlanEdit.onBase(
                                plan,
                                newer,
                                line ->
                                        line.changed(
                                                line.text().replace(base, newer),
                                                Reason.of(Lesson.SAME_RELEASE, sentence)))));
    }

    private static Optional<PlanChange> root(Plan plan) {
        String base = plan.base();
        if (!base.endsWith(":nonroot")) {
            return Optional.empty();
        }
        String rooted = base.substring(0, base.length() - "nonroot".length()) + "latest";
        String sentence = "The program listens on a port that only root may have here.";
        return Optional.of(
                new PlanChange(
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
}
