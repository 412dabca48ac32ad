package dev.stagecraft.ui.prove;

import dev.stagecraft.engine.build.BuildStep;
import dev.stagecraft.engine.build.BuildStep.State;
import dev.stagecraft.prove.ProofListener.Which;
import java.util.Collection;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// A step of a build as it comes further.
public final class StepRow implements LogSource {
    /// How many lines of its log are kept.
    static final int MOST_LINES = 2_000;

    private final Which side;
    private final ReadOnlyObjectWrapper<BuildStep> step;
    private final ReadOnlyLongWrapper millis = new ReadOnlyLongWrapper(-1);
    private final ObservableList<String> log = FXCollections.observableArrayList();
    private final ObservableList<String> readOnlyLog =
            FXCollections.unmodifiableObservableList(log);
    private long begun = -1;

    StepRow(Which side, BuildStep step, long now) {
        this.side = side;
        this.step = new ReadOnlyObjectWrapper<>(step);
        take(step, now);
    }

    @Override
    public Which side() {
        return side;
    }

    /// How far it has come.
    public ReadOnlyObjectProperty<BuildStep> stepProperty() {
        return step.getReadOnlyProperty();
    }

    /// How far it has come.
    public BuildStep step() {
        return step.get();
    }

    /// How long it has taken so far, in milliseconds; negative while it has not begun.
    public ReadOnlyLongProperty millisProperty() {
        return millis.getReadOnlyProperty();
    }

    @Override
    public ObservableList<String> log() {
        return readOnlyLog;
    }

    void take(BuildStep now, long nanos) {
        if (now.state() == State.RUNNING && begun < 0) {
            begun = nanos;
        }
        step.set(now);
        if (now.state().ended() && now.millis().isPresent()) {
            millis.set(now.millis().getAsLong());
        } else {
            tick(nanos);
        }
    }

    void print(Collection<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        log.addAll(lines);
        trim(log);
    }

    /// Lets go of the oldest lines where there are too many.
    static void trim(ObservableList<String> log) {
        if (log.size() > MOST_LINES) {
            log.remove(0, log.size() - MOST_LINES);
        }
    }

    void tick(long nanos) {
        if (step.get().state() == State.RUNNING && begun >= 0) {
            millis.set((nanos - begun) / 1_000_000);
        }
    }
}
