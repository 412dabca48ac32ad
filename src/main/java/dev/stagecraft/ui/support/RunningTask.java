package dev.stagecraft.ui.support;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One piece of work under way: what the status bar shows of it, and the way to stop it. Its
/// properties change on the user interface's thread only.
public final class RunningTask {
    private static final Logger LOG = LoggerFactory.getLogger(RunningTask.class);

    private final String title;
    private final Executor ui;
    private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(-1);
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();
    private final AtomicBoolean updateWaits = new AtomicBoolean();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile double latestFraction = -1;
    private volatile String latestMessage = "";
    private volatile boolean cancelled;
    private @Nullable Thread worker;

    RunningTask(String title, Executor ui) {
        this.title = title;
        this.ui = ui;
    }

    /// What is being done, for a person.
    public String title() {
        return title;
    }

    /// From 0 to 1; negative while it is not known.
    public ReadOnlyDoubleProperty fractionProperty() {
        return fraction.getReadOnlyProperty();
    }

    /// What is being done just now; may be empty.
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// Whether it was cancelled.
    public boolean isCancelled() {
        return cancelled;
    }

    /// Stops the work: closes what it said it reads from, and interrupts its thread. When the work
    /// is done already but nobody has seen the outcome, nobody will.
    public void cancel() {
        Deque<AutoCloseable> open;
        Thread thread;
        synchronized (this) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            open = new ArrayDeque<>(resources);
            resources.clear();
            thread = worker;
        }
        // Closing may block (a socket that drains), so never on the caller's thread.
        Thread.ofVirtual().name("cancel " + title).start(() -> open.forEach(RunningTask::close));
        if (thread != null) {
            thread.interrupt();
        }
    }

    /// Waits until the work has ended, whether it was cancelled or not.
    ///
    /// @param atMost how long to wait
    /// @return whether it has ended
    public boolean await(Duration atMost) throws InterruptedException {
        return over.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    synchronized boolean begin(Thread thread) {
        worker = thread;
        return !cancelled;
    }

    synchronized void end() {
        worker = null;
        resources.clear();
        over.countDown();
    }

    Progress progress() {
        return new Progress() {
            @Override
            public void update(long done, long total) {
                latestFraction = total <= 0 ? -1 : Math.clamp((double) done / total, 0, 1);
                publish();
            }

            @Override
            public void message(String text) {
                latestMessage = text;
                publish();
            }

            @Override
            public void onCancel(AutoCloseable resource) {
                synchronized (RunningTask.this) {
                    if (!cancelled) {
                        resources.push(resource);
                        return;
                    }
                }
                close(resource);
            }

            @Override
            public boolean isCancelled() {
                return cancelled;
            }
        };
    }

    /// At most one update waits at a time, however often the work reports.
    private void publish() {
        if (updateWaits.compareAndSet(false, true)) {
            ui.execute(() -> {
                updateWaits.set(false);
                fraction.set(latestFraction);
                message.set(latestMessage);
            });
        }
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LOG.debug("closing after a cancel", e);
        }
    }
}
