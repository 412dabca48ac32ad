package dev.stagecraft.ui.files;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Stands for the window's thread where there is no window: runs what is handed to it while a test
/// waits for something.
final class Pump implements Executor {
    private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();

    @Override
    public void execute(Runnable action) {
        queue.add(action);
    }

    /// Runs actions until the condition holds.
    ///
    /// @throws AssertionError when it does not within ten seconds
    void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        try {
            while (!condition.getAsBoolean()) {
                Runnable next = queue.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    throw new AssertionError("waited in vain");
                }
                next.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
