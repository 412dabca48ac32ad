package dev.stagecraft.engine;

import dev.stagecraft.engine.EngineUnavailableException.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a connection to one engine: connects, says when the engine goes, connects again by itself
/// when it is back, and tells when its images may have changed.
///
/// It works on a thread of its own until closed. The listener is called on that thread or on the
/// engine's; a window passes the calls on to its own thread.
public final class EngineMonitor implements AutoCloseable {
    /// Opens the engine that is watched.
    @FunctionalInterface
    public interface Opening {
        /// A new connection.
        Engine open() throws EngineException;
    }

    /// Hears how the engine is.
    public interface Listener {
        /// The engine answers. The engine given before, if any, is closed and of no use any more.
        void up(Engine engine);

        /// The engine cannot be used, at first or any more. It is tried again by itself. Called
        /// again only when the reason changes.
        void down(EngineUnavailableException why);

        /// The list of images may have changed. Called soon after each burst of events, and after
        /// events may have been missed.
        void imagesChanged();

        /// Something happened in the engine.
        default void happened(EngineEvent event) {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(EngineMonitor.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /// How long an engine that says nothing is believed to be well.
    private static final Duration QUIET = Duration.ofSeconds(10);

    /// How long to gather events before the list is read anew.
    private static final Duration GATHER = Duration.ofMillis(300);

    private final Opening opening;
    private final Listener listener;
    private final AtomicReference<@Nullable Engine> engine = new AtomicReference<>();
    private final Semaphore wakeUp = new Semaphore(0);
    private final AtomicBoolean gathering = new AtomicBoolean();
    private volatile boolean closed;
    private final Thread watcher;

    private EngineMonitor(Opening opening, Listener listener) {
        this.opening = opening;
        this.listener = listener;
        this.watcher = Thread.ofVirtual().name("engine-monitor").unstarted(this::watch);
    }

    /// Starts to watch.
    public static EngineMonitor start(Opening opening, Listener listener) {
        EngineMonitor monitor = new EngineMonitor(opening, listener);
        monitor.watcher.start();
        return monitor;
    }

    /// The engine while it answers; absent while it does not.
    public Optional<Engine> engine() {
        return Optional.ofNullable(engine.get());
    }

    /// Tries to connect now instead of waiting for the next try; asks an engine that is up whether
    /// it still is.
    public void retryNow() {
        wakeUp.release();
    }

    private void watch() {
        Duration pause = FIRST_PAUSE;
        @Nullable String told = null;
        while (!closed) {
            try {
                Engine connected = opening.open();
                pause = FIRST_PAUSE;
                told = null;
                attend(connected);
            } catch (EngineCancelledException e) {
                if (closed) {
                    return;
                }
            } catch (EngineException e) {
                EngineUnavailableException why = asUnavailable(e);
                if (!closed && !why.getMessage().equals(told)) {
                    told = why.getMessage();
                    listener.down(why);
                }
            } catch (RuntimeException e) {
                LOG.error("watching the engine failed", e);
            }
            if (!rest(pause)) {
                return;
            }
            pause = pause.multipliedBy(2);
            if (pause.compareTo(LONGEST_PAUSE) > 0) {
                pause = LONGEST_PAUSE;
            }
        }
    }

    /// Stays with an engine until it fails.
    ///
    /// @throws EngineException why it failed
    private void attend(Engine connected) throws EngineException {
        try (connected) {
            engine.set(connected);
            listener.up(connected);
            try (Subscription events = connected.events(new Ear())) {
                int silent = 0;
                while (!closed) {
                    if (!rest(QUIET)) {
                        return;
                    }
                    try {
                        connected.ping();
                        silent = 0;
                    } catch (EngineUnavailableException e) {
                        // One late answer may be a busy machine; two are not.
                        if (e.kind() != Kind.TIMEOUT || ++silent > 1) {
                            throw e;
                        }
                        LOG.debug("no answer from {}", events, e);
                    }
                }
            }
        } finally {
            engine.set(null);
        }
    }

    /// Waits until woken, or for a time.
    ///
    /// @return whether to go on
    private boolean rest(Duration pause) {
        try {
            if (wakeUp.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                wakeUp.drainPermits();
            }
            return !closed;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private static EngineUnavailableException asUnavailable(EngineException e) {
        return e instanceof EngineUnavailableException unavailable
                ? unavailable
                : new EngineUnavailableException(Kind.NOT_AN_ENGINE, e.getMessage(), e.advice(), e);
    }

    private void imagesMayHaveChanged() {
        if (gathering.compareAndSet(false, true)) {
            Thread.ofVirtual()
                    .name("engine-monitor")
                    .start(() -> {
                        try {
                            Thread.sleep(GATHER);
                        } catch (InterruptedException e) {
                            return;
                        }
                        gathering.set(false);
                        if (!closed) {
                            listener.imagesChanged();
                        }
                    });
        }
    }

    private final class Ear implements EngineListener {
        private boolean lost;

        @Override
        public void happened(EngineEvent event) {
            if (event.changesImages()) {
                imagesMayHaveChanged();
            }
            listener.happened(event);
        }

        @Override
        public void connected() {
            if (lost) {
                lost = false;
                imagesMayHaveChanged();
            }
        }

        @Override
        public void lost(EngineException why) {
            lost = true;
            wakeUp.release();
        }
    }

    /// Stops watching and hangs up.
    @Override
    public void close() {
        closed = true;
        watcher.interrupt();
    }
}
