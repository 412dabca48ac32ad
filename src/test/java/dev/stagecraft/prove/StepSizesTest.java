package dev.stagecraft.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineCancelledException;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.engine.build.BuildResult;
import dev.stagecraft.engine.build.BuildResult.BuildFailure;
import dev.stagecraft.engine.build.BuildStep;
import dev.stagecraft.engine.build.BuilderKind;
import dev.stagecraft.image.BuildCacheRecord;
import dev.stagecraft.stage.BuiltSizes;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StepSizesTest {
    private static final BuiltSizes SIZES =
            BuiltSizes.of("FROM a\nRUN one\nRUN two\n", Map.of(), Optional.empty());
    private static final BuildStep ONE = done(2, "RUN one");
    private static final BuildStep TWO = done(3, "RUN two");

    private final BlockingQueue<BuildStep> heard = new LinkedBlockingQueue<>();

    private static BuildStep done(int line, String text) {
        return new BuildStep(
                line,
                "",
                line,
                3,
                text,
                OptionalInt.of(line),
                BuildStep.State.DONE,
                OptionalLong.of(1),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                List.of());
    }

    private static BuildCacheRecord record(String id, String parent, String command, long size) {
        return new BuildCacheRecord(
                id,
                List.of(parent),
                "regular",
                "mount / from exec /bin/sh -c " + command,
                size,
                Optional.of(Instant.now()),
                Optional.empty(),
                false,
                false);
    }

    /// An engine that is only asked for its build cache.
    private static Engine engine(Callable<List<BuildCacheRecord>> cache) {
        return (Engine)
                Proxy.newProxyInstance(
                        Engine.class.getClassLoader(),
                        new Class<?>[] {Engine.class},
                        (proxy, method, arguments) -> {
                            assertThat(method.getName()).isEqualTo("buildCache");
                            return cache.call();
                        });
    }

    private StepSizes sizes(Engine engine, Duration wait) {
        return new StepSizes(engine, BuilderKind.BUILDKIT, SIZES, heard::add, wait);
    }

    private static BuildResult complete(StepSizes sizes) throws EngineException {
        BuildFailure failure = new BuildFailure(Optional.empty(), "", List.of());
        return sizes.complete(
                new BuildResult(
                        BuilderKind.BUILDKIT,
                        Optional.empty(),
                        List.of(ONE, TWO),
                        1,
                        Optional.of(failure)),
                "image");
    }

    @Test
    void anEngineThatCountsForeverHoldsNoBuildUp() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Engine engine =
                engine(() -> {
                    try {
                        never.await();
                        return List.of();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new EngineCancelledException();
                    }
                });
        try (StepSizes sizes = sizes(engine, Duration.ofMillis(20))) {
            sizes.take(ONE);
            assertThat(complete(sizes).steps()).containsExactly(ONE, TWO);
        }
    }

    @Test
    void whatIsDoneWhileTheEngineCountsGetsNoSizeOfAnotherBuild() throws Exception {
        AtomicReference<Optional<StepSizes>> taking = new AtomicReference<>(Optional.empty());
        BuildCacheRecord own = record("own", "base", "one", 10);
        BuildCacheRecord other = record("other", "elsewhere", "one", 10);
        BuildCacheRecord others = record("others", "other", "two", 99);
        Engine engine =
                engine(() -> {
                    Optional<StepSizes> first = taking.getAndSet(Optional.empty());
                    if (first.isPresent()) {
                        first.get().take(TWO);
                        return List.of(own, other, others);
                    }
                    return List.of(own, other, others, record("late", "own", "two", 5));
                });
        try (StepSizes sizes = sizes(engine, Duration.ofSeconds(20))) {
            taking.set(Optional.of(sizes));
            sizes.take(ONE);
            BuildStep step = heard.take();
            while (step.bytes().isEmpty()) {
                step = heard.take();
            }
            assertThat(step.text()).isEqualTo("RUN one");
            assertThat(complete(sizes).steps())
                    .extracting(BuildStep::bytes)
                    .containsExactly(OptionalLong.of(10), OptionalLong.empty());
        }
    }
}
