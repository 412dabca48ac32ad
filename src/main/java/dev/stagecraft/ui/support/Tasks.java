package dev.stagecraft.ui.support;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs work on virtual threads and hands its outcome to the user interface's thread.
///
/// ```java
/// tasks.of("Reading nginx", progress -> engine.inspect(id))
///         .onSuccess(this::show)
///         .onFailure(EngineException.class, this::say)
///         .start();
/// ```
public final class Tasks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tasks.class);

    private final Executor ui;
    private final Consumer<Throwable> unhandled;
    private final ObservableList<RunningTask> running = FXCollections.observableArrayList();
    private final ObservableList<RunningTask> readOnly =
            FXCollections.unmodifiableObservableList(running);
    private final List<RunningTask> all = new ArrayList<>();

    /// @param ui runs what touches the window; all handlers run there
    /// @param unhandled is told, on that thread, of failures that no handler takes
    public Tasks(Executor ui, Consumer<Throwable> unhandled) {
        this.ui = ui;
        this.unhandled = unhandled;
    }

    /// What may take long, off the user interface's thread.
    @FunctionalInterface
    public interface Work<T> {
        T run(Progress progress) throws Exception;
    }

    /// Prepares work; it begins with [Start#start].
    ///
    /// @param title what is being done, for the status bar
    public <T> Start<T> of(String title, Work<T> work) {
        return new Start<>(title, work);
    }

    /// What runs just now and is meant to be seen, the oldest first. Changes on the user
    /// interface's thread.
    public ObservableList<RunningTask> running() {
        return readOnly;
    }

    /// Runs something on the user interface's thread, later.
    public void later(Runnable action) {
        ui.execute(action);
    }

    /// Cancels everything that runs.
    @Override
    public void close() {
        List<RunningTask> open;
        synchronized (all) {
            open = List.copyOf(all);
        }
        open.forEach(RunningTask::cancel);
    }

    /// Work that has not begun, and what is to follow.
    ///
    /// @param <T> what the work makes
    public final class Start<T> {
        private final String title;
        private final Work<T> work;
        private Consumer<? super T> success = value -> {};
        private final List<Handler<?>> failures = new ArrayList<>();
        private Runnable cancelled = () -> {};
        private Runnable end = () -> {};
        private boolean quiet;

        private Start(String title, Work<T> work) {
            this.title = title;
            this.work = work;
        }

        /// Takes what the work made, unless it was cancelled.
        public Start<T> onSuccess(Consumer<? super T> handler) {
            success = handler;
            return this;
        }

        /// Takes failures of a type; the first handler that fits gets it.
        public <E extends Throwable> Start<T> onFailure(
                Class<E> type, Consumer<? super E> handler) {
            failures.add(new Handler<>(type, handler));
            return this;
        }

        /// Takes every failure that no earlier handler took.
        public Start<T> onFailure(Consumer<? super Throwable> handler) {
            return onFailure(Throwable.class, handler);
        }

        /// Is told when the work was cancelled.
        public Start<T> onCancelled(Runnable handler) {
            cancelled = handler;
            return this;
        }

        /// Is told at the end, whatever it was, after the other handlers.
        public Start<T> onEnd(Runnable handler) {
            end = handler;
            return this;
        }

        /// Keeps the work out of [#running]: for what is over in a moment or never ends.
        public Start<T> quietly() {
            quiet = true;
            return this;
        }

        /// Begins the work.
        public RunningTask start() {
            RunningTask task = new RunningTask(title, ui);
            synchronized (all) {
                all.add(task);
            }
            if (!quiet) {
                ui.execute(() -> running.add(task));
            }
            Thread.ofVirtual().name(title).start(() -> run(task));
            return task;
        }

        private void run(RunningTask task) {
            Runnable outcome;
            if (!task.begin(Thread.currentThread())) {
                outcome = cancelled;
            } else {
                try {
                    T value = work.run(task.progress());
                    outcome = () -> success.accept(value);
                } catch (CancellationException e) {
                    outcome = cancelled;
                } catch (Throwable e) {
                    outcome = task.isCancelled() ? cancelled : () -> fail(e);
                }
            }
            task.end();
            synchronized (all) {
                all.remove(task);
            }
            Runnable last = outcome;
            ui.execute(() -> {
                running.remove(task);
                // Cancelled after the work was done but before anybody saw it.
                (task.isCancelled() ? cancelled : last).run();
                end.run();
            });
        }

        private void fail(Throwable failure) {
            for (Handler<?> handler : failures) {
                if (handler.take(failure)) {
                    LOG.info("{}: {}", title, failure.toString());
                    LOG.debug(title, failure);
                    return;
                }
            }
            LOG.error(title, failure);
            unhandled.accept(failure);
        }
    }

    private record Handler<E extends Throwable>(Class<E> type, Consumer<? super E> action) {
        boolean take(Throwable failure) {
            if (!type.isInstance(failure)) {
                return false;
            }
            action.accept(type.cast(failure));
            return true;
        }
    }
}
