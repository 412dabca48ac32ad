package dev.stagecraft.cli;

import dev.stagecraft.archive.ReadProgress;
import dev.stagecraft.image.ByteSize;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// How far a reading is, as one line on standard error that is written over and in the end wiped
/// out; and its end when a person presses Ctrl-C, so that what a reading has begun is cleared away
/// before the program goes.
final class ProgressLine implements ReadProgress, AutoCloseable {
    private static final long EVERY_NANOS = 150_000_000;
    private static final int NOTICE_SECONDS = 1;
    private static final int CLEANUP_SECONDS = 10;

    private final Terminal terminal;
    private final AtomicLong shown = new AtomicLong(System.nanoTime());
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread reader = Thread.currentThread();
    private final Thread onExit;
    private volatile boolean cancelled;
    private volatile boolean clearing;
    private boolean visible;

    /// One for what this thread is about to read.
    ProgressLine(Terminal terminal) {
        this.terminal = terminal;
        onExit = Thread.ofPlatform().unstarted(this::cancelAndWait);
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    private void cancelAndWait() {
        cancelled = true;
        // A read from an engine that is still packing would not look at the flag.
        reader.interrupt();
        try {
            if (!ended.await(NOTICE_SECONDS, TimeUnit.SECONDS) && clearing) {
                ended.await(CLEANUP_SECONDS, TimeUnit.SECONDS);
            }
            terminal.err().flush();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void read(long done, long total) {
        long last = shown.get();
        long now = System.nanoTime();
        if (terminal.errIsTerminal()
                && now - last > EVERY_NANOS
                && shown.compareAndSet(last, now)) {
            show(
                    total > 0 && done <= total
                            ? Texts.text(
                                    "progress.of", ByteSize.format(done), ByteSize.format(total))
                            : Texts.text("progress", ByteSize.format(done)));
        }
    }

    /// Says something that takes a while and cannot be counted.
    synchronized void show(String text) {
        if (terminal.errIsTerminal()) {
            terminal.err().print("\r" + text + "\u001b[K");
            terminal.err().flush();
            visible = true;
        }
    }

    private synchronized void wipe() {
        if (visible) {
            terminal.err().print("\r\u001b[K");
            terminal.err().flush();
            visible = false;
        }
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    /// What a cancelled reading has made is being taken away again, for which the program stays a
    /// little longer.
    void clearing() {
        clearing = true;
    }

    /// The reading is over: what follows is the result, and Ctrl-C ends the program as usual.
    void done() {
        wipe();
        ended.countDown();
        if (!cancelled) {
            try {
                Runtime.getRuntime().removeShutdownHook(onExit);
            } catch (IllegalStateException e) {
                // Ctrl-C came in this very moment; the hook finds that all has ended.
                cancelled = true;
            }
        }
    }

    @Override
    public void close() {
        done();
    }
}
