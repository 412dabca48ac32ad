package dev.stagecraft.ui.compare;

import dev.stagecraft.compare.Comparison;
import dev.stagecraft.compare.Side;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.ui.support.Progress;
import dev.stagecraft.ui.support.RunningTask;
import dev.stagecraft.ui.support.Source;
import dev.stagecraft.ui.support.Tasks;
import dev.stagecraft.ui.support.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Which two images are compared and what is known of the difference so far: settings and layers at
/// once, files when they have been read, then what the lists of packages and users say.
public final class CompareViewModel {
    /// How far the comparison is.
    public sealed interface State {
        /// One of the two, or both, have not been chosen.
        record Choosing() implements State {}

        /// Nothing is known yet.
        record Reading(RunningTask task) implements State {}

        /// There to be seen.
        ///
        /// @param files how far the files are
        record Shown(Comparison comparison, FilesState files) implements State {}

        /// A side could not be read.
        record Failed(Place place, Throwable failure) implements State {}

        /// A side is a file of several images, one of which has to be chosen.
        ///
        /// @param ofPlatforms whether they are one image for several platforms
        record Several(
                Place place, List<SeveralImagesException.Option> options, boolean ofPlatforms)
                implements State {}

        /// A person stopped it before anything was known.
        record Cancelled() implements State {}
    }

    /// How far the files of both sides are.
    public sealed interface FilesState {
        /// Being read.
        record Reading(RunningTask task) implements FilesState {}

        /// Compared.
        ///
        /// @param whole whether the lists of packages and users have been read too
        record Known(boolean whole) implements FilesState {}

        /// At least one side has none.
        record Unavailable(String reason) implements FilesState {}

        /// A side's files could not be read.
        record Failed(Throwable failure) implements FilesState {}

        /// A person stopped it.
        record Cancelled() implements FilesState {}
    }

    private static final int KEPT = 6;

    private final SideReader reader;
    private final Tasks tasks;
    private final Supplier<List<Candidate>> candidates;
    private final Texts texts = Texts.of(CompareViewModel.class);
    private final Map<Place, ReadOnlyObjectWrapper<Optional<Candidate>>> chosen =
            new EnumMap<>(Place.class);
    private final ReadOnlyObjectWrapper<State> state =
            new ReadOnlyObjectWrapper<>(this, "state", new State.Choosing());

    /// What was read of the images that were chosen: swapping and choosing again reads nothing
    /// twice. Only touched on the window's thread.
    private final Map<Source, Side> known = new HashMap<>();

    private @Nullable RunningTask running;

    /// @param candidates what can be chosen just now
    public CompareViewModel(SideReader reader, Tasks tasks, Supplier<List<Candidate>> candidates) {
        this.reader = reader;
        this.tasks = tasks;
        this.candidates = candidates;
        for (Place place : Place.values()) {
            chosen.put(place, new ReadOnlyObjectWrapper<>(this, place.name(), Optional.empty()));
        }
    }

    /// What is chosen for one side.
    public ReadOnlyObjectProperty<Optional<Candidate>> chosenProperty(Place place) {
        return chosen(place).getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// The comparison, when there is one.
    Optional<Comparison> comparison() {
        return state.get() instanceof State.Shown shown
                ? Optional.of(shown.comparison())
                : Optional.empty();
    }

    /// What can be chosen: all words of the query have to be in the name; one that is the query
    /// itself comes first.
    List<Candidate> candidates(String query) {
        String wanted = query.strip().toLowerCase(Locale.ROOT);
        String[] words = wanted.split("\\s+");
        return candidates.get().stream()
                .filter(c -> {
                    String name = c.name().toLowerCase(Locale.ROOT);
                    return List.of(words).stream().allMatch(name::contains);
                })
                .sorted(Comparator.comparing((Candidate c) -> !c.name().equalsIgnoreCase(wanted)))
                .toList();
    }

    /// Samples that are two of a kind, the larger one first: their names differ at the end only.
    List<List<Candidate>> pairs() {
        Map<String, List<Candidate>> groups = new TreeMap<>();
        for (Candidate candidate : candidates.get()) {
            String key = candidate.source().key();
            if (candidate.kind() == Candidate.Kind.SAMPLE && key.lastIndexOf('-') > 0) {
                groups.computeIfAbsent(
                                key.substring(0, key.lastIndexOf('-')), k -> new ArrayList<>())
                        .add(candidate);
            }
        }
        return groups.values().stream()
                .filter(group -> group.size() == 2)
                .map(group ->
                        group.stream()
                                .sorted(
                                        Comparator.comparingLong(
                                                        (Candidate c) -> c.size().orElse(0))
                                                .reversed())
                                .toList())
                .toList();
    }

    /// The candidate that a dragged row of the list names.
    Optional<Candidate> find(String key) {
        return candidates.get().stream().filter(c -> c.source().key().equals(key)).findFirst();
    }

    /// Chooses one side, and compares once both are chosen.
    public void choose(Place place, Candidate candidate) {
        chosen(place).set(Optional.of(candidate));
        compare();
    }

    /// Chooses both sides.
    public void choose(Candidate before, Candidate after) {
        chosen(Place.BEFORE).set(Optional.of(before));
        choose(Place.AFTER, after);
    }

    /// Puts an image where there is none yet: on the first side, else on the second.
    public void add(Candidate candidate) {
        choose(chosen(Place.BEFORE).get().isEmpty() ? Place.BEFORE : Place.AFTER, candidate);
    }

    /// Empties one side.
    public void clear(Place place) {
        chosen(place).set(Optional.empty());
        compare();
    }

    /// Turns the two round.
    public void swap() {
        Optional<Candidate> before = chosen(Place.BEFORE).get();
        chosen(Place.BEFORE).set(chosen(Place.AFTER).get());
        chosen(Place.AFTER).set(before);
        compare();
    }

    /// Reads and compares again, after a failure or a cancel.
    void compare() {
        cancel();
        running = null;
        Optional<Candidate> before = chosen(Place.BEFORE).get();
        Optional<Candidate> after = chosen(Place.AFTER).get();
        if (before.isEmpty() || after.isEmpty()) {
            state.set(new State.Choosing());
            return;
        }
        forget();
        Work work = new Work(before.get(), after.get(), Map.copyOf(known));
        RunningTask task =
                tasks.of(texts.text("task", name(before.get()), name(after.get())), work::run)
                        .onSuccess(done -> {})
                        .onFailure(e -> failed(work, e))
                        .onCancelled(() -> stopped(work))
                        .start();
        work.task = task;
        running = task;
        state.set(new State.Reading(task));
    }

    /// Stops reading; what is known stays.
    void cancel() {
        if (running != null) {
            running.cancel();
        }
    }

    private ReadOnlyObjectWrapper<Optional<Candidate>> chosen(Place place) {
        return Objects.requireNonNull(chosen.get(place));
    }

    /// Lets go of images that are no longer compared: their files may be a hundred megabytes.
    private void forget() {
        if (known.size() > KEPT) {
            known.keySet()
                    .removeIf(source ->
                            chosen.values().stream()
                                    .noneMatch(c ->
                                            c.get()
                                                    .filter(o -> o.source().equals(source))
                                                    .isPresent()));
        }
    }

    private static String name(Candidate candidate) {
        return DisplayText.escape(candidate.name(), 80);
    }

    private void failed(Work work, Throwable failure) {
        if (work.task != running) {
            return;
        }
        if (state.get() instanceof State.Shown shown) {
            if (shown.files() instanceof FilesState.Known) {
                // Only the lists of packages are missing, and what is said of them says so.
                state.set(new State.Shown(shown.comparison(), new FilesState.Known(true)));
                return;
            }
            state.set(
                    new State.Shown(
                            shown.comparison(),
                            failure instanceof NoFilesException none
                                    ? new FilesState.Unavailable(none.reason())
                                    : new FilesState.Failed(failure)));
        } else if (failure instanceof SeveralImagesException several) {
            state.set(new State.Several(work.at, several.options(), several.ofPlatforms()));
        } else {
            state.set(new State.Failed(work.at, failure));
        }
    }

    private void stopped(Work work) {
        if (work.task != running) {
            return;
        }
        if (!(state.get() instanceof State.Shown shown)) {
            state.set(new State.Cancelled());
        } else if (shown.files() instanceof FilesState.Reading) {
            state.set(new State.Shown(shown.comparison(), new FilesState.Cancelled()));
        }
    }

    /// One reading of two images, off the window's thread.
    private final class Work {
        private final Candidate before;
        private final Candidate after;
        private final Map<Source, Side> had;
        private volatile Place at = Place.BEFORE;
        private @Nullable RunningTask task;

        Work(Candidate before, Candidate after, Map<Source, Side> had) {
            this.before = before;
            this.after = after;
            this.had = had;
        }

        Comparison run(Progress progress) throws Exception {
            Side a = image(Place.BEFORE, before, progress);
            Side b = image(Place.AFTER, after, progress);
            boolean all = a.files().isPresent() && b.files().isPresent();
            Comparison first = Comparison.of(a, b);
            if (all) {
                show(first, a, b, true);
                return first;
            }
            show(first, a, b, false);
            SideReader.Files filesBefore = files(Place.BEFORE, before, a, progress);
            SideReader.Files filesAfter = files(Place.AFTER, after, b, progress);
            a = filesBefore.side();
            b = filesAfter.side();
            Comparison second = Comparison.of(a, b);
            progress.check();
            publish(() -> showFiles(second, false));
            progress.message(texts.text("reading.lists"));
            a = new Side(a.name(), a.image(), a.files(), filesBefore.contents().read(progress));
            b = new Side(b.name(), b.image(), b.files(), filesAfter.contents().read(progress));
            Comparison third = Comparison.of(a, b);
            progress.check();
            Side x = a;
            Side y = b;
            publish(() -> {
                known.put(before.source(), x);
                known.put(after.source(), y);
                showFiles(third, true);
            });
            return third;
        }

        private Side image(Place place, Candidate candidate, Progress progress) throws Exception {
            at = place;
            Side read = had.get(candidate.source());
            if (read != null) {
                return read;
            }
            read = reader.image(candidate, progress);
            progress.check();
            return read;
        }

        private SideReader.Files files(
                Place place, Candidate candidate, Side side, Progress progress) throws Exception {
            at = place;
            if (side.files().isPresent()) {
                return new SideReader.Files(side, p -> side.contents());
            }
            progress.message(name(candidate));
            SideReader.Files files = reader.files(candidate, side, progress);
            progress.check();
            return files;
        }

        private void show(Comparison comparison, Side a, Side b, boolean all) {
            publish(() -> {
                if (task != null) {
                    known.putIfAbsent(before.source(), a);
                    known.putIfAbsent(after.source(), b);
                    state.set(
                            new State.Shown(
                                    comparison,
                                    all
                                            ? new FilesState.Known(true)
                                            : new FilesState.Reading(task)));
                }
            });
        }

        private void showFiles(Comparison comparison, boolean whole) {
            state.set(new State.Shown(comparison, new FilesState.Known(whole)));
        }

        /// Only the latest reading has a say.
        private void publish(Runnable change) {
            tasks.later(() -> {
                if (task == running && task != null) {
                    change.run();
                }
            });
        }
    }
}
