package dev.stagecraft.ui.support;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Stands for the user interface's thread in tests without a window: what is to run there waits
/// until the test runs it.
public final class UiQueue implements Executor {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();

    @Override
    public void execute(Runnable action) {
        queue.add(action);
    }

    /// Runs what comes in until the condition holds.
    ///
    /// @throws AssertionError when it does not within ten seconds
    public void until(BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            long left = end - System.nanoTime();
            try {
                Runnable next = left <= 0 ? null : queue.poll(left, TimeUnit.NANOSECONDS);
                if (next == null) {
                    throw new AssertionError("it did not happen within " + LIMIT);
                }
                next.run();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
