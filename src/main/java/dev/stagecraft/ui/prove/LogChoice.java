package dev.stagecraft.ui.prove;

import dev.stagecraft.engine.build.BuildStep.State;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/// Whose log is shown: of what happens just now, until the person chooses another.
final class LogChoice {
    private final SideViewModel before;
    private final SideViewModel after;
    private final ObjectProperty<Optional<LogSource>> selected =
            new SimpleObjectProperty<>(Optional.empty());
    private final BooleanProperty following = new SimpleBooleanProperty(true);

    LogChoice(SideViewModel before, SideViewModel after) {
        this.before = before;
        this.after = after;
    }

    ReadOnlyObjectProperty<Optional<LogSource>> selectedProperty() {
        return selected;
    }

    BooleanProperty followingProperty() {
        return following;
    }

    /// Nothing has happened yet.
    void reset() {
        selected.set(Optional.empty());
        following.set(true);
    }

    void select(LogSource source) {
        following.set(false);
        selected.set(Optional.of(source));
    }

    /// Goes on to what happens now, unless the person has chosen something that is still there.
    void follow() {
        if (!following.get()) {
            if (selected.get().filter(this::isThere).isPresent()) {
                return;
            }
            following.set(true);
        }
        selected.set(
                running(after)
                        .or(() -> running(before))
                        .or(() -> after.current().filter(LogChoice::isOpen))
                        .or(() -> before.current().filter(LogChoice::isOpen))
                        .or(() -> ran(after))
                        .or(() -> ran(before))
                        .or(after::current)
                        .or(before::current));
    }

    private static Optional<LogSource> ran(SideViewModel side) {
        return side.hasRun() ? Optional.of(side.run()) : Optional.empty();
    }

    private static Optional<LogSource> running(SideViewModel side) {
        return side.runs() ? Optional.of(side.run()) : Optional.empty();
    }

    private boolean isThere(LogSource source) {
        return switch (source) {
            case RunRow run -> true;
            case StepRow row ->
                    before.stages().stream().anyMatch(s -> s.steps().contains(row))
                            || after.stages().stream().anyMatch(s -> s.steps().contains(row));
        };
    }

    private static boolean isOpen(StepRow row) {
        State state = row.step().state();
        return state == State.RUNNING || state == State.FAILED;
    }
}
