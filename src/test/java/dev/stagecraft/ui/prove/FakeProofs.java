package dev.stagecraft.ui.prove;

import dev.stagecraft.distil.plan.Plan;
import dev.stagecraft.engine.BuildContextException;
import dev.stagecraft.engine.build.BuildResult;
import dev.stagecraft.engine.build.BuildStep;
import dev.stagecraft.engine.build.BuildStep.State;
import dev.stagecraft.engine.build.BuilderKind;
import dev.stagecraft.image.Image;
import dev.stagecraft.prove.Behaviour;
import dev.stagecraft.prove.Cause;
import dev.stagecraft.prove.Diagnosis;
import dev.stagecraft.prove.Observation;
import dev.stagecraft.prove.Observation.Answer;
import dev.stagecraft.prove.Observation.End;
import dev.stagecraft.prove.Probe;
import dev.stagecraft.prove.Proof;
import dev.stagecraft.prove.Proof.Side;
import dev.stagecraft.prove.Proof.Verdict;
import dev.stagecraft.prove.ProofListener;
import dev.stagecraft.prove.ProofListener.Phase;
import dev.stagecraft.prove.ProofListener.Which;
import dev.stagecraft.prove.ProofRequest;
import dev.stagecraft.prove.Repair;
import dev.stagecraft.ui.support.SampleImages;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/// Proofs as a test wants them, on no engine.
final class FakeProofs implements ProofSource {
    static final String BEFORE = "FROM ubuntu\nRUN make\nCMD [\"/app\"]\n";
    static final String AFTER =
            "FROM ubuntu AS build\nRUN make\nFROM gcr.io/distroless/static\nCMD [\"/app\"]\n";
    static final String REPAIRED = AFTER.replace("static", "base");
    static final ProofSubject SUBJECT =
            ProofSubject.of(
                    Path.of("project"),
                    "Dockerfile",
                    BEFORE,
                    AFTER,
                    new ProofRequest.After.Text(AFTER));

    final CountDownLatch waits = new CountDownLatch(1);
    final List<ProofRequest> asked = new ArrayList<>();
    boolean waitsInBuild;
    boolean waitsInRun;
    volatile boolean holdsSomething;
    boolean needsRepair;
    boolean doesNotBuild;
    boolean doesNotParse;
    boolean searches;
    boolean hasNoRoom;
    int removed;
    int kept;

    static BuildStep step(int number, String stage, int index, String text, State state) {
        return new BuildStep(
                number,
                stage,
                index,
                index == 0 ? 0 : 2,
                text,
                index == 0 ? OptionalInt.empty() : OptionalInt.of(index),
                state,
                state.ended() ? OptionalLong.of(1_250) : OptionalLong.empty(),
                OptionalLong.of(1_430_000),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                List.of());
    }

    @Override
    public Proof prove(ProofRequest request, ProofListener listener) throws Exception {
        asked.add(request);
        if (hasNoRoom) {
            throw new BuildContextException("no space left on device", "Make room in /tmp.", null);
        }
        listener.phase(Which.BEFORE, Phase.BUILDING);
        listener.phase(Which.AFTER, Phase.BUILDING);
        listener.step(Which.BEFORE, step(1, "other", 1, "FROM ubuntu", State.CACHED));
        listener.step(Which.BEFORE, step(2, "", 2, "RUN make", State.DONE));
        listener.step(Which.AFTER, step(1, "", 0, "load context", State.DONE));
        listener.step(Which.AFTER, step(2, "build", 1, "FROM ubuntu AS build", State.CACHED));
        BuildStep make = step(3, "build", 2, "RUN make", State.RUNNING);
        listener.step(Which.AFTER, make);
        for (int i = 0; i < 3_000; i++) {
            listener.printed(Which.AFTER, make, "line " + i);
        }
        if (waitsInBuild) {
            buildUntilStopped();
        }
        listener.phase(Which.BEFORE, Phase.BUILT);
        if (waitsInRun) {
            listener.phase(Which.AFTER, Phase.BUILT);
            listener.phase(Which.BEFORE, Phase.RUNNING);
            listener.output(Which.BEFORE, List.of("warming up"));
            listener.output(Which.BEFORE, List.of("warming up", "listening"));
            waits.await();
        }
        List<Repair> repairs = new ArrayList<>();
        boolean mended = true;
        if (needsRepair) {
            Diagnosis diagnosis =
                    new Diagnosis(
                            new Cause.MissingLibrary("libz.so.1", Optional.empty()),
                            "error while loading libz.so.1");
            listener.diagnosed(diagnosis);
            if (searches) {
                waits.await();
            }
            Repair repair = new Repair(diagnosis, "Take the base with zlib.", plan(), REPAIRED);
            mended = listener.agrees(repair);
            if (mended) {
                repairs.add(repair);
                listener.phase(Which.AFTER, Phase.BUILDING);
            }
        }
        if (doesNotBuild) {
            return failed(
                    new BuildResult.BuildFailure(
                            Optional.of(step(3, "build", 2, "RUN make", State.FAILED)),
                            "exit code: 2",
                            List.of("make: no rule")));
        }
        if (doesNotParse) {
            String message = "unknown instruction: RUNN";
            return failed(
                    new BuildResult.BuildFailure(Optional.empty(), message, List.of(message)));
        }
        listener.phase(Which.AFTER, Phase.BUILT);
        return proof(mended, repairs);
    }

    private void buildUntilStopped() throws InterruptedException {
        holdsSomething = true;
        try {
            waits.await();
        } finally {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            holdsSomething = false;
        }
    }

    private static Plan plan() {
        return new Plan(
                "Go",
                Optional.empty(),
                "base",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    static Proof proof(boolean proven, List<Repair> repairs) {
        return new Proof(
                Instant.parse("2026-11-24T10:00:00Z"),
                side(1, 999_000_000, 1_200, "<p>10:00:01 hello</p>"),
                side(2, 1_430_000, 300, proven ? "<p>10:00:02 hello</p>" : "<p>bye</p>"),
                repairs.isEmpty() ? AFTER : REPAIRED,
                Optional.of(new Probe.Http(OptionalInt.of(8080), "/")),
                Optional.of(
                        new Behaviour(
                                proven,
                                proven
                                        ? List.of()
                                        : List.of(
                                                new Behaviour.Difference(
                                                        Behaviour.Aspect.BODY, "", "hello", "bye")),
                                OptionalLong.of(1_200),
                                OptionalLong.of(300))),
                Optional.empty(),
                repairs,
                proven ? Verdict.PROVEN : Verdict.DIFFERENT);
    }

    private static Proof failed(BuildResult.BuildFailure why) {
        Proof built = proof(false, List.of());
        BuildResult failure =
                new BuildResult(
                        BuilderKind.BUILDX, Optional.empty(), List.of(), 2_000, Optional.of(why));
        return new Proof(
                built.at(),
                built.before(),
                new Side("tag:2", failure, Optional.empty(), Optional.empty()),
                AFTER,
                built.probe(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Verdict.FAILED);
    }

    private static Side side(int number, long size, long start, String body) {
        Image image = SampleImages.image(number, "sample", size);
        return new Side(
                "tag:" + number,
                new BuildResult(
                        BuilderKind.BUILDX,
                        Optional.of(image.id()),
                        List.of(),
                        2_000,
                        Optional.empty()),
                Optional.of(image),
                Optional.of(
                        new Observation(
                                End.ANSWERED,
                                OptionalInt.empty(),
                                Optional.of(
                                        new Answer(
                                                200,
                                                Map.of("content-type", "text/html"),
                                                body,
                                                Optional.empty())),
                                List.of(),
                                List.of(),
                                OptionalLong.of(start),
                                Set.of(),
                                OptionalInt.empty())));
    }

    @Override
    public synchronized void removeImages() {
        removed++;
    }

    @Override
    public void keepImages() {
        kept++;
    }
}
