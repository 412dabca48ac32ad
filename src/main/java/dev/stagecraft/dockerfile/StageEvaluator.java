package dev.stagecraft.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Runs the instructions of stages over the settings of their bases, with the rules of BuildKit's
/// `dockerfile2llb`.
final class StageEvaluator {
    private final Stages stages;
    private final BaseImages bases;
    private final EvaluationListener listener;
    private final List<StageRun> runs = new ArrayList<>();
    private final List<StageEvaluation> done = new ArrayList<>();

    StageEvaluator(Stages stages, BaseImages bases, EvaluationListener listener) {
        this.stages = stages;
        this.bases = bases;
        this.listener = listener;
    }

    /// All stages in their order: a stage stands only on earlier ones.
    List<StageEvaluation> all() {
        for (Stage stage : stages.all()) {
            StageRun run = start(stage);
            List<Instruction> triggers = triggers(run);
            run.begin();
            triggers.forEach(run::trigger);
            stage.instructions().forEach(run::instruction);
            runs.add(run);
            done.add(run.finish());
        }
        return done;
    }

    private StageRun start(Stage stage) {
        return switch (stage.base()) {
            case StageSource.OfStage(int index) ->
                    new StageRun(stages, stage, runs.get(index), done.get(index), listener);
            case StageSource.OfImage(String reference) -> {
                Optional<BaseImages.Known> known = bases.find(reference);
                yield new StageRun(
                        stages,
                        stage,
                        known.map(BaseImages.Known::settings).orElse(StageSettings.EMPTY),
                        known.map(BaseImages.Known::varying),
                        listener);
            }
            case StageSource.Scratch _ ->
                    new StageRun(
                            stages, stage, StageSettings.EMPTY, Optional.of(Set.of()), listener);
            case StageSource.BuildContext _, StageSource.Unresolved _ ->
                    new StageRun(stages, stage, StageSettings.EMPTY, Optional.empty(), listener);
        };
    }

    /// What ONBUILD of the base asks for, before the stage's own instructions.
    private static List<Instruction> triggers(StageRun run) {
        List<Instruction> triggers = new ArrayList<>();
        for (String text : run.base().onBuild()) {
            Dockerfile parsed = Dockerfile.parse(text);
            if (parsed.instructions().size() == 1
                    && !(parsed.instructions().getFirst() instanceof Instruction.Onbuild)) {
                triggers.add(parsed.instructions().getFirst());
            }
        }
        return triggers;
    }

    /// The names that hold values of no variable, whatever ARG says.
    static final Set<String> NOT_VARIABLES =
            Set.of("BUILDKIT_SBOM_SCAN_CONTEXT", "BUILDKIT_SBOM_SCAN_STAGE");
}
