package dev.stagecraft.prove;

import dev.stagecraft.distil.plan.Plan;
import dev.stagecraft.distil.plan.PlanStage;
import dev.stagecraft.distil.plan.PlanWriter;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.engine.EngineRefusedException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What lies in the stages of a plan, asked of the engine: a stage is built, which the builder has
/// mostly done already, and looked into without being started.
record BuiltStages(Engine engine, Builds builds, PlanWriter writer) implements Repairer.Stages {
    private static final Logger LOG = LoggerFactory.getLogger(BuiltStages.class);
    private static final int NOT_FOUND = 404;

    @Override
    public boolean hold(Plan plan, PlanStage stage, List<String> paths) throws EngineException {
        Optional<String> image = builds.stage(writer.write(plan).text(), stage.name());
        if (image.isEmpty()) {
            return false;
        }
        try (NeverStarted container = NeverStarted.of(engine, image.get())) {
            for (String path : paths) {
                if (!has(container, path)) {
                    LOG.debug("stage {} has no {}", stage.name(), path);
                    return false;
                }
            }
            return true;
        }
    }

    private static boolean has(NeverStarted container, String path) throws EngineException {
        try {
            container.copyOut(path).close();
            return true;
        } catch (EngineRefusedException e) {
            if (e.status() == NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }
}
