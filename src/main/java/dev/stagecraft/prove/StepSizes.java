package dev.stagecraft.prove;

import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineCancelledException;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.engine.build.BuildResult;
import dev.stagecraft.engine.build.BuildStep;
import dev.stagecraft.engine.build.BuildStep.State;
import dev.stagecraft.engine.build.BuilderKind;
import dev.stagecraft.image.BuildCacheRecord;
import dev.stagecraft.stage.BuiltSizes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells how large the steps of a build became, where the builder does not: BuildKit's progress
/// says nothing of it, so that the engine's build cache is asked when a step is done. How much a
/// step that still runs has written is known to nobody but the builder.
final class StepSizes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StepSizes.class);

    /// Counting may take an old engine long; it shall not do nothing else.
    private static final int REST = 5;

    private static final Duration LEAST_REST = Duration.ofMillis(500);

    /// After the end of the build, for what an engine that answers fast can still tell.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

    /// How far the engine's clock may be behind.
    private static final Duration CLOCK = Duration.ofSeconds(2);

    private final Engine engine;
    private final BuiltSizes sizes;
    private final Consumer<BuildStep> hears;
    private final Instant since = Instant.now().minus(CLOCK);
    private final Map<Integer, BuildStep> steps = new LinkedHashMap<>();
    private final Map<Integer, Long> known = new LinkedHashMap<>();
    private final Semaphore more = new Semaphore(0);
    private final Thread asking;
    private boolean closed;
    private final Duration longestWait;

    /// The lines of the instructions that were done when the engine was asked: it may say of those
    /// that were done later what is another build's.
    private record Done(Set<Integer> made, Set<Integer> reused) {}

    /// @param hears hears of every step, with its size as soon as that is known
    StepSizes(Engine engine, BuilderKind kind, BuiltSizes sizes, Consumer<BuildStep> hears) {
        this(engine, kind, sizes, hears, LONGEST_WAIT);
    }

    /// @param longestWait for the engine after the end of the build
    StepSizes(
            Engine engine,
            BuilderKind kind,
            BuiltSizes sizes,
            Consumer<BuildStep> hears,
            Duration longestWait) {
        this.longestWait = longestWait;
        this.engine = engine;
        this.sizes = sizes;
        this.hears = hears;
        Thread.Builder thread = Thread.ofVirtual().name("build-sizes");
        asking = kind == BuilderKind.CLASSIC ? thread.unstarted(() -> {}) : thread.start(this::ask);
    }

    /// A step became known or came further.
    synchronized void take(BuildStep step) {
        if (closed) {
            return;
        }
        steps.put(step.number(), step);
        hears.accept(sized(step));
        if (isMeasured(step)) {
            more.release();
        }
    }

    /// A step printed a line. It is heard between two steps, not at the same time as one.
    synchronized void printed(Runnable hearing) {
        if (!closed) {
            hearing.run();
        }
    }

    /// Gives the steps of a build that has ended their sizes.
    ///
    /// @param image what was built, where the build succeeded
    /// @throws EngineCancelledException when the thread is interrupted
    BuildResult complete(BuildResult result, String image) throws EngineException {
        if (result.builder() != BuilderKind.CLASSIC) {
            try {
                if (result.succeeded()) {
                    learn(sizes.shipped(engine.history(image)));
                }
                if (lacksSome()) {
                    Done so = done();
                    learn(so, soon());
                }
            } catch (EngineCancelledException e) {
                throw e;
            } catch (EngineException e) {
                LOG.debug("the sizes of some steps stay unknown", e);
            }
        }
        synchronized (this) {
            return result.withSteps(result.steps().stream().map(this::sized).toList());
        }
    }

    /// The records of the engine's cache; none where it takes longer to count them.
    private List<BuildCacheRecord> soon() throws EngineException {
        FutureTask<List<BuildCacheRecord>> counting = new FutureTask<>(engine::buildCache);
        Thread.ofVirtual().name("build-sizes-end").start(counting);
        try {
            return counting.get(longestWait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            LOG.debug("the engine still counts its build cache", e);
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineCancelledException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof EngineException failed) {
                throw failed;
            }
            throw new IllegalStateException(e);
        } finally {
            counting.cancel(true);
        }
    }

    private synchronized boolean lacksSome() {
        return steps.values().stream()
                .anyMatch(step -> isMeasured(step) && !known.containsKey(step.line().getAsInt()));
    }

    private static boolean isMeasured(BuildStep step) {
        return step.isInstruction()
                && step.line().isPresent()
                && !step.text().startsWith("FROM ")
                && (step.state() == State.DONE || step.state() == State.CACHED);
    }

    private BuildStep sized(BuildStep step) {
        Long bytes = step.line().isPresent() ? known.get(step.line().getAsInt()) : null;
        return bytes == null || step.bytes().isPresent() || !isMeasured(step)
                ? step
                : step.withBytes(OptionalLong.of(bytes), OptionalLong.empty());
    }

    private void ask() {
        try {
            while (true) {
                more.acquire();
                more.drainPermits();
                long begun = System.nanoTime();
                Done so = done();
                List<BuildCacheRecord> records = engine.buildCache();
                Duration took = Duration.ofNanos(System.nanoTime() - begun);
                learn(so, records);
                Duration rest = took.multipliedBy(REST);
                Thread.sleep(rest.compareTo(LEAST_REST) > 0 ? rest : LEAST_REST);
            }
        } catch (InterruptedException e) {
            // The build has ended.
        } catch (EngineException e) {
            LOG.debug("the sizes of the steps stay unknown", e);
        }
    }

    private synchronized Done done() {
        Set<Integer> made = new HashSet<>();
        Set<Integer> reused = new HashSet<>();
        for (BuildStep step : steps.values()) {
            if (isMeasured(step)) {
                (step.state() == State.DONE ? made : reused).add(step.line().getAsInt());
            }
        }
        return new Done(made, reused);
    }

    private void learn(Done so, List<BuildCacheRecord> records) {
        learn(sizes.soFar(so.made(), so.reused(), since, records));
    }

    private synchronized void learn(Map<Integer, Long> now) {
        if (closed) {
            return;
        }
        known.putAll(now);
        for (BuildStep step : steps.values()) {
            if (step.line().isPresent() && now.containsKey(step.line().getAsInt())) {
                hears.accept(sized(step));
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        asking.interrupt();
    }
}
