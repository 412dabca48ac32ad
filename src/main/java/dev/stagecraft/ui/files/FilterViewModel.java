package dev.stagecraft.ui.files;

import dev.stagecraft.image.FileFilter;
import dev.stagecraft.image.FileState;
import dev.stagecraft.image.PathPattern;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// What a person filters the files by, and the filter that it comes to. While a pattern is not well
/// formed, the last one that was is what counts.
final class FilterViewModel {
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final ObjectProperty<FilterMode> mode =
            new SimpleObjectProperty<>(this, "mode", FilterMode.TEXT);
    private final ObjectProperty<Set<FileState>> states =
            new SimpleObjectProperty<>(this, "states", Set.of());
    private final LongProperty minSize = new SimpleLongProperty(this, "minSize", 0);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final ReadOnlyObjectWrapper<FileFilter> filter =
            new ReadOnlyObjectWrapper<>(this, "filter", FileFilter.NONE);

    FilterViewModel() {
        text.addListener((p, old, now) -> read());
        mode.addListener((p, old, now) -> read());
        states.addListener((p, old, now) -> filter.set(filter.get().withStates(now)));
        minSize.addListener((p, old, now) -> filter.set(filter.get().withMinSize(now.longValue())));
    }

    private void read() {
        try {
            PathPattern path = mode.get().pattern(text.get());
            problem.set("");
            filter.set(filter.get().withPath(path));
        } catch (PatternSyntaxException e) {
            problem.set(e.getDescription());
        }
    }

    StringProperty textProperty() {
        return text;
    }

    ObjectProperty<FilterMode> modeProperty() {
        return mode;
    }

    /// The states that are shown; none means all.
    ObjectProperty<Set<FileState>> statesProperty() {
        return states;
    }

    /// The least size that is shown, in bytes.
    LongProperty minSizeProperty() {
        return minSize;
    }

    /// What is wrong with the pattern as it is written; empty when nothing is.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<FileFilter> filterProperty() {
        return filter.getReadOnlyProperty();
    }

    /// Shows or hides files of a state.
    void toggleState(FileState state, boolean on) {
        EnumSet<FileState> next = EnumSet.noneOf(FileState.class);
        next.addAll(states.get());
        if (on) {
            next.add(state);
        } else {
            next.remove(state);
        }
        states.set(Set.copyOf(next));
    }

    /// Takes away all filters.
    void clear() {
        text.set("");
        states.set(Set.of());
        minSize.set(0);
    }
}
