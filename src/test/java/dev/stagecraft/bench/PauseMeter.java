package dev.stagecraft.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;

/// Measures how long the window's thread keeps others waiting: something small is handed to it
/// every millisecond, and how late it runs is the pause. What a loaded machine adds is in that, so
/// the thread's own time between two of them is measured too.
final class PauseMeter implements AutoCloseable {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Thread asking;
    private volatile boolean open = true;
    private long windowThread;
    private long lastWork;
    private long longestPause;
    private long longestWork;

    /// Measures from now on.
    PauseMeter() {
        asking = Thread.ofPlatform().daemon().name("pause-meter").start(this::ask);
    }

    private void ask() {
        while (open) {
            CountDownLatch answered = new CountDownLatch(1);
            long asked = System.nanoTime();
            Platform.runLater(() -> {
                answer(System.nanoTime() - asked);
                answered.countDown();
            });
            try {
                answered.await();
            } catch (InterruptedException e) {
                return;
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private synchronized void answer(long late) {
        if (windowThread == 0) {
            windowThread = Thread.currentThread().threadId();
        }
        long work = THREADS.getThreadCpuTime(windowThread);
        longestPause = Math.max(longestPause, late);
        if (lastWork > 0) {
            longestWork = Math.max(longestWork, work - lastWork);
        }
        lastWork = work;
    }

    /// The longest that the window's thread kept anything waiting since it was asked last, in
    /// nanoseconds.
    ///
    /// @param pause by the clock
    /// @param work what of it the thread itself worked between two answers
    record Longest(long pause, long work) {}

    /// What was measured since this was asked last.
    synchronized Longest take() {
        Longest longest = new Longest(longestPause, longestWork);
        longestPause = 0;
        longestWork = 0;
        return longest;
    }

    @Override
    public void close() {
        open = false;
        asking.interrupt();
    }
}
