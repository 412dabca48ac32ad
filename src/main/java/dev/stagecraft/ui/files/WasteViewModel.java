package dev.stagecraft.ui.files;

import dev.stagecraft.image.DeathCause;
import dev.stagecraft.image.DiveFigures;
import dev.stagecraft.image.Efficiency;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.Waste;
import dev.stagecraft.image.WasteHint;
import dev.stagecraft.ui.support.RunningTask;
import dev.stagecraft.ui.support.Tasks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// What an image carries in vain: by path, by the instruction to blame, and stored twice.
public final class WasteViewModel {
    /// What was found.
    ///
    /// @param waste the dead files, the largest first
    /// @param dive the figures of the program dive
    /// @param byLayer what each layer's instruction killed, the most bytes first; only those that
    ///   killed anything
    /// @param duplicates what the final image holds more than once, the largest waste first
    /// @param ranks which of the dead files each layer's instruction killed
    record Found(
            FileTree tree,
            Waste waste,
            Efficiency efficiency,
            DiveFigures dive,
            List<Blame> byLayer,
            List<Waste.Duplicate> duplicates,
            KilledRanks ranks) {
        Found {
            byLayer = List.copyOf(byLayer);
            duplicates = List.copyOf(duplicates);
        }

        /// Whether nothing is in vain.
        boolean isEmpty() {
            return waste.count() == 0 && duplicates.isEmpty();
        }

        /// The largest file that an instruction killed in the way it killed most.
        Waste.DeadFile worstOf(Blame blame) {
            int[] killed = ranks.of(blame.layer());
            return Arrays.stream(killed)
                    .mapToObj(waste::get)
                    .filter(dead -> dead.cause() == blame.cause())
                    .findFirst()
                    .orElseGet(() -> waste.get(killed[0]));
        }

        /// What all copies but one take in the final image, in bytes.
        long duplicateBytes() {
            return duplicates.stream().mapToLong(Waste.Duplicate::wasted).sum();
        }
    }

    /// What one instruction killed.
    ///
    /// @param layer its layer, the bottom one being 0
    /// @param bytes how many bytes became dead
    /// @param files how many files
    /// @param cause the cause of the most bytes
    record Blame(int layer, long bytes, int files, DeathCause cause) {}

    private final FilesModel files;
    private final Tasks tasks;
    private final ReadOnlyObjectWrapper<Optional<Found>> found =
            new ReadOnlyObjectWrapper<>(this, "found", Optional.empty());
    private final ReadOnlyObjectWrapper<int[]> ranks =
            new ReadOnlyObjectWrapper<>(this, "ranks", new int[0]);
    private final ObjectProperty<OptionalInt> layer =
            new SimpleObjectProperty<>(this, "layer", OptionalInt.empty());
    private final ObjectProperty<Optional<Waste.DeadFile>> selected =
            new SimpleObjectProperty<>(this, "selected", Optional.empty());
    private @Nullable FileTree tree;
    private @Nullable RunningTask running;

    WasteViewModel(FilesModel files, Tasks tasks) {
        this.files = files;
        this.tasks = tasks;
        files.stateProperty().addListener((p, old, now) -> filesChanged());
        layer.addListener((p, old, now) -> choose());
        filesChanged();
    }

    FilesModel files() {
        return files;
    }

    /// What was found; absent while it is being looked for.
    ReadOnlyObjectProperty<Optional<Found>> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /// The ranks of the dead files that are shown, in [Found#waste].
    ReadOnlyObjectProperty<int[]> ranksProperty() {
        return ranks.getReadOnlyProperty();
    }

    /// Only what this layer's instruction killed is shown; absent means all.
    ObjectProperty<OptionalInt> layerProperty() {
        return layer;
    }

    /// The dead file that is looked at.
    ObjectProperty<Optional<Waste.DeadFile>> selectedProperty() {
        return selected;
    }

    /// Who made a layer.
    Optional<LayerFact> fact(int index) {
        List<LayerFact> facts = files.layersProperty().get();
        return index >= 0 && index < facts.size()
                ? Optional.of(facts.get(index))
                : Optional.empty();
    }

    /// The words on how a dead file could be avoided, as a key.
    static String hint(Waste.DeadFile dead, String path) {
        return "hint." + WasteHint.of(dead, path).name().toLowerCase(Locale.ROOT);
    }

    private void filesChanged() {
        FileTree now = files.files().map(ImageFiles::tree).orElse(null);
        if (now == tree) {
            return;
        }
        tree = now;
        found.set(Optional.empty());
        ranks.set(new int[0]);
        selected.set(Optional.empty());
        layer.set(OptionalInt.empty());
        if (running != null) {
            running.cancel();
        }
        if (now == null || now.layers() == 0) {
            return;
        }
        running =
                tasks.of("", progress -> find(now, progress::isCancelled))
                        .quietly()
                        .onSuccess(f -> {
                            found.set(Optional.of(f));
                            choose();
                        })
                        .start();
    }

    /// Looks for all that is in vain.
    ///
    /// @throws CancellationException when `cancelled` says so
    static Found find(FileTree tree, BooleanSupplier cancelled) {
        Waste waste = Waste.of(tree);
        int layers = tree.layers();
        KilledRanks.Builder ranks = new KilledRanks.Builder(layers);
        List<Map<DeathCause, Long>> causes = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            causes.add(new EnumMap<>(DeathCause.class));
        }
        for (int rank = 0; rank < waste.count(); rank++) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException();
            }
            Waste.DeadFile dead = waste.get(rank);
            ranks.add(dead.diedIn());
            causes.get(dead.diedIn()).merge(dead.cause(), dead.bytes(), Long::sum);
        }
        KilledRanks killed = ranks.build();
        List<Blame> blames = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            if (waste.killedBy(i) > 0) {
                DeathCause most =
                        causes.get(i).entrySet().stream()
                                .max(Map.Entry.comparingByValue())
                                .map(Map.Entry::getKey)
                                .orElse(DeathCause.OVERWRITTEN);
                blames.add(new Blame(i, waste.killedBy(i), killed.of(i).length, most));
            }
        }
        blames.sort(Comparator.comparingLong(Blame::bytes).reversed());
        return new Found(
                tree,
                waste,
                Efficiency.of(tree),
                DiveFigures.of(tree),
                blames,
                waste.duplicates(),
                killed);
    }

    /// Sorted by layer when they were found: a choice is a look-up, however many there are.
    private void choose() {
        OptionalInt only = layer.get();
        found.get()
                .map(Found::ranks)
                .ifPresent(r -> ranks.set(only.isEmpty() ? r.all() : r.of(only.getAsInt())));
    }
}
