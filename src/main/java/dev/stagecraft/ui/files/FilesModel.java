package dev.stagecraft.ui.files;

import dev.stagecraft.image.DiffId;
import dev.stagecraft.image.Efficiency;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.ui.support.Opened;
import dev.stagecraft.ui.support.RunningTask;
import dev.stagecraft.ui.support.Tasks;
import dev.stagecraft.ui.support.Texts;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// The files of the image that is open, read once for all tabs that show them.
public final class FilesModel {
    /// The stylesheet that a scene needs for the views of files.
    public static final String STYLESHEET =
            Objects.requireNonNull(FilesModel.class.getResource("files.css")).toExternalForm();

    /// How far the reading is.
    public sealed interface State {
        /// No image.
        record None() implements State {}

        /// Being read.
        ///
        /// @param task what the status bar shows too
        record Reading(RunningTask task) implements State {}

        /// There to be seen.
        record Ready(ImageFiles files) implements State {}

        /// There is nothing to read, and why.
        record Unavailable(String reason) implements State {}

        /// Reading failed.
        record Failed(Throwable failure) implements State {}

        /// A person stopped it.
        record Cancelled() implements State {}
    }

    /// What the files of an image say of its layers.
    ///
    /// @param layers which image it is, by its layers
    /// @param byLayer the bytes of each layer that the final image does not show, from the bottom
    ///   up
    public record DeadBytes(List<DiffId> layers, List<Long> byLayer) {
        public DeadBytes {
            layers = List.copyOf(layers);
            byLayer = List.copyOf(byLayer);
        }
    }

    private final FilesReader reader;
    private final Tasks tasks;
    private final Texts texts = Texts.of(FilesModel.class);
    private final ReadOnlyObjectWrapper<State> state =
            new ReadOnlyObjectWrapper<>(this, "state", new State.None());
    private final ReadOnlyObjectWrapper<List<LayerFact>> layers =
            new ReadOnlyObjectWrapper<>(this, "layers", List.of());
    private final ReadOnlyObjectWrapper<Optional<DeadBytes>> dead =
            new ReadOnlyObjectWrapper<>(this, "dead", Optional.empty());
    private Optional<Opened> opened = Optional.empty();
    private @Nullable RunningTask running;

    /// A model without an image.
    public FilesModel(FilesReader reader, Tasks tasks) {
        this.reader = reader;
        this.tasks = tasks;
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// Who made the layers, from the bottom up.
    ReadOnlyObjectProperty<List<LayerFact>> layersProperty() {
        return layers.getReadOnlyProperty();
    }

    /// The dead bytes of the image that was read last, once all its layers were.
    public ReadOnlyObjectProperty<Optional<DeadBytes>> deadProperty() {
        return dead.getReadOnlyProperty();
    }

    Optional<Opened> opened() {
        return opened;
    }

    /// The files, when they are there.
    Optional<ImageFiles> files() {
        return state.get() instanceof State.Ready ready
                ? Optional.of(ready.files())
                : Optional.empty();
    }

    /// Shows an image: reads its files unless they are those that are there already, as when only
    /// its Dockerfile was given.
    void show(Opened now) {
        boolean same =
                opened.filter(o ->
                                o.source().equals(now.source())
                                        && o.image().diffIds().equals(now.image().diffIds()))
                        .isPresent();
        opened = Optional.of(now);
        layers.set(LayerFact.of(now.tree(), texts));
        if (!same) {
            read();
        }
    }

    /// Reads the files again, after a failure or a cancel.
    void read() {
        if (running != null) {
            running.cancel();
        }
        opened.ifPresent(image -> {
            RunningTask[] own = new RunningTask[1];
            RunningTask task =
                    tasks.of(
                                    texts.text("reading", image.image().displayName()),
                                    progress ->
                                            reader.read(
                                                    image,
                                                    progress,
                                                    early ->
                                                            tasks.later(
                                                                    () -> showIf(own[0], early))))
                            .onSuccess(files -> {
                                showIf(own[0], files);
                                findDead(own[0], image, files.tree());
                            })
                            .onFailure(
                                    FilesUnavailableException.class,
                                    e -> setIf(own[0], new State.Unavailable(e.reason())))
                            .onFailure(e -> setIf(own[0], new State.Failed(e)))
                            .onCancelled(() -> setIf(own[0], new State.Cancelled()))
                            .start();
            own[0] = task;
            running = task;
            change(new State.Reading(task));
        });
    }

    /// Stops reading.
    void cancel() {
        if (running != null) {
            running.cancel();
        }
    }

    /// A layer that could not be read in full would count as if its files were not there.
    private void findDead(@Nullable RunningTask task, Opened image, FileTree tree) {
        List<DiffId> layers = image.image().diffIds();
        if (task != running || tree.layers() != layers.size()) {
            return;
        }
        tasks.of("", progress -> Efficiency.deadByLayer(tree))
                .quietly()
                .onSuccess(bytes ->
                        dead.set(
                                Optional.of(
                                        new DeadBytes(
                                                layers, Arrays.stream(bytes).boxed().toList()))))
                .start();
    }

    private void showIf(@Nullable RunningTask task, ImageFiles now) {
        if (task == running) {
            change(new State.Ready(now));
        } else {
            now.contents().ifPresent(FileContents::close);
        }
    }

    /// Only the latest reading has a say, and what it showed already stays.
    private void setIf(@Nullable RunningTask task, State next) {
        if (task == running && !(state.get() instanceof State.Ready)) {
            change(next);
        }
    }

    private void change(State next) {
        Optional<FileContents> before = files().flatMap(ImageFiles::contents);
        state.set(next);
        Optional<FileContents> after = files().flatMap(ImageFiles::contents);
        before.filter(b -> after.map(FileContents::origin).filter(b.origin()::equals).isEmpty())
                .ifPresent(FileContents::close);
    }
}
