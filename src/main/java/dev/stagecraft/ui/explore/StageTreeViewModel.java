package dev.stagecraft.ui.explore;

import dev.stagecraft.image.DiffId;
import dev.stagecraft.stage.Stage;
import dev.stagecraft.stage.StageTree;
import dev.stagecraft.stage.Step;
import dev.stagecraft.ui.control.Segment;
import dev.stagecraft.ui.support.Address;
import dev.stagecraft.ui.support.Opened;
import dev.stagecraft.ui.support.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// The rows and the bar of the image that is shown, and what the pointer is over in either.
public final class StageTreeViewModel {
    private final ObjectProperty<Optional<Address>> selection;
    private final ObjectProperty<@Nullable Address> hovered = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<Optional<Opened>> opened =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Map<List<DiffId>, List<Long>>> dead =
            new ReadOnlyObjectWrapper<>(Map.of());
    private final StageWords words = new StageWords();

    /// @param selection what is selected in the window
    public StageTreeViewModel(ObjectProperty<Optional<Address>> selection) {
        this.selection = selection;
    }

    /// Shows an image.
    public void show(Opened image) {
        opened.set(Optional.of(image));
    }

    /// The dead bytes of images by their layers, as far as they were read.
    ReadOnlyObjectProperty<Map<List<DiffId>, List<Long>>> deadProperty() {
        return dead.getReadOnlyProperty();
    }

    /// How many bytes of the image its final state does not show; absent while its files were not
    /// read.
    OptionalLong deadBytes(Opened image) {
        List<Long> bytes = dead.get().get(image.image().diffIds());
        return bytes == null
                ? OptionalLong.empty()
                : OptionalLong.of(bytes.stream().mapToLong(Long::longValue).sum());
    }

    /// The image that is shown.
    ReadOnlyObjectProperty<Optional<Opened>> openedProperty() {
        return opened.getReadOnlyProperty();
    }

    ObjectProperty<Optional<Address>> selectionProperty() {
        return selection;
    }

    /// Tells how many bytes of each layer of an image the final image does not show.
    ///
    /// @param layers which image it is, by its layers
    /// @param bytes for each layer, from the bottom up
    public void setDead(List<DiffId> layers, List<Long> bytes) {
        Map<List<DiffId>, List<Long>> next = new HashMap<>(dead.get());
        next.put(List.copyOf(layers), List.copyOf(bytes));
        dead.set(Map.copyOf(next));
    }

    /// What the pointer is over, in the tree or in the bar; null for nothing.
    ObjectProperty<@Nullable Address> hoveredProperty() {
        return hovered;
    }

    /// The rows of an image.
    List<StageNode> nodes(Opened image) {
        return StageNode.of(image.source(), image.tree());
    }

    /// The bytes that fill a bar: everything that was made, so that a bar is as long as its share.
    static long scale(Opened image) {
        return image.tree().totals().shipped() + image.tree().totals().leftBehind();
    }

    /// The pieces of the bar above the tree.
    List<Segment<Address>> segments(Opened image) {
        StageTree tree = image.tree();
        List<Long> deadBytes = dead.get().getOrDefault(image.image().diffIds(), List.of());
        List<Segment<Address>> segments = new ArrayList<>();
        for (int i = 0; i < tree.stages().size(); i++) {
            Stage stage = tree.stages().get(i);
            for (Step step : stage.steps()) {
                if (step.makesLayer() && step.size().orElse(0) > 0) {
                    long inVain =
                            step.layer()
                                    .filter(l -> stage.shipped() && l.index() < deadBytes.size())
                                    .map(l -> deadBytes.get(l.index()))
                                    .orElse(0L);
                    segments.add(segment(image.source(), stage, step, i, inVain));
                }
            }
        }
        return segments;
    }

    private Segment<Address> segment(
            Source source, Stage stage, Step step, int colour, long deadBytes) {
        String title = words.keyword(step) + " " + words.arguments(step);
        return new Segment<>(
                new Address.OfStep(source, stage.id(), step.index()),
                new Address.OfStage(source, stage.id()),
                colour,
                words.name(stage),
                title.strip(),
                step.size().orElse(0),
                deadBytes,
                stage.shipped());
    }
}
