package dev.stagecraft.ui.compare;

import dev.stagecraft.compare.Change;
import dev.stagecraft.compare.FileChangeFilter;
import dev.stagecraft.compare.FileComparison;
import dev.stagecraft.compare.FileSelection;
import dev.stagecraft.image.PathPattern;
import dev.stagecraft.ui.support.RunningTask;
import dev.stagecraft.ui.support.Tasks;
import dev.stagecraft.ui.support.Texts;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.regex.PatternSyntaxException;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// The tree of changed files: what the filter leaves of it and what is open.
final class ChangesViewModel {
    /// More matches than this are not opened by themselves.
    private static final int OPEN_UP_TO = 200;

    private final Tasks tasks;
    private final Texts texts = Texts.of(ChangesViewModel.class);
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final ObjectProperty<Set<Change>> changes =
            new SimpleObjectProperty<>(
                    this, "changes", EnumSet.of(Change.ADDED, Change.REMOVED, Change.CHANGED));
    private final BooleanProperty largest = new SimpleBooleanProperty(this, "largest", true);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final ReadOnlyObjectWrapper<Optional<Shown>> shown =
            new ReadOnlyObjectWrapper<>(this, "shown", Optional.empty());
    private final BitSet open = new BitSet();
    private Optional<FileComparison> files = Optional.empty();
    private @Nullable RunningTask running;

    /// What is on screen.
    record Shown(FileSelection selection, ChangeRows rows) {}

    ChangesViewModel(Tasks tasks) {
        this.tasks = tasks;
        text.addListener(o -> filter());
        changes.addListener(o -> filter());
        largest.addListener(o -> arrange());
    }

    /// What the path has to be like: text in it, or a glob when it has `*`, `?` or `[`.
    StringProperty textProperty() {
        return text;
    }

    /// Which changes are shown; none means all, what is the same too.
    ObjectProperty<Set<Change>> changesProperty() {
        return changes;
    }

    /// Whether what moves the size most comes first.
    BooleanProperty largestProperty() {
        return largest;
    }

    /// What is wrong with the text; empty when nothing is.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Shown>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    Optional<FileComparison> files() {
        return files;
    }

    /// Shows other files.
    void show(FileComparison now) {
        if (files.filter(f -> f == now).isPresent()) {
            return;
        }
        files = Optional.of(now);
        open.clear();
        filter();
    }

    /// Shows or hides the files of one change.
    void toggle(Change change, boolean on) {
        Set<Change> next = EnumSet.noneOf(Change.class);
        next.addAll(changes.get());
        if (on ? next.add(change) : next.remove(change)) {
            changes.set(next);
        }
    }

    boolean isOpen(int node) {
        return open.get(node);
    }

    void setOpen(int node, boolean now) {
        open.set(node, now);
        arrange();
    }

    /// Opens or closes every directory.
    void setAllOpen(boolean now) {
        shown.get()
                .ifPresent(s -> {
                    if (now) {
                        openAll(s.selection());
                    } else {
                        open.clear();
                    }
                    arrange();
                });
    }

    private void openAll(FileSelection selection) {
        FileComparison all = selection.files();
        for (int node = 1; node < all.size(); node++) {
            if (selection.contains(node) && selection.hasChildren(node)) {
                open.set(node);
            }
        }
    }

    private void filter() {
        if (files.isEmpty()) {
            return;
        }
        PathPattern pattern;
        try {
            pattern = pattern(text.get().strip());
        } catch (PatternSyntaxException e) {
            problem.set(String.valueOf(e.getDescription()));
            return;
        }
        problem.set("");
        if (running != null) {
            running.cancel();
        }
        FileComparison of = files.get();
        FileChangeFilter filter = new FileChangeFilter(pattern, changes.get(), 0);
        RunningTask[] own = new RunningTask[1];
        own[0] =
                tasks.of(
                                texts.text("files.filter"),
                                progress ->
                                        of.select(filter, progress::isCancelled)
                                                .orElseThrow(CancellationException::new))
                        .quietly()
                        .onSuccess(selection -> {
                            if (own[0] == running) {
                                take(selection);
                            }
                        })
                        .start();
        running = own[0];
    }

    private static PathPattern pattern(String text) {
        boolean glob = text.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
        return glob ? PathPattern.glob(text) : PathPattern.text(text);
    }

    private void take(FileSelection selection) {
        boolean few = selection.matchingFiles() <= OPEN_UP_TO;
        if (few) {
            openAll(selection);
        }
        shown.set(Optional.of(new Shown(selection, ChangeRows.of(selection, open, largest.get()))));
    }

    private void arrange() {
        shown.get()
                .ifPresent(s ->
                        shown.set(
                                Optional.of(
                                        new Shown(
                                                s.selection(),
                                                ChangeRows.of(
                                                        s.selection(), open, largest.get())))));
    }
}
