package dev.stagecraft.ui.distil;

import dev.stagecraft.archive.LayerCache;
import dev.stagecraft.distil.binary.BuiltImage;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.ImageReference;
import dev.stagecraft.prove.EngineBuiltImage;
import dev.stagecraft.prove.KnownDigests;
import dev.stagecraft.ui.support.RunningTask;
import dev.stagecraft.ui.support.Tasks;
import dev.stagecraft.ui.support.Texts;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// What the engine knows of a Dockerfile: the image that was made from it, and the digests of its
/// bases.
final class BuiltImageModel {

    private final Tasks tasks;
    private final Supplier<Optional<Engine>> engine;
    private final LayerCache cache;
    private final Texts texts = Texts.of(BuiltImageModel.class);
    private final ReadOnlyObjectWrapper<Optional<BuiltImage>> image =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<String> state = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<Map<ImageReference, Digest>> digests =
            new ReadOnlyObjectWrapper<>(Map.of());
    private Optional<String> wanted = Optional.empty();
    private @Nullable RunningTask running;
    private @Nullable EngineBuiltImage open;

    /// @param engine the engine that is connected
    BuiltImageModel(Tasks tasks, Supplier<Optional<Engine>> engine, LayerCache cache) {
        this.tasks = tasks;
        this.engine = engine;
        this.cache = cache;
    }

    /// The image, once its layers were read.
    ReadOnlyObjectProperty<Optional<BuiltImage>> imageProperty() {
        return image.getReadOnlyProperty();
    }

    /// What is to be said of it, in one line; empty for nothing.
    ReadOnlyObjectProperty<String> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// What bases may be pinned to; empty until asked for.
    ReadOnlyObjectProperty<Map<ImageReference, Digest>> digestsProperty() {
        return digests.getReadOnlyProperty();
    }

    /// Whether an engine is there to ask.
    boolean isPossible() {
        return engine.get().isPresent();
    }

    /// Reads an image in the background, or lets go of it.
    void read(Optional<String> reference) {
        if (reference.equals(wanted)) {
            return;
        }
        wanted = reference;
        release();
        Optional<Engine> from = engine.get();
        if (reference.isEmpty() || from.isEmpty()) {
            return;
        }
        state.set(texts.text("built.reading"));
        running =
                tasks.of(
                                texts.text("built.reading"),
                                progress ->
                                        EngineBuiltImage.open(
                                                from.get(),
                                                from.get().inspect(reference.get()),
                                                cache))
                        .onSuccess(read -> {
                            if (reference.equals(wanted)) {
                                open = read;
                                state.set(texts.text("built.read"));
                                image.set(Optional.of(read));
                            } else {
                                close(read);
                            }
                        })
                        .onFailure(e -> {
                            if (reference.equals(wanted)) {
                                state.set(texts.text("built.failed", Failures.line(e, texts)));
                            }
                        })
                        .onCancelled(() -> state.set(""))
                        .start();
    }

    /// Asks the engine for the digests that it knows, or forgets them.
    void pin(boolean wish) {
        Optional<Engine> from = engine.get();
        if (!wish || from.isEmpty()) {
            digests.set(Map.of());
            return;
        }
        tasks.of(texts.text("task.digests"), progress -> KnownDigests.of(from.get()))
                .quietly()
                .onSuccess(digests::set)
                .onFailure(e -> state.set(Failures.line(e, texts)))
                .start();
    }

    /// Lets go of the image and of what the engine holds for it.
    void release() {
        if (running != null) {
            running.cancel();
        }
        EngineBuiltImage old = open;
        open = null;
        state.set("");
        image.set(Optional.empty());
        if (old != null) {
            close(old);
        }
    }

    private void close(EngineBuiltImage old) {
        tasks.of(
                        texts.text("built.reading"),
                        progress -> {
                            old.close();
                            return true;
                        })
                .quietly()
                .start();
    }
}
