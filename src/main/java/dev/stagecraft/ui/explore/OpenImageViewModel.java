package dev.stagecraft.ui.explore;

import dev.stagecraft.engine.EngineException;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.ui.explore.ImageReader.Reading;
import dev.stagecraft.ui.support.Address;
import dev.stagecraft.ui.support.Opened;
import dev.stagecraft.ui.support.RunningTask;
import dev.stagecraft.ui.support.Settings;
import dev.stagecraft.ui.support.Source;
import dev.stagecraft.ui.support.Tasks;
import dev.stagecraft.ui.support.Texts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// The image that the window shows, and what is selected in it.
public final class OpenImageViewModel {
    private final ImageReader reader;
    private final Tasks tasks;
    private final Settings settings;
    private final Texts texts = Texts.of(OpenImageViewModel.class);
    private final ReadOnlyObjectWrapper<Optional<Opened>> opened =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<State> state =
            new ReadOnlyObjectWrapper<>(new State.None());
    private final ObjectProperty<Optional<Address>> selection =
            new SimpleObjectProperty<>(Optional.empty());
    private @Nullable RunningTask reading;

    /// What the middle has to show.
    public sealed interface State {
        /// Which image it is about; absent when no image was chosen.
        default Optional<Source> subject() {
            return switch (this) {
                case None() -> Optional.empty();
                case Loading loading -> Optional.of(loading.source());
                case Shown shown -> Optional.of(shown.opened().source());
                case Failed failed -> Optional.of(failed.source());
                case Choice choice -> Optional.of(choice.source());
                case Cancelled cancelled -> Optional.of(cancelled.source());
            };
        }

        /// No image was chosen.
        record None() implements State {}

        /// An image is being read, and nothing of it can be shown yet.
        record Loading(Source source, String name) implements State {}

        /// An image is shown.
        record Shown(Opened opened) implements State {}

        /// An image could not be read.
        ///
        /// @param message what was wrong
        /// @param advice what to do; may be empty
        /// @param details for whoever looks closer
        record Failed(Source source, String name, String message, String advice, String details)
                implements State {}

        /// There are several images, and a person has to choose one.
        ///
        /// @param ofPlatforms whether they are one image for several platforms
        record Choice(
                Source source,
                String name,
                List<ChoiceNeededException.Option> options,
                boolean ofPlatforms)
                implements State {
            public Choice {
                options = List.copyOf(options);
            }
        }

        /// Reading was cancelled.
        record Cancelled(Source source, String name) implements State {}
    }

    public OpenImageViewModel(ImageReader reader, Tasks tasks, Settings settings) {
        this.reader = reader;
        this.tasks = tasks;
        this.settings = settings;
    }

    /// The image that is shown; absent while none is.
    public ReadOnlyObjectProperty<Optional<Opened>> openedProperty() {
        return opened.getReadOnlyProperty();
    }

    /// What the middle has to show.
    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// What is selected in the image.
    public ObjectProperty<Optional<Address>> selectionProperty() {
        return selection;
    }

    /// Opens an image in place of the one that is open. What was being read before is cancelled.
    ///
    /// @param name what to call it while it is being read
    public void open(Source source, String name) {
        if (isShown(source)) {
            return;
        }
        selection.set(Optional.empty());
        read(source, name, false);
    }

    /// Reads the image that is open anew: with another Dockerfile, or because it may have changed.
    /// It stays on the screen meanwhile.
    public void readAgain() {
        opened.get().ifPresent(now -> read(now.source(), now.image().displayName(), true));
    }

    /// Shows no image.
    public void close() {
        cancel();
        selection.set(Optional.empty());
        opened.set(Optional.empty());
        state.set(new State.None());
    }

    /// Gives the open image a Dockerfile, and remembers it; without one, forgets it.
    public void setDockerfile(Optional<Path> dockerfile) {
        opened.get()
                .ifPresent(now -> {
                    settings.setDockerfile(now.source().key(), dockerfile);
                    readAgain();
                });
    }

    private boolean isShown(Source source) {
        return state.get() instanceof State.Shown(Opened now) && now.source().equals(source);
    }

    private void cancel() {
        if (reading != null) {
            reading.cancel();
            reading = null;
        }
    }

    private void read(Source source, String name, boolean keep) {
        cancel();
        if (!keep) {
            state.set(new State.Loading(source, name));
        }
        Optional<Path> dockerfile = settings.dockerfile(source.key());
        RunningTask[] self = new RunningTask[1];
        self[0] =
                tasks.of(
                                texts.text("open.reading", DisplayText.escape(name, 80)),
                                progress ->
                                        reader.read(
                                                source,
                                                dockerfile,
                                                early ->
                                                        tasks.later(() -> {
                                                            if (!keep && reading == self[0]) {
                                                                show(
                                                                        source,
                                                                        Reading.of(early),
                                                                        dockerfile,
                                                                        false);
                                                            }
                                                        }),
                                                progress))
                        .onSuccess(read -> show(source, read, dockerfile, true))
                        .onCancelled(() -> {
                            if (reading == self[0] && !keep && !settle(source)) {
                                state.set(new State.Cancelled(source, name));
                            }
                        })
                        .onFailure(
                                ChoiceNeededException.class,
                                choice -> {
                                    opened.set(Optional.empty());
                                    state.set(
                                            new State.Choice(
                                                    source,
                                                    name,
                                                    choice.options(),
                                                    choice.ofPlatforms()));
                                })
                        .onFailure(failure -> {
                            opened.set(Optional.empty());
                            state.set(failed(source, name, failure));
                        })
                        .start();
        reading = self[0];
    }

    /// What is shown already stays, and it is said that there could be more.
    private boolean settle(Source source) {
        if (!(state.get() instanceof State.Shown(Opened now)) || !now.source().equals(source)) {
            return false;
        }
        Opened settled =
                new Opened(
                        source,
                        now.tree(),
                        now.dockerfile(),
                        now.measuredOn(),
                        List.of(texts.text("gap.cancelled")),
                        true);
        opened.set(Optional.of(settled));
        state.set(new State.Shown(settled));
        return true;
    }

    private void show(Source source, Reading read, Optional<Path> dockerfile, boolean settled) {
        Opened now =
                new Opened(
                        source, read.tree(), dockerfile, read.measuredOn(), read.gaps(), settled);
        if (state.get() instanceof State.Shown(Opened before) && before.equals(now)) {
            return;
        }
        opened.set(Optional.of(now));
        state.set(new State.Shown(now));
    }

    private State failed(Source source, String name, Throwable failure) {
        String advice =
                switch (failure) {
                    case EngineException e -> e.advice();
                    // Its message is the bare path.
                    case NoSuchFileException _ -> texts.text("state.failed.gone");
                    default -> "";
                };
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        String message = failure.getMessage();
        return new State.Failed(
                source,
                name,
                DisplayText.escape(message == null ? failure.toString() : message, 1000),
                advice,
                DisplayText.escapeLines(trace.toString()));
    }
}
