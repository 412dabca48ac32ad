package dev.stagecraft.prove;

import dev.stagecraft.archive.LayerCache;
import dev.stagecraft.distil.Outcome;
import dev.stagecraft.dockerfile.Dockerfile;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.engine.build.ImageBuilder;
import dev.stagecraft.engine.build.ImageBuilders;
import dev.stagecraft.engine.run.ContainerRunner;
import dev.stagecraft.engine.run.ImageMark;
import dev.stagecraft.image.Image;
import dev.stagecraft.prove.Observation.End;
import dev.stagecraft.prove.Proof.Side;
import dev.stagecraft.prove.Proof.Verdict;
import dev.stagecraft.prove.ProofListener.Phase;
import dev.stagecraft.prove.ProofListener.Which;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Proves a rewritten Dockerfile: builds it and the original, runs both under one probe, compares,
/// and repairs what fails as far as its cause is known.
///
/// One object is one proof. Interrupting the thread that calls [#prove] stops builds and runs at
/// once and removes what they made.
public final class Prover {
    /// The repositories of the images that proofs make begin with this.
    public static final String REPOSITORIES = ImageMark.REPOSITORIES;

    private final Engine engine;
    private final LayerCache cache;
    private final ProofRequest request;
    private final ProofListener listener;
    private final Builds builds;
    private final ImageRun runs;
    private final List<Repair> done = new ArrayList<>();

    /// @param builder what builds both
    /// @param cache keeps layers that were read, so that each is read once
    public Prover(
            Engine engine,
            ImageBuilder builder,
            LayerCache cache,
            ProofRequest request,
            ProofListener listener) {
        this.engine = engine;
        this.cache = cache;
        this.request = request;
        this.listener = listener;
        this.builds = new Builds(engine, builder, request, listener);
        this.runs = new ImageRun(new ContainerRunner(engine), request);
    }

    /// Removes what proofs of processes that have ended left on an engine and on this machine.
    ///
    /// @return how many containers, networks, images and folders
    public static int removeLeftovers(Engine engine) throws EngineException {
        return ImageBuilders.removeLeftovers() + new ContainerRunner(engine).removeLeftovers();
    }

    /// Proves.
    ///
    /// @throws EngineException when the engine fails or the calling thread is interrupted
    /// @throws IllegalArgumentException when the rewriter refuses what it is asked for
    public Proof prove() throws EngineException {
        try {
            if (request.probe().filter(Probe.Http.class::isInstance).isPresent()) {
                runs.checkReach();
            }
            Version first = firstVersion();
            Builds.Both built = builds.both(first);
            Optional<Image> original = built.before().image();
            return original.isPresent()
                    ? compared(first, built, original.get())
                    : notComparable(
                            built.before(),
                            new Attempt(first, built.after(), Optional.empty()),
                            Optional.empty());
        } finally {
            if (!request.keep()) {
                builds.made().remove();
            }
        }
    }

    /// Removes the images that a proof whose request kept them has made. May take seconds; those
    /// that something else uses stay.
    public void removeImages() {
        builds.made().remove();
    }

    /// Lets the images that a proof whose request kept them has made stay after this process, too.
    public void keepImages() {
        builds.made().keep();
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

    /// Runs both, and mends the second until it does what the first did.
    private Proof compared(Version first, Builds.Both built, Image original)
            throws EngineException {
        Probe probe = request.probe().isPresent() ? request.probe().get() : found(original);
        Observation seen = observe(Which.BEFORE, original, probe);
        Side before =
                new Side(
                        built.before().tag(),
                        built.before().build(),
                        built.before().image(),
                        Optional.of(seen));
        Attempt attempt = run(first, built.after(), seen, probe);
        if (seen.end() != End.ANSWERED && seen.end() != End.EXITED) {
            return notComparable(before, attempt, Optional.of(probe));
        }
        try (Repairs repairs = new Repairs(engine, cache, request, original, builds)) {
            Attempt best = mend(attempt, repairs, seen, probe);
            Optional<Diagnosis> diagnosis =
                    best.proven()
                            ? Optional.empty()
                            : Diagnoser.of(best.side(), seen.lines(), Optional.of(probe));
            return proof(before, best, Optional.of(probe), diagnosis, best.verdict());
        }
    }

    private Probe found(Image original) throws EngineException {
        if (ImageRun.exposed(original).isEmpty()) {
            listener.phase(Which.BEFORE, Phase.LOOKING);
        }
        return runs.findProbe(original);
    }

    /// Repairs until it is proven, nothing more is known, or it was tried often enough.
    private Attempt mend(Attempt first, Repairs repairs, Observation seen, Probe probe)
            throws EngineException {
        Attempt attempt = first;
        Attempt best = first;
        Set<String> tried = new HashSet<>(Set.of(first.version().text()));
        while (!attempt.proven() && done.size() < request.maxRepairs()) {
            Optional<Diagnosis> diagnosis =
                    Diagnoser.of(attempt.side(), seen.lines(), Optional.of(probe));
            if (diagnosis.isEmpty()) {
                break;
            }
            listener.diagnosed(diagnosis.get());
            Optional<Repair> repair =
                    repairs.propose(attempt, diagnosis.get(), tried, done.isEmpty());
            if (repair.isEmpty() || !listener.agrees(repair.get())) {
                break;
            }
            done.add(repair.get());
            tried.add(repair.get().text());
            Version version = new Version(repair.get().text(), Optional.of(repair.get().plan()));
            attempt = run(version, builds.after(version), seen, probe);
            if (attempt.reached().compareTo(best.reached()) >= 0) {
                best = attempt;
            }
        }
        return best;
    }

    /// Runs a version that was built, and compares it with the original.
    private Attempt run(Version version, Side side, Observation seen, Probe probe)
            throws EngineException {
        if (side.image().isEmpty()) {
            return new Attempt(version, side, Optional.empty());
        }
        Observation observed = observe(Which.AFTER, side.image().get(), probe);
        Side ran = new Side(side.tag(), side.build(), side.image(), Optional.of(observed));
        return new Attempt(version, ran, Optional.of(BehaviourComparison.compare(seen, observed)));
    }

    private Observation observe(Which which, Image image, Probe probe) throws EngineException {
        listener.phase(which, Phase.RUNNING);
        Observation observation =
                runs.observe(image, probe, lines -> listener.output(which, lines));
        listener.observed(which, observation);
        listener.phase(which, Phase.OBSERVED);
        return observation;
    }

    private Proof notComparable(Side before, Attempt attempt, Optional<Probe> probe) {
        return proof(
                before,
                attempt,
                probe,
                Diagnoser.of(before, List.of(), probe),
                Verdict.NOT_COMPARABLE);
    }

    private Proof proof(
            Side before,
            Attempt attempt,
            Optional<Probe> probe,
            Optional<Diagnosis> diagnosis,
            Verdict verdict) {
        return new Proof(
                Instant.now(),
                before,
                attempt.side(),
                attempt.version().text(),
                probe,
                attempt.behaviour(),
                diagnosis,
                done,
                verdict);
    }
}
