package dev.stagecraft.prove;

import dev.stagecraft.archive.LayerCache;
import dev.stagecraft.distil.Distiller;
import dev.stagecraft.distil.Outcome;
import dev.stagecraft.distil.binary.BuiltImage;
import dev.stagecraft.distil.catalog.json.CatalogueReader;
import dev.stagecraft.distil.plan.Plan;
import dev.stagecraft.distil.plan.PlanStage;
import dev.stagecraft.distil.plan.PlanWriter;
import dev.stagecraft.dockerfile.Dockerfile;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.ImageConfig;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Proposes repairs of one proof, from what lies in the built original, which is read when it is
/// first wanted.
final class Repairs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Repairs.class);

    private final Engine engine;
    private final LayerCache cache;
    private final ProofRequest request;
    private final Image image;
    private final Builds builds;
    private @Nullable EngineBuiltImage files;

    /// @param image the built original
    /// @param builds builds stages that are to be looked into
    Repairs(Engine engine, LayerCache cache, ProofRequest request, Image image, Builds builds) {
        this.engine = engine;
        this.cache = cache;
        this.request = request;
        this.image = image;
        this.builds = builds;
    }

    /// The next change worth a try; absent when none is known that was not tried.
    ///
    /// @param tried the texts that were tried
    /// @param first whether nothing was repaired yet
    Optional<Repair> propose(Attempt attempt, Diagnosis diagnosis, Set<String> tried, boolean first)
            throws EngineException {
        // Reading the original takes seconds, which would be for nothing.
        if (attempt.version().plan().isEmpty() || !diagnosis.cause().ofThePlan()) {
            return Optional.empty();
        }
        Optional<BuiltImage> read = read();
        if (read.isEmpty()) {
            return Optional.empty();
        }
        BuiltImage known = read.get();
        ImageConfig config = attempt.side().image().map(Image::config).orElse(ImageConfig.EMPTY);
        Optional<Repair> informed = first ? informed(diagnosis, known, tried) : Optional.empty();
        if (informed.isPresent()) {
            return informed;
        }
        Optional<Plan> originalPlan =
                TextPlan.of(Dockerfile.parse(request.before())).flatMap(this::upToTarget);
        PlanWriter writer =
                request.after() instanceof ProofRequest.After.Rewrite rewrite
                        ? Distiller.writer(rewrite.request())
                        : TextPlan.writer(Dockerfile.parse(attempt.version().text()));
        return new Repairer(
                        known,
                        originalPlan,
                        config,
                        CatalogueReader.bundled(),
                        new BuiltStages(engine, builds, writer))
                .propose(diagnosis, attempt.version().plan().get())
                .map(change ->
                        new Repair(
                                diagnosis,
                                change.summary(),
                                change.plan(),
                                writer.write(change.plan()).text()))
                .filter(repair -> !tried.contains(repair.text()));
    }

    /// The stages of the original up to the one that was built; absent when there is none of its
    /// name.
    private Optional<Plan> upToTarget(Plan plan) {
        if (request.target().isEmpty()) {
            return Optional.of(plan);
        }
        List<PlanStage> stages = plan.stages();
        for (int i = 0; i < stages.size(); i++) {
            if (stages.get(i).name().equalsIgnoreCase(request.target().get())) {
                return Optional.of(plan.withStages(stages.get(i).base(), stages.subList(0, i + 1)));
            }
        }
        return Optional.empty();
    }

    /// Now that the original is built, the rewriter can read it instead of guessing.
    private Optional<Repair> informed(Diagnosis diagnosis, BuiltImage known, Set<String> tried) {
        if (request.after() instanceof ProofRequest.After.Rewrite rewrite
                && rewrite.request().image().isEmpty()
                && rewrite.distiller().distil(rewrite.request().with(known))
                        instanceof Outcome.Converted converted
                && !tried.contains(converted.text())) {
            return Optional.of(
                    new Repair(
                            diagnosis,
                            "The plan is made anew from what lies in the built original.",
                            converted.plan(),
                            converted.text()));
        }
        return Optional.empty();
    }

    private Optional<BuiltImage> read() throws EngineException {
        EngineBuiltImage known = files;
        if (known == null) {
            try {
                known = EngineBuiltImage.open(engine, image, cache);
            } catch (EngineException e) {
                throw e;
            } catch (IOException e) {
                LOG.warn("the original's files cannot be read", e);
                return Optional.empty();
            }
            files = known;
        }
        return Optional.of(known);
    }

    @Override
    public void close() {
        if (files != null) {
            files.close();
        }
    }
}
