package dev.stagecraft.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Work of this thread that a person may end with Ctrl-C, or the system with a signal: the thread
/// is interrupted, and the process stays until the work has taken away what it made.
final class EndsFirst implements AutoCloseable {
    private final Thread worker = Thread.currentThread();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook;

    /// Work that begins now and is over when this is closed.
    ///
    /// @param patience how long the process stays at the most
    EndsFirst(Duration patience) {
        hook = Thread.ofPlatform().unstarted(() -> end(patience));
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// Waits for the work and not for its thread, which goes on to end the process by itself and
    /// cannot while the process is ending.
    void end(Duration patience) {
        worker.interrupt();
        try {
            over.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process ends already: the hook is at work, and has heard that all is over.
            return;
        }
    }
}
