package dev.stagecraft.ui.support;

import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineCandidate;
import dev.stagecraft.engine.EngineEvent;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.engine.EngineListener;
import dev.stagecraft.engine.Subscription;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The window's connection to an engine: which one, how it is, and that something changed there.
/// When the engine stops, the connection is kept and comes back by itself. Lives on the user
/// interface's thread; nothing here waits on it.
public final class EngineConnection implements AutoCloseable {
    private static final long SEARCH_AGAIN_SECONDS = 3;

    private final EngineSource source;
    private final Tasks tasks;
    private final Texts texts = Texts.of(EngineConnection.class);
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.SEARCHING);
    private final ReadOnlyObjectWrapper<Optional<Engine>> engine =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ObservableList<EngineCandidate> candidates = FXCollections.observableArrayList();
    private final ObservableList<EngineCandidate> readOnlyCandidates =
            FXCollections.unmodifiableObservableList(candidates);
    private @Nullable Subscription subscription;
    private @Nullable RunningTask search;
    private boolean closed;

    /// How the engine is.
    public enum State {
        /// It is being looked for.
        SEARCHING,
        /// It answers.
        CONNECTED,
        /// It answered before and does not now; it is asked again and again.
        LOST,
        /// None can be used; they are looked for again and again.
        NONE
    }

    public EngineConnection(EngineSource source, Tasks tasks) {
        this.source = source;
        this.tasks = tasks;
    }

    /// Looks for the engines and connects to the one that the `docker` command would use.
    public void start() {
        search(Optional.empty());
    }

    /// Looks for the engines again, now. A connection that works is kept.
    public void searchAgain() {
        search(Optional.empty());
    }

    /// Connects to another engine. One that cannot be reached leaves none connected, since what the
    /// person chose is not another one.
    public void use(EngineCandidate candidate) {
        search(Optional.of(candidate));
    }

    /// How the engine is.
    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// The engine; stays while it is lost; absent while none was found.
    public ReadOnlyObjectProperty<Optional<Engine>> engineProperty() {
        return engine.getReadOnlyProperty();
    }

    /// Counts up whenever the engine's images may have changed.
    public ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /// Why there is no engine, or why it was lost; empty while it answers.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Every place where an engine is or could be, as it was when last looked at.
    public ObservableList<EngineCandidate> candidates() {
        return readOnlyCandidates;
    }

    /// Hangs up.
    @Override
    public void close() {
        closed = true;
        if (search != null) {
            search.cancel();
        }
        hangUp();
    }

    private record Outcome(Optional<Engine> engine, String problem) {}

    private void search(Optional<EngineCandidate> wanted) {
        if (search != null) {
            search.cancel();
        }
        boolean keep = wanted.isEmpty() && engine.get().isPresent();
        if (!keep) {
            state.set(State.SEARCHING);
            connect(wanted, 0);
        }
        // All places are asked beside: that takes as long as the slowest of them.
        tasks.of(texts.text("engine.search"), progress -> source.find())
                .quietly()
                .onSuccess(candidates::setAll)
                .start();
    }

    private void connect(Optional<EngineCandidate> wanted, long secondsFromNow) {
        search =
                tasks.of(
                                texts.text("engine.search"),
                                progress -> {
                                    TimeUnit.SECONDS.sleep(secondsFromNow);
                                    return wanted.isPresent() ? open(wanted.get()) : openFirst();
                                })
                        .quietly()
                        .onSuccess(outcome -> found(outcome, wanted, secondsFromNow > 0))
                        .start();
    }

    /// The one to use, or where nobody chose one and the usual place is empty, the first one that
    /// answers.
    private Outcome openFirst() {
        EngineCandidate first;
        try {
            first = source.first();
        } catch (EngineException e) {
            return new Outcome(Optional.empty(), String.valueOf(e.getMessage()));
        }
        Outcome outcome = open(first);
        if (outcome.engine().isEmpty() && first.origin() == EngineCandidate.Origin.SOCKET) {
            for (EngineCandidate other : source.find()) {
                if (other.state() == EngineCandidate.State.READY) {
                    return open(other);
                }
            }
        }
        return outcome;
    }

    private Outcome open(EngineCandidate candidate) {
        try {
            return new Outcome(Optional.of(source.open(candidate)), "");
        } catch (EngineException e) {
            return new Outcome(Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    /// One that a person chose and that does not answer is asked again; another one in its place
    /// would be shown as if it were that one.
    private void found(Outcome outcome, Optional<EngineCandidate> wanted, boolean again) {
        if (closed) {
            outcome.engine().ifPresent(Engine::close);
            return;
        }
        if (outcome.engine().isPresent()) {
            hangUp();
            problem.set("");
            engine.set(outcome.engine());
            state.set(State.CONNECTED);
            listen(outcome.engine().get());
            return;
        }
        if (!again) {
            hangUp();
            engine.set(Optional.empty());
        }
        problem.set(outcome.problem());
        state.set(State.NONE);
        connect(wanted, SEARCH_AGAIN_SECONDS);
    }

    private void listen(Engine to) {
        subscription =
                to.events(
                        new EngineListener() {
                            @Override
                            public void happened(EngineEvent event) {
                                if (event.changesImages()) {
                                    later(to, () -> changes.set(changes.get() + 1));
                                }
                            }

                            @Override
                            public void connected() {
                                later(
                                        to,
                                        () -> {
                                            problem.set("");
                                            state.set(State.CONNECTED);
                                            changes.set(changes.get() + 1);
                                        });
                            }

                            @Override
                            public void lost(EngineException why) {
                                later(
                                        to,
                                        () -> {
                                            problem.set(String.valueOf(why.getMessage()));
                                            state.set(State.LOST);
                                        });
                            }
                        });
    }

    /// What an engine says that is no longer the one in use is dropped.
    private void later(Engine from, Runnable action) {
        tasks.later(() -> {
            if (!closed && engine.get().filter(from::equals).isPresent()) {
                action.run();
            }
        });
    }

    private void hangUp() {
        Subscription open = subscription;
        Optional<Engine> old = engine.get();
        subscription = null;
        if (open != null || old.isPresent()) {
            // Hanging up may wait for the other side.
            tasks.of(
                            texts.text("engine.hangup"),
                            progress -> {
                                if (open != null) {
                                    open.close();
                                }
                                old.ifPresent(Engine::close);
                                return true;
                            })
                    .quietly()
                    .start();
        }
    }
}
