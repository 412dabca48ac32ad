package dev.stagecraft.prove;

import dev.stagecraft.archive.LayerCache;
import dev.stagecraft.distil.Distiller;
import dev.stagecraft.distil.Outcome;
import dev.stagecraft.distil.Request;
import dev.stagecraft.distil.binary.BuiltImage;
import dev.stagecraft.distil.catalog.json.CatalogueReader;
import dev.stagecraft.distil.plan.Plan;
import dev.stagecraft.distil.plan.PlanWriter;
import dev.stagecraft.dockerfile.Dockerfile;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineCancelledException;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.engine.build.BuildListener;
import dev.stagecraft.engine.build.BuildRequest;
import dev.stagecraft.engine.build.BuildResult;
import dev.stagecraft.engine.build.BuildStep;
import dev.stagecraft.engine.build.ImageBuilder;
import dev.stagecraft.engine.run.ContainerRunner;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.ImageConfig;
import dev.stagecraft.prove.Observation.End;
import dev.stagecraft.prove.Proof.Side;
import dev.stagecraft.prove.Proof.Verdict;
import dev.stagecraft.prove.ProofListener.Phase;
import dev.stagecraft.prove.ProofListener.Which;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Proves a rewritten Dockerfile: builds it and the original, runs both under one probe, compares,
/// and repairs what fails as far as its cause is known.
///
/// One object is one proof. Interrupting the thread that calls [#prove] stops builds and runs at
/// once and removes what they made.
public final class Prover {
    /// The repository of the images that proofs make.
    public static final String REPOSITORY = "stagecraft-prove";

    private static final Logger LOG = LoggerFactory.getLogger(Prover.class);

    private final Engine engine;
    private final ImageBuilder builder;
    private final ProofRequest request;
    private final ProofListener listener;
    private final ImageRun runs;
    private final MadeImages made;
    private final String name = UUID.randomUUID().toString().substring(0, 8);
    private final List<Repair> repairs = new ArrayList<>();
    private final LayerCache cache;
    private @Nullable EngineBuiltImage original;

    /// @param builder what builds both
    /// @param cache keeps layers that were read, so that each is read once
    public Prover(
            Engine engine,
            ImageBuilder builder,
            LayerCache cache,
            ProofRequest request,
            ProofListener listener) {
        this.cache = cache;
        this.engine = engine;
        this.builder = builder;
        this.request = request;
        this.listener = listener;
        this.runs = new ImageRun(new ContainerRunner(engine), request);
        this.made = new MadeImages(engine);
    }

    /// A version of the rewritten Dockerfile. The plan is absent when there is only a text.
    private record Version(String text, Optional<Plan> plan) {}

    private record Attempt(Version version, Side side, Optional<Behaviour> behaviour) {
        int rank() {
            if (behaviour.isPresent() && behaviour.get().same()) {
                return 3;
            }
            boolean runs =
                    side.observation()
                            .filter(o -> o.end() == End.ANSWERED || o.end() == End.EXITED)
                            .isPresent();
            return runs ? 2 : side.image().isPresent() ? 1 : 0;
        }
    }

    /// Proves.
    ///
    /// @throws EngineException when the engine fails or the calling thread is interrupted
    /// @throws IllegalArgumentException when the rewriter refuses what it is asked for
    public Proof prove() throws EngineException {
        try {
            return proven();
        } finally {
            closeOriginal();
            if (!request.keep()) {
                made.remove();
            }
        }
    }

    /// Removes the images that a proof whose request kept them has made. May take seconds; those
    /// that something else uses stay.
    public void removeImages() {
        made.remove();
    }

    private void closeOriginal() {
        EngineBuiltImage open = original;
        if (open != null) {
            boolean interrupted = Thread.interrupted();
            try {
                open.close();
            } catch (EngineException e) {
                LOG.warn("a container stays until the next start: {}", e.getMessage());
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private Proof proven() throws EngineException {
        Version first = firstVersion();
        BuildResult[] built = new BuildResult[2];
        if (request.parallel()) {
            FutureTask<BuildResult> other =
                    new FutureTask<>(
                            () -> build(Which.BEFORE, request.before(), tag(Which.BEFORE, 0)));
            Thread thread = Thread.ofVirtual().name("prove-before").start(other);
            try {
                built[1] = build(Which.AFTER, first.text(), tag(Which.AFTER, 0));
                built[0] = get(other);
            } finally {
                if (!other.isDone()) {
                    thread.interrupt();
                    waitQuietly(thread);
                }
            }
        } else {
            built[0] = build(Which.BEFORE, request.before(), tag(Which.BEFORE, 0));
            built[1] = build(Which.AFTER, first.text(), tag(Which.AFTER, 0));
        }
        Side before = side(built[0], tag(Which.BEFORE, 0));
        if (before.image().isEmpty()) {
            Side after = side(built[1], tag(Which.AFTER, 0));
            return proof(
                    before,
                    new Attempt(first, after, Optional.empty()),
                    Optional.empty(),
                    Optional.empty(),
                    Verdict.NOT_COMPARABLE);
        }
        Image image = before.image().get();
        Probe probe = request.probe().isPresent() ? request.probe().get() : runs.findProbe(image);
        Observation seen = observe(Which.BEFORE, image, probe);
        before = new Side(before.tag(), before.build(), before.image(), Optional.of(seen));
        Attempt attempt = attempt(first, side(built[1], tag(Which.AFTER, 0)), seen, probe);
        if (!comparable(seen)) {
            return proof(
                    before,
                    attempt,
                    Optional.of(probe),
                    attempt.behaviour(),
                    Verdict.NOT_COMPARABLE);
        }
        Attempt best = mend(attempt, image, seen, probe);
        Verdict verdict =
                best.rank() == 3
                        ? Verdict.PROVEN
                        : best.rank() == 2 ? Verdict.DIFFERENT : Verdict.FAILED;
        return proof(before, best, Optional.of(probe), best.behaviour(), verdict);
    }

    private Version firstVersion() {
        return switch (request.after()) {
            case ProofRequest.After.Text text ->
                    new Version(text.text(), TextPlan.of(Dockerfile.parse(text.text())));
            case ProofRequest.After.Rewrite rewrite ->
                    switch (rewrite.distiller().distil(rewrite.request())) {
                        case Outcome.Converted converted ->
                                new Version(converted.text(), Optional.of(converted.plan()));
                        case Outcome.AlreadyDistroless already ->
                                new Version(already.text(), Optional.of(already.plan()));
                        case Outcome.Refused refused ->
                                throw new IllegalArgumentException(
                                        refused.refusal().reason()
                                                + " "
                                                + refused.refusal().advice());
                    };
        };
    }

    /// Repairs until it is proven, nothing more is known, or it was tried often enough.
    private Attempt mend(Attempt first, Image original, Observation seen, Probe probe)
            throws EngineException {
        Attempt attempt = first;
        Attempt best = first;
        Set<String> tried = new HashSet<>(Set.of(first.version().text()));
        while (attempt.rank() < 3 && repairs.size() < request.maxRepairs()) {
            Optional<Diagnosis> diagnosis =
                    diagnose(attempt.side(), seen.lines(), Optional.of(probe));
            if (diagnosis.isEmpty()) {
                break;
            }
            listener.diagnosed(diagnosis.get());
            Optional<Repair> repair = repair(attempt, diagnosis.get(), original, tried);
            if (repair.isEmpty() || !listener.agrees(repair.get())) {
                break;
            }
            repairs.add(repair.get());
            tried.add(repair.get().text());
            Version version = new Version(repair.get().text(), Optional.of(repair.get().plan()));
            String tag = tag(Which.AFTER, repairs.size());
            attempt =
                    attempt(
                            version,
                            side(build(Which.AFTER, version.text(), tag), tag),
                            seen,
                            probe);
            if (attempt.rank() >= best.rank()) {
                best = attempt;
            }
        }
        return best;
    }

    private Optional<Repair> repair(
            Attempt attempt, Diagnosis diagnosis, Image image, Set<String> tried)
            throws EngineException {
        if (attempt.version().plan().isEmpty()) {
            return Optional.empty();
        }
        Optional<BuiltImage> read = files(image);
        if (read.isEmpty()) {
            return Optional.empty();
        }
        BuiltImage files = read.get();
        ImageConfig config = attempt.side().image().map(Image::config).orElse(ImageConfig.EMPTY);
        if (repairs.isEmpty()
                && request.after() instanceof ProofRequest.After.Rewrite rewrite
                && rewrite.request().image().isEmpty()) {
            // Now that the original is built, the rewriter can read it instead of guessing.
            Request informed = rewrite.request().with(files);
            if (rewrite.distiller().distil(informed) instanceof Outcome.Rewritten again
                    && again instanceof Outcome.Converted converted
                    && !tried.contains(converted.text())) {
                return Optional.of(
                        new Repair(
                                diagnosis,
                                "The plan is made anew from what lies in the built original.",
                                converted.plan(),
                                converted.text()));
            }
        }
        Optional<Plan> originalPlan = TextPlan.of(Dockerfile.parse(request.before()));
        PlanWriter writer =
                request.after() instanceof ProofRequest.After.Rewrite rewrite
                        ? Distiller.writer(rewrite.request())
                        : TextPlan.writer(Dockerfile.parse(attempt.version().text()));
        return new Repairer(files, originalPlan, config, CatalogueReader.bundled())
                .propose(diagnosis, attempt.version().plan().get())
                .map(change ->
                        new Repair(
                                diagnosis,
                                change.summary(),
                                change.plan(),
                                writer.write(change.plan()).text()))
                .filter(repair -> !tried.contains(repair.text()));
    }

    private Optional<BuiltImage> files(Image image) throws EngineException {
        EngineBuiltImage known = original;
        if (known == null) {
            try {
                known = EngineBuiltImage.open(engine, image, cache);
            } catch (EngineException e) {
                throw e;
            } catch (IOException e) {
                LOG.warn("the original's files cannot be read", e);
                return Optional.empty();
            }
            original = known;
        }
        return Optional.of(known);
    }

    /// Why a side failed; what the original prints as well is no cause.
    private static Optional<Diagnosis> diagnose(
            Side side, List<String> printedBefore, Optional<Probe> probe) {
        if (side.build().failure().isPresent()) {
            BuildResult.BuildFailure failure = side.build().failure().get();
            List<String> log = new ArrayList<>(failure.log());
            failure.message().lines().forEach(log::add);
            return Diagnoser.ofBuild(log);
        }
        if (side.observation().isEmpty()) {
            return Optional.empty();
        }
        Observation seen = side.observation().get();
        if (seen.end() == End.OUT_OF_MEMORY) {
            return Optional.of(new Diagnosis(new Cause.OutOfMemory(), "out of memory"));
        }
        List<String> lines = new ArrayList<>(seen.lines());
        lines.removeAll(printedBefore);
        seen.answer().ifPresent(answer -> answer.body().lines().forEach(lines::add));
        Optional<Diagnosis> said = Diagnoser.ofRun(lines);
        return said.isEmpty()
                        && seen.end() == End.TIMED_OUT
                        && probe.orElse(null) instanceof Probe.Http http
                ? Optional.of(
                        new Diagnosis(new Cause.PortRefused(http.port().orElse(0)), "no answer"))
                : said;
    }

    private Attempt attempt(Version version, Side side, Observation seen, Probe probe)
            throws EngineException {
        if (side.image().isEmpty()) {
            return new Attempt(version, side, Optional.empty());
        }
        Observation observed = observe(Which.AFTER, side.image().get(), probe);
        Side ran = new Side(side.tag(), side.build(), side.image(), Optional.of(observed));
        return new Attempt(version, ran, Optional.of(BehaviourComparison.compare(seen, observed)));
    }

    private static boolean comparable(Observation seen) {
        return seen.end() == End.ANSWERED || seen.end() == End.EXITED;
    }

    private Observation observe(Which which, Image image, Probe probe) throws EngineException {
        listener.phase(which, Phase.RUNNING);
        Observation observation = runs.observe(image, probe);
        listener.observed(which, observation);
        listener.phase(which, Phase.OBSERVED);
        return observation;
    }

    private BuildResult build(Which which, String dockerfile, String tag) throws EngineException {
        listener.phase(which, Phase.BUILDING);
        BuildRequest build =
                BuildRequest.of(request.context(), dockerfile)
                        .named(request.dockerfileName())
                        .tagged(tag)
                        .withArgs(request.buildArgs());
        if (which == Which.BEFORE && request.target().isPresent()) {
            build = build.upTo(request.target().get());
        }
        made.expect(tag);
        BuildResult result = builder.build(build, hearing(which));
        made.record(result);
        listener.phase(which, result.succeeded() ? Phase.BUILT : Phase.BUILD_FAILED);
        return result;
    }

    private BuildListener hearing(Which which) {
        return new BuildListener() {
            @Override
            public void step(BuildStep step) {
                made.record(step);
                listener.step(which, step);
            }

            @Override
            public void printed(BuildStep step, String line, boolean error) {
                listener.printed(which, step, line);
            }
        };
    }

    private Side side(BuildResult result, String tag) throws EngineException {
        Optional<Image> image =
                result.succeeded() ? Optional.of(engine.inspect(tag)) : Optional.empty();
        return new Side(tag, result, image, Optional.empty());
    }

    private String tag(Which which, int repair) {
        return REPOSITORY
                + "/"
                + name
                + (which == Which.BEFORE ? ":before" : repair == 0 ? ":after" : ":after-" + repair);
    }

    private Proof proof(
            Side before,
            Attempt attempt,
            Optional<Probe> probe,
            Optional<Behaviour> behaviour,
            Verdict verdict) {
        Optional<Diagnosis> diagnosis =
                verdict == Verdict.PROVEN
                        ? Optional.empty()
                        : verdict == Verdict.NOT_COMPARABLE
                                ? diagnose(before, List.of(), probe)
                                : diagnose(attempt.side(), printed(before), probe);
        return new Proof(
                Instant.now(),
                before,
                attempt.side(),
                attempt.version().text(),
                probe,
                behaviour,
                diagnosis,
                repairs,
                verdict);
    }

    private static List<String> printed(Side side) {
        return side.observation().map(Observation::lines).orElse(List.of());
    }

    private static BuildResult get(FutureTask<BuildResult> task) throws EngineException {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineCancelledException();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case EngineException failed -> throw failed;
                case RuntimeException failed -> throw failed;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    /// The other build is being stopped; what it made is only known once it has ended.
    private static void waitQuietly(Thread thread) {
        boolean interrupted = Thread.interrupted();
        try {
            thread.join(Duration.ofSeconds(20));
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
