package dev.stagecraft.archive;

import java.util.concurrent.atomic.AtomicLong;

/// Adds up what all threads of one reading have read, and tells them when to stop.
final class ReadMeter {
    private final ReadProgress progress;
    private final long total;
    private final AtomicLong done = new AtomicLong();
    private volatile boolean stopped;

    ReadMeter(ReadProgress progress, long total) {
        this.progress = progress;
        this.total = total;
    }

    static ReadMeter none() {
        return new ReadMeter(ReadProgress.NONE, 0);
    }

    void add(long bytes) throws ReadCancelledException {
        progress.read(done.addAndGet(bytes), total);
        check();
    }

    void check() throws ReadCancelledException {
        if (stopped || progress.isCancelled() || Thread.currentThread().isInterrupted()) {
            throw new ReadCancelledException();
        }
    }

    /// Ends the other threads of the reading.
    void stop() {
        stopped = true;
    }
}
