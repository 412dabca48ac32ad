package dev.stagecraft.ui.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stagecraft.image.FileTree;
import dev.stagecraft.ui.support.Tasks;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WasteViewModelTest {
    private final Pump pump = new Pump();
    private final Tasks tasks =
            new Tasks(
                    pump,
                    failure -> {
                        throw new AssertionError(failure);
                    });
    private final FileTree tree = Samples.small();
    private FilesModel files;
    private WasteViewModel model;

    @BeforeEach
    void open() {
        files =
                new FilesModel(
                        (opened, progress, early) ->
                                new ImageFiles(tree, List.of(), Optional.empty()),
                        tasks);
        model = new WasteViewModel(files, tasks);
    }

    private void find() {
        files.show(Samples.opened("sample:1", 3));
        pump.until(() -> model.foundProperty().get().isPresent());
    }

    private int[] ranks(OptionalInt layer) {
        model.layerProperty().set(layer);
        return model.ranksProperty().get();
    }

    /// By size: pkg.deb and data.bin died in layer 2, passwd in layer 1.
    @Test
    void aLayerHasTheDeadFilesThatItsInstructionKilled() {
        find();
        assertThat(model.ranksProperty().get()).containsExactly(0, 1, 2);
        assertThat(ranks(OptionalInt.of(2))).containsExactly(0, 1);
        assertThat(ranks(OptionalInt.of(1))).containsExactly(2);
        assertThat(ranks(OptionalInt.of(0))).isEmpty();
        assertThat(ranks(OptionalInt.of(7))).isEmpty();
        assertThat(ranks(OptionalInt.empty())).containsExactly(0, 1, 2);
    }

    @Test
    void choosingALayerDoesNotGoThroughTheDeadFilesAgain() {
        find();
        int[] all = model.ranksProperty().get();
        int[] second = ranks(OptionalInt.of(2));
        assertThat(ranks(OptionalInt.empty())).isSameAs(all);
        assertThat(ranks(OptionalInt.of(2))).isSameAs(second);
    }

    @Test
    void aLayerThatIsChosenBeforeTheDeadFilesAreFoundHolds() {
        files.show(Samples.opened("sample:1", 3));
        pump.until(() -> files.files().isPresent());
        assertThat(model.foundProperty().get()).isEmpty();
        assertThat(ranks(OptionalInt.of(1))).isEmpty();
        pump.until(() -> model.foundProperty().get().isPresent());
        assertThat(model.ranksProperty().get()).containsExactly(2);
    }

    @Test
    void lookingStopsWhenItIsCancelled() {
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> WasteViewModel.find(tree, () -> true));
    }
}
