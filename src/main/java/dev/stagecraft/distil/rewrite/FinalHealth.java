package dev.stagecraft.distil.rewrite;

import dev.stagecraft.distil.plan.Lesson;
import dev.stagecraft.distil.plan.PlanLine;
import dev.stagecraft.distil.plan.Reason;
import dev.stagecraft.distil.source.Setting;
import dev.stagecraft.dockerfile.CommandLine;
import dev.stagecraft.dockerfile.Instruction;
import java.util.List;
import java.util.Optional;

/// The health check of the final stage, which has neither a shell nor curl.
public final class FinalHealth {
    /// What to do where the final image cannot check itself.
    public static final String IMPOSSIBLE =
            "HEALTHCHECK is left out: the final image has neither a shell nor curl or wget. Check from outside (Kubernetes httpGet probe), or give the program a check of its own.";

    private final Situation situation;
    private final Draft draft;
    private final FinalEnvironment environment;
    private final HealthCheck.Asker asker;
    private final String interpreter;

    FinalHealth(
            Situation situation,
            Draft draft,
            FinalEnvironment environment,
            HealthCheck.Asker asker,
            String interpreter) {
        this.situation = situation;
        this.draft = draft;
        this.environment = environment;
        this.asker = asker;
        this.interpreter = interpreter;
    }

    /// What becomes of a HEALTHCHECK; absent where it is left out.
    Optional<PlanLine> of(Instruction.Healthcheck written) {
        if (source().filter(written::equals).isEmpty()) {
            return Optional.empty();
        }
        Optional<Instruction.Healthcheck> said = situation.corrections().health();
        Instruction.Healthcheck check = said.orElse(written);
        if (check.none()) {
            if (said.isEmpty()) {
                return Optional.of(draft.kept(written));
            }
            draft.remove(written, SaidSettings.HEALTH);
            return Optional.empty();
        }
        Optional<List<String>> argv = argv(check);
        if (argv.isEmpty()) {
            draft.remove(
                    written,
                    Reason.of(
                                    Lesson.HEALTH_CHECK,
                                    "The final stage has no program that could run this check.")
                            .noticed("The engine no longer checks the container's health."));
            draft.warn(IMPOSSIBLE, written);
            return Optional.empty();
        }
        if (said.isEmpty()
                && check.command().orElseThrow() instanceof CommandLine.ExecForm e
                && e.argv().equals(argv.get())) {
            return Optional.of(environment.moved(written));
        }
        return Optional.of(
                draft.changed(
                        written,
                        HealthCheck.text(check, argv.get()),
                        said.isPresent()
                                ? SaidSettings.HEALTH
                                : Reason.of(
                                        Lesson.HEALTH_CHECK,
                                        "The check uses the program's own runtime: curl, wget and the shell are gone.")));
    }

    /// The check that a person gives where the source has none.
    Optional<PlanLine> added() {
        Optional<Instruction.Healthcheck> said =
                situation.corrections().health().filter(c -> !c.none());
        if (said.isEmpty() || source().isPresent()) {
            return Optional.empty();
        }
        Optional<List<String>> argv = argv(said.get());
        if (argv.isEmpty()) {
            draft.warn(IMPOSSIBLE);
        }
        return argv.map(a -> PlanLine.added(HealthCheck.text(said.get(), a), SaidSettings.HEALTH));
    }

    private Optional<Instruction> source() {
        return situation.settings().healthcheck().flatMap(Setting::by);
    }

    private Optional<List<String>> argv(Instruction.Healthcheck check) {
        return HealthCheck.argv(check, asker, interpreter, situation.environment());
    }
}
